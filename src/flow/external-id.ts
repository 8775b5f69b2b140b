/** Longer ids are no ids: they would not fit an index. */
export const MAX_ID_BYTES = 512;

/** The record id of requests for all records of a type: POLL and INITIALIZE. */
export const WHOLE_TYPE = '*';

/** What an INITIALIZE that a person paused is held for. */
export const INITIALIZE_PAUSED = 'initialize-paused';

/** The canonical id, or why the value is none. */
export type CanonicalId =
  | { readonly id: string; readonly problem?: undefined }
  | { readonly id?: undefined; readonly problem: string };

/** The connector's own way with the ids of a type. */
export type Normalize = (raw: string) => string | Promise<string>;

/**
 * The one form an external id has everywhere: exact decimal text for numbers, trimmed text otherwise, then the
 * connector's own `records[TYPE].id.normalize`. Every id passes here before lanes, links and duplicate detection.
 */
export function canonicalId(raw: unknown, normalize?: (raw: string) => string): CanonicalId;
/** The same by a connector that may run elsewhere: its answer is waited for where it is a promise. */
export function canonicalId(
  raw: unknown,
  normalize: Normalize | undefined,
): CanonicalId | Promise<CanonicalId>;
export function canonicalId(raw: unknown, normalize?: Normalize): CanonicalId | Promise<CanonicalId> {
  const text = idText(raw);
  if (text === null) return { problem: `an id is text or a number, not ${kindOf(raw)}` };
  const id: unknown = normalize ? normalize(text) : text;
  return isPromise(id) ? id.then(checkedId) : checkedId(id);
}

function checkedId(id: unknown): CanonicalId {
  if (typeof id !== 'string') return { problem: `normalize answered ${kindOf(id)}` };
  if (id === '') return { problem: 'the id is empty' };
  // A UTF-16 unit is at most three bytes: most ids need no count.
  if (id.length * 3 > MAX_ID_BYTES && Buffer.byteLength(id) > MAX_ID_BYTES) {
    return { problem: `the id is longer than ${MAX_ID_BYTES} bytes` };
  }
  return { id };
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** What kind of value this is, in a word people use. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The text an id is normalised from; null where the value is none. */
export function idText(raw: unknown): string | null {
  if (typeof raw === 'string') return raw.trim();
  if (typeof raw === 'number' && Number.isFinite(raw)) return decimalText(raw);
  return null;
}

function decimalText(value: number): string {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? String(value) : BigInt(value).toString();
  const text = String(value);
  const [digits, exponent] = text.split('e-');
  if (exponent === undefined) return text;
  const [sign, plain] = (digits as string).startsWith('-') ? ['-', digits!.slice(1)] : ['', digits as string];
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${plain.replace('.', '')}`;
}
