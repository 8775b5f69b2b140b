/**
 * Orders two versions a provider gave: below 0 when `a` is older, 0 when equal, null when the two cannot be ordered
 * (etags, or a number against a time). Decimal text compares as a number at any length, ISO 8601 text as a time.
 */
export function compareVersions(a: string | number, b: string | number): number | null {
  if (a === b) return 0;
  const left = readVersion(a);
  const right = readVersion(b);
  if (left.kind === 'opaque' || right.kind === 'opaque' || left.kind !== right.kind) {
    return String(a) === String(b) ? 0 : null;
  }
  if (left.value !== right.value) return left.value < right.value ? -1 : 1;
  return compareFractions(left.fraction, right.fraction);
}

type Read =
  | { readonly kind: 'number' | 'time'; readonly value: bigint | number; readonly fraction: string }
  | { readonly kind: 'opaque' };

const DECIMAL = /^\d{1,40}(?:\.(\d{1,40}))?$/;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.(\d{1,12}))?)?(?:Z|[+-]\d\d:?\d\d)?$/;
const OPAQUE: Read = { kind: 'opaque' };

function readVersion(version: string | number): Read {
  const text = String(version);
  const decimal = DECIMAL.exec(text);
  if (decimal) {
    return { kind: 'number', value: BigInt(text.split('.')[0] as string), fraction: decimal[1] ?? '' };
  }
  const time = ISO_TIME.exec(text);
  if (!time) return OPAQUE;
  // Date keeps milliseconds only; providers count micro- and nanoseconds.
  const fraction = time[1] ?? '';
  const value = Date.parse(fraction ? text.replace(`.${fraction}`, '') : text);
  return Number.isNaN(value) ? OPAQUE : { kind: 'time', value, fraction };
}

function compareFractions(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  const left = a.padEnd(length, '0');
  const right = b.padEnd(length, '0');
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
