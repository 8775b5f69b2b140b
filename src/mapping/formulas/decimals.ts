/** A decimal number: `units` of 10 to the power of minus `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL = /^[+-]?\d{1,40}(?:\.\d{0,20})?$/;
const MOST_DIGITS = 20;

/** The decimal that a number or a text says; undefined for anything else. */
export function decimalOf(value: unknown): Decimal | undefined {
  const text = typeof value === 'number' ? plainText(value) : typeof value === 'string' ? value.trim() : '';
  if (!DECIMAL.test(text)) return undefined;
  const [whole = '', fraction = ''] = text.replace('+', '').split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

/** A double says the shortest decimal that is it, as everybody reads it; with an exponent it is no amount. */
function plainText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(MOST_DIGITS) : text;
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: scaled(a, scale) + scaled(b, scale), scale };
}

export function negated({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

export function times(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** Rounded half away from zero; undefined for a division by zero. */
export function dividedBy(a: Decimal, b: Decimal, digits: number): Decimal | undefined {
  if (b.units === 0n) return undefined;
  const scale = Math.max(a.scale, b.scale);
  const numerator = scaled(a, scale) * 10n ** BigInt(digits);
  return { units: roundedQuotient(numerator, scaled(b, scale)), scale: digits };
}

/** Rounded half away from zero, as invoices are. */
export function rounded(value: Decimal, digits: number): Decimal {
  if (value.scale <= digits) return { units: scaled(value, digits), scale: digits };
  return { units: roundedQuotient(value.units, 10n ** BigInt(value.scale - digits)), scale: digits };
}

export function isSame(a: Decimal, b: Decimal): boolean {
  return plus(a, negated(b)).units === 0n;
}

/** Without zeros at the end of its fraction. */
export function shortest({ units, scale }: Decimal): Decimal {
  let [left, digits] = [units, scale];
  while (digits > 0 && left % 10n === 0n) [left, digits] = [left / 10n, digits - 1];
  return { units: left, scale: digits };
}

export function textOf({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function scaled({ units, scale }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n !== denominator < 0n;
  const over = numerator < 0n ? -numerator : numerator;
  const under = denominator < 0n ? -denominator : denominator;
  const quotient = (2n * over + under) / (2n * under);
  return isNegative ? -quotient : quotient;
}
