import { countryCode, countryName } from './countries.js';
import { dateOf, daysLater, epochSeconds, isoTime } from './dates.js';
import {
  decimalOf,
  dividedBy,
  isSame,
  negated,
  plus,
  rounded,
  shortest,
  textOf,
  times,
  type Decimal,
} from './decimals.js';

/** A function that every formula and filter may call. */
export interface FormulaFunction {
  /** How it is called. */
  readonly call: string;
  readonly says: string;
  /** An expression and what it gives. */
  readonly example: readonly [expression: string, value: unknown];
  /** Pure; absent and null are the same to it, and nothing in gives nothing out. */
  readonly run: (...args: readonly unknown[]) => unknown;
}

const MOST_DIGITS = 10;
const LONGEST_TEXT = 10_000;

/** The library, by name. */
export const FORMULA_FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  coalesce: {
    call: '$coalesce(a, b, …)',
    says: 'The first that is neither absent nor null.',
    example: ['$coalesce(null, missing, "c")', 'c'],
    run: (...args) => args.find(isGiven),
  },
  money: {
    call: '$money(amount, digits?)',
    says: 'The amount rounded half away from zero to `digits` (2), as a number: 1.005 is 1.01.',
    example: ['$money("1.005")', 1.01],
    run: (amount, digits) => numberFrom(toDigits(amount, digits)),
  },
  moneyText: {
    call: '$moneyText(amount, digits?)',
    says: 'The same as text with all its digits.',
    example: ['$moneyText(12.5)', '12.50'],
    run: (amount, digits) => textFrom(toDigits(amount, digits)),
  },
  add: {
    call: '$add(a, b, …)',
    says: 'The exact sum of decimals; what is no number counts as nothing.',
    example: ['$add(0.1, "0.2")', 0.3],
    run: (...args) => numberFrom(sumOf(args)),
  },
  subtract: {
    call: '$subtract(a, b)',
    says: 'The exact difference.',
    example: ['$subtract(0.3, 0.1)', 0.2],
    run: (a, b) => numberFrom(both(a, b, (one, other) => plus(one, negated(other)))),
  },
  multiply: {
    call: '$multiply(a, b)',
    says: 'The exact product.',
    example: ['$multiply(1.1, 3)', 3.3],
    run: (a, b) => numberFrom(both(a, b, times)),
  },
  divide: {
    call: '$divide(a, b, digits?)',
    says: 'The quotient rounded to `digits` (10); nothing where `b` is 0.',
    example: ['$divide(10, 3, 2)', 3.33],
    run: (a, b, digits) =>
      numberFrom(both(a, b, (one, other) => dividedBy(one, other, digitsOf(digits, MOST_DIGITS)))),
  },
  numberOr: {
    call: '$numberOr(value, otherwise)',
    says: 'The number a value says, else the other.',
    example: ['$numberOr("12,5", 0)', 0],
    run: (value, otherwise) => numberFrom(decimalOf(value)) ?? given(otherwise),
  },
  isoDate: {
    call: '$isoDate(time)',
    says: 'The day in UTC of an ISO time or of milliseconds since 1970.',
    example: ['$isoDate("2026-11-23T23:30:00-02:00")', '2026-11-24'],
    run: (value) => isoTime(dateOf(value))?.slice(0, 10),
  },
  isoTime: {
    call: '$isoTime(time)',
    says: 'The time in UTC.',
    example: ['$isoTime(0)', '1970-01-01T00:00:00.000Z'],
    run: (value) => isoTime(dateOf(value)),
  },
  epochSeconds: {
    call: '$epochSeconds(time)',
    says: 'Whole seconds since 1970.',
    example: ['$epochSeconds("1970-01-01T00:01:00Z")', 60],
    run: (value) => epochSeconds(dateOf(value)),
  },
  addDays: {
    call: '$addDays(time, days)',
    says: 'The time so many days of 24 hours later, in UTC.',
    example: ['$isoDate($addDays("2026-12-31", 1))', '2027-01-01'],
    run: (value, days) => isoTime(daysLater(dateOf(value), days)),
  },
  truncate: {
    call: '$truncate(text, length)',
    says: 'The first characters of a text; none is cut in two.',
    example: ['$truncate("Größe", 3)', 'Grö'],
    run: (value, length) => ofText(value, (text) => Array.from(text).slice(0, wholeOf(length)).join('')),
  },
  digits: {
    call: '$digits(text)',
    says: 'Its digits alone.',
    example: ['$digits("+47 22 33-44")', '47223344'],
    run: (value) => ofText(value, (text) => text.replaceAll(/\D/g, '')),
  },
  slug: {
    call: '$slug(text)',
    says: 'Lower case letters and digits with single dashes, without accents.',
    example: ['$slug(" Crème brûlée! ")', 'creme-brulee'],
    run: (value) => ofText(value, slug),
  },
  email: {
    call: '$email(text)',
    says: 'Trimmed and in lower case; nothing where it is no address.',
    example: ['$email(" Ann@Example.COM ")', 'ann@example.com'],
    run: (value) => ofText(value, email),
  },
  countryCode: {
    call: '$countryCode(country)',
    says: 'The two letters of ISO 3166 for an English name or a code.',
    example: ['$countryCode("Norway")', 'NO'],
    run: (value) => ofText(value, countryCode),
  },
  countryName: {
    call: '$countryName(code, language?)',
    says: 'The name of a country by its two letters, in a language (`en`).',
    example: ['$countryName("no", "de")', 'Norwegen'],
    run: (value, language) => ofText(value, (code) => countryName(code, language)),
  },
};

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function given(value: unknown): unknown {
  return value ?? undefined;
}

function toDigits(amount: unknown, digits: unknown): Decimal | undefined {
  const decimal = decimalOf(amount);
  return decimal && rounded(decimal, digitsOf(digits, 2));
}

function digitsOf(digits: unknown, otherwise: number): number {
  const isSane =
    typeof digits === 'number' && Number.isInteger(digits) && digits >= 0 && digits <= MOST_DIGITS;
  return isSane ? digits : otherwise;
}

function sumOf(args: readonly unknown[]): Decimal | undefined {
  const decimals = args.flatMap((value) => decimalOf(value) ?? []);
  return decimals.length === 0 ? undefined : decimals.reduce(plus);
}

function both(
  a: unknown,
  b: unknown,
  compute: (one: Decimal, other: Decimal) => Decimal | undefined,
): Decimal | undefined {
  const one = decimalOf(a);
  const other = decimalOf(b);
  return one && other && compute(one, other);
}

/** A number where a double holds it exactly as it is written, else its text, as numbers that long are everywhere. */
function numberFrom(decimal: Decimal | undefined): number | string | undefined {
  if (!decimal) return undefined;
  const number = Number(textOf(decimal));
  const held = decimalOf(number);
  return held && isSame(held, decimal) ? number : textOf(shortest(decimal));
}

function textFrom(decimal: Decimal | undefined): string | undefined {
  return decimal && textOf(decimal);
}

function ofText(value: unknown, compute: (text: string) => unknown): unknown {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.length <= LONGEST_TEXT ? compute(text) : undefined;
}

function wholeOf(length: unknown): number {
  return typeof length === 'number' && length >= 0 ? Math.floor(length) : LONGEST_TEXT;
}

function slug(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join('-');
}

function email(text: string): string | undefined {
  const address = text.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(address) ? address : undefined;
}
