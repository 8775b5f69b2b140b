import { Invalid } from './failures.js';
import { textOf } from './rest/places.js';
import type { Json } from './vocabulary.js';

/** Money of a system that counts it in the smallest unit of its currency. */
export interface SmallestUnits {
  /** `(1295, 'EUR')` is `12.95`, with all its digits; null where there is no amount. */
  decimalOf(units: Json | undefined, currency: Json | undefined): string | null;
  /** `('12.95', 'EUR')` is 1295; null where there is no amount. Throws Invalid for more digits than the currency has. */
  unitsOf(amount: Json | undefined, currency: Json | undefined): number | null;
}

/** Of nearly all currencies a hundred of the smallest unit make one. */
const HUNDREDTHS = 2;

/**
 * Amounts in the smallest unit of their currency, read and written as decimals. `digits` names the currencies that have
 * other than two behind the point, by how many they have: systems differ in them, and a wrong one is money a hundredfold.
 *
 * @example
 * const units = smallestUnits({ 0: 'JPY KRW', 3: 'KWD' });
 * units.decimalOf(1295, 'JPY'); // '1295'
 */
export function smallestUnits(digits: Readonly<Record<number, string>>): SmallestUnits {
  const known = new Map(
    Object.entries(digits).flatMap(([places, codes]) =>
      codes.split(' ').map((code) => [code, Number(places)]),
    ),
  );
  const placesOf = (currency: Json | undefined): number =>
    known.get(textOf(currency)?.toUpperCase() ?? '') ?? HUNDREDTHS;
  return {
    decimalOf(units, currency) {
      const [, sign = '', whole] = /^(-?)(\d{1,30})$/.exec(textOf(units) ?? '') ?? [];
      if (whole === undefined) return null;
      const places = placesOf(currency);
      if (places === 0) return sign + whole;
      const padded = whole.padStart(places + 1, '0');
      return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
    },
    unitsOf(amount, currency) {
      if (amount === undefined || amount === null) return null;
      const parts = /^(-?)(\d{1,20})(?:\.(\d{1,10}))?$/.exec(textOf(amount) ?? '');
      if (!parts || typeof currency !== 'string')
        throw new Invalid(`${JSON.stringify(amount)} ${JSON.stringify(currency)} is no amount of money`);
      const [, sign = '', whole = '', fraction = ''] = parts;
      const places = placesOf(currency);
      if (/[1-9]/.test(fraction.slice(places)))
        throw new Invalid(`${parts[0]} has more digits than are counted of ${currency}`);
      return Number(`${sign}${whole}${fraction.slice(0, places).padEnd(places, '0')}`);
    },
  };
}
