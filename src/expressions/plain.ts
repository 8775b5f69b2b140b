import { HostError } from '../errors/index.js';
import { LIMITS } from './limits.js';

/** What a value counts beside its text: a quarter of a million of them take about as long as a megabyte of text. */
const CHARS_PER_VALUE = 4;

interface Budget {
  chars: number;
}

/**
 * What JSONata gave back as plain JSON: its sequences become arrays, its objects ordinary ones, its functions vanish
 * as they do in JSON. What is plain already is handed on as it is. Bounded in depth and in the size of its JSON: a
 * value whose parts are shared may be a thousand times larger written out.
 */
export function toPlain(value: unknown, maxChars: number = LIMITS.outputChars): unknown {
  return plain(value, 0, { chars: maxChars });
}

function plain(value: unknown, depth: number, budget: Budget): unknown {
  spend(budget, CHARS_PER_VALUE);
  if (typeof value === 'object') return value === null ? null : plainObject(value, depth, budget);
  if (typeof value === 'string') {
    spend(budget, value.length);
    return value;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new HostError('EXPRESSION_FAILED', { detail: `D1001: ${value} is no JSON number` });
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function plainObject(value: object, depth: number, budget: Budget): unknown {
  if (depth >= LIMITS.depth) {
    throw new HostError('EXPRESSION_TOO_LARGE', {
      detail: `the result is nested deeper than ${LIMITS.depth} levels`,
    });
  }
  if (Array.isArray(value)) return plainArray(value, depth, budget);
  if (value instanceof Date) return value.toJSON();
  const flags = value as { _jsonata_function?: unknown; _jsonata_lambda?: unknown };
  if (flags._jsonata_function === true || flags._jsonata_lambda === true) return undefined;
  return plainRecord(value as Record<string, unknown>, depth, budget);
}

function plainArray(array: readonly unknown[], depth: number, budget: Budget): unknown {
  let copy: unknown[] | undefined = isBare(array) ? undefined : [];
  for (let at = 0; at < array.length; at += 1) {
    const item = array[at];
    const clean = plain(item, depth + 1, budget) ?? null;
    if (copy) copy.push(clean);
    else if (clean !== item) copy = [...array.slice(0, at), clean];
  }
  return copy ?? array;
}

/** No flag of JSONata's on it. */
function isBare(array: readonly unknown[]): boolean {
  return FLAGS.every((flag) => !Object.hasOwn(array, flag));
}

const FLAGS = ['sequence', 'push', 'keepSingleton', 'cons', 'outerWrapper', 'tupleStream'];

function plainRecord(record: Record<string, unknown>, depth: number, budget: Budget): unknown {
  const isOrdinary = Object.getPrototypeOf(record) === Object.prototype;
  const entries: [string, unknown][] = [];
  let isClean = isOrdinary;
  for (const key of Object.keys(record)) {
    spend(budget, key.length);
    const clean = plain(record[key], depth + 1, budget);
    if (clean !== record[key]) isClean = false;
    if (clean !== undefined) entries.push([key, clean]);
  }
  // fromEntries defines its properties: a key `__proto__` stays a key.
  return isClean ? record : Object.fromEntries(entries);
}

function spend(budget: Budget, chars: number): void {
  budget.chars -= chars;
  if (budget.chars < 0)
    throw new HostError('EXPRESSION_TOO_LARGE', { detail: 'the result is larger than it may be' });
}
