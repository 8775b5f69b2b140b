import { Invalid, textOf, valueAt, type Json, type JsonObject } from '@hookyard/sdk';

/** Adyen counts in hundredths of a currency, but for these: https://docs.adyen.com/development-resources/currency-codes/ */
const DIGITS: Readonly<Record<string, number>> = {
  CVE: 0,
  DJF: 0,
  GNF: 0,
  IDR: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** `{value: 1295, currency: 'EUR'}` as `12.95`, with all its digits; nothing where there is no amount. */
export function amountOf(money: Json | undefined): Json {
  const units = textOf(valueAt(money, 'value'));
  if (units === undefined || !/^-?\d{1,30}$/.test(units)) return null;
  const digits = digitsOf(valueAt(money, 'currency'));
  if (digits === 0) return units;
  const [sign, whole] = units.startsWith('-') ? ['-', units.slice(1)] : ['', units];
  const padded = whole.padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** `12.95` of `EUR` as Adyen writes it; nothing where there is no amount. */
export function moneyOf(amount: Json | undefined, currency: Json | undefined): JsonObject | null {
  if (amount === undefined || amount === null) return null;
  const parts = /^(\d{1,20})(?:\.(\d{1,10}))?$/.exec(textOf(amount) ?? '');
  if (!parts || typeof currency !== 'string')
    throw new Invalid(`${JSON.stringify(amount)} ${JSON.stringify(currency)} is no amount of money`);
  const [, whole = '', fraction = ''] = parts;
  const digits = digitsOf(currency);
  if (/[1-9]/.test(fraction.slice(digits)))
    throw new Invalid(`${textOf(amount)} has more digits than Adyen counts of ${currency}`);
  return { value: Number(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`), currency };
}

function digitsOf(currency: Json | undefined): number {
  return (typeof currency === 'string' ? DIGITS[currency] : undefined) ?? 2;
}
