import { Invalid, type Json, type JsonObject } from '@hookyard/sdk';

/** Square counts in the smallest unit of a currency; a hundred of them make one, but for these (ISO 4217). */
const DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
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

/** `{amount: 1295, currency: 'EUR'}` as `12.95`, with all its digits; nothing where there is no amount. */
export function amountOf(money: Json | undefined): Json {
  const { amount = null, currency = null } = isObject(money) ? money : {};
  const units = typeof amount === 'number' ? String(amount) : amount;
  if (typeof units !== 'string' || !/^-?\d{1,30}$/.test(units)) return null;
  const digits = digitsOf(currency);
  if (digits === 0) return units;
  const [sign, whole] = units.startsWith('-') ? ['-', units.slice(1)] : ['', units];
  const padded = whole.padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** `12.95` of `EUR` as Square writes it; nothing where there is no amount. */
export function moneyOf(amount: Json | undefined, currency: Json | undefined): Json {
  if (amount === undefined || amount === null) return null;
  const text = typeof amount === 'number' ? String(amount) : amount;
  const parts = typeof text === 'string' ? /^(-?)(\d{1,20})(?:\.(\d{1,10}))?$/.exec(text) : null;
  if (!parts || typeof currency !== 'string')
    throw new Invalid(`${JSON.stringify(amount)} ${JSON.stringify(currency)} is no amount of money`);
  const [, sign = '', whole = '', fraction = ''] = parts;
  const digits = digitsOf(currency);
  if (/[1-9]/.test(fraction.slice(digits)))
    throw new Invalid(`${text as string} has more digits than ${currency} has`);
  const units = `${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`;
  return { amount: Number(`${sign}${units}`), currency };
}

function digitsOf(currency: Json): number {
  return (typeof currency === 'string' ? DIGITS[currency] : undefined) ?? 2;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
