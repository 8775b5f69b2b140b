import { HostError } from '../errors/index.js';

/** Deepest nesting taken, in and out: twice what real systems send, and far from every recursion limit. */
export const MAX_JSON_DEPTH = 200;

/**
 * A number that a double may not hold: 16 digits and dots in a row, or an exponent. It looks only behind what may
 * stand before a number, so that ids and hashes inside strings do not send a body the slow way.
 */
const RISKY_NUMBER = /(?:^|[:,[\s])-?\d(?:[\d.]{15}|[\d.]*[eE])/;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

interface SourceContext {
  readonly source?: string;
}

type SourceReviver = (this: unknown, key: string, value: unknown, context: SourceContext) => unknown;

const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;
const rawJson = (JSON as unknown as { rawJSON: (this: void, text: string) => unknown }).rawJSON;

/**
 * Reads JSON so that no number changes its value: what a double cannot hold arrives as a string of its digits.
 * A key `__proto__` is a key like any other. Throws JSON_INVALID or JSON_TOO_DEEP.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new HostError('JSON_TOO_DEEP');
  try {
    return RISKY_NUMBER.test(text) ? parseWithSource(text, keepNumber) : JSON.parse(text);
  } catch (error) {
    throw new HostError('JSON_INVALID', { detail: positionOf(error) }, { cause: error });
  }
}

/**
 * A number that no double holds, for a field that wants a number: JSON gets its digits, text gets its text. Whoever
 * calculates with it gets the nearest double.
 */
export class ExactNumber {
  constructor(private readonly text: string) {}

  toJSON(): unknown {
    return rawJson(this.text);
  }

  toString(): string {
    return this.text;
  }

  [Symbol.toPrimitive](hint: 'number' | 'string' | 'default'): number | string {
    return hint === 'number' ? Number(this.text) : this.text;
  }
}

/**
 * The same value with numbers in its fields of type number (dotted paths, arrays on the way are entered) where it has
 * the text of one: as they are where a double holds them, else as `ExactNumber`.
 */
export function withExactNumbers(value: unknown, numericFields: ReadonlySet<string>): unknown {
  let changed = value;
  for (const field of numericFields) changed = withNumber(changed, field.split('.'));
  return changed;
}

function keepNumber(this: unknown, _key: string, value: unknown, context: SourceContext): unknown {
  if (typeof value !== 'number' || context.source === undefined) return value;
  return isExact(value, context.source) ? value : context.source;
}

function isExact(value: number, source: string): boolean {
  if (Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER) return false;
  if (!Number.isFinite(value)) return false;
  return canonicalDecimal(String(value)) === canonicalDecimal(source);
}

/** Digits without leading and trailing zeros, and the power of ten of the last one. */
function canonicalDecimal(source: string): string {
  const [mantissa = '', power = '0'] = source
    .replace('-', (_, at: number) => (at === 0 ? '' : '-'))
    .split(/[eE]/);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = trimmedZeros(whole + fraction);
  if (digits.kept === '') return '0';
  const sign = source.startsWith('-') ? '-' : '';
  return `${sign}${digits.kept}e${Number(power) - fraction.length + digits.cutBehind}`;
}

/** By hand: a regular expression for trailing zeros is quadratic in a number of a million zeros and a one. */
function trimmedZeros(digits: string): { kept: string; cutBehind: number } {
  let start = 0;
  let end = digits.length;
  while (start < end && digits.charCodeAt(start) === 48) start += 1;
  while (end > start && digits.charCodeAt(end - 1) === 48) end -= 1;
  return { kept: digits.slice(start, end), cutBehind: digits.length - end };
}

/** Counting the opening brackets is enough for most texts; only those with many are looked at by character. */
function isTooDeep(text: string): boolean {
  return countUpTo(text, '[', '{') > MAX_JSON_DEPTH && depthExceeds(text, MAX_JSON_DEPTH);
}

function countUpTo(text: string, ...openers: readonly string[]): number {
  let count = 0;
  for (const opener of openers) {
    let at = text.indexOf(opener);
    while (at >= 0 && count <= MAX_JSON_DEPTH) {
      count += 1;
      at = text.indexOf(opener, at + 1);
    }
  }
  return count;
}

function depthExceeds(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) at = endOfString(text, at);
    else if (code === 91 || code === 123) depth += 1;
    else if (code === 93 || code === 125) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) return at;
    if (code === 92) at += 1;
  }
  return text.length;
}

/** The engine's message may quote the text; only the position is safe to tell. */
function positionOf(error: unknown): string {
  const at = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return at === undefined ? 'the text ends too early or holds something else' : `at character ${at}`;
}

function withNumber(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' && NUMBER.test(value) ? numberOf(value) : value;
  if (Array.isArray(value)) return value.map((item) => withNumber(item, path));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
  const copy = { ...(value as Record<string, unknown>) };
  if (key !== '__proto__') copy[key] = withNumber(copy[key], rest);
  return copy;
}

function numberOf(text: string): number | ExactNumber {
  const number = Number(text);
  return isExact(number, text) ? number : new ExactNumber(text);
}
