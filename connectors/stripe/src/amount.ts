import { textOf, type Json } from '@hookyard/sdk';

/** Currencies whose smallest unit is not a hundredth, for charges: https://docs.stripe.com/currencies. */
const DIGITS: Readonly<Record<string, number>> = {
  ...digits(0, 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'),
  ...digits(3, 'BHD JOD KWD OMR TND'),
};

/** An amount in the smallest unit of its currency as a decimal in text: `(1250, "usd")` is `12.50`. */
export function stripeAmount(amount: Json | undefined, currency: Json | undefined): Json {
  const [, sign = '', units] = /^(-?)(\d{1,30})$/.exec(textOf(amount) ?? '') ?? [];
  if (units === undefined || typeof currency !== 'string') return null;
  const places = DIGITS[currency.toUpperCase()] ?? 2;
  if (places === 0) return sign + units;
  const padded = units.padStart(places + 1, '0');
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

function digits(places: number, codes: string): Readonly<Record<string, number>> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, places]));
}
