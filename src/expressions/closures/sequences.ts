import { GIVE_UP, isOfJsonata, spend, truth, walked, type Closure, type Frame } from './closure.js';

/**
 * JSONata collects results in sequences and, wherever a node has been evaluated, turns one without items into nothing
 * and one with a single item into that item. A sequence of two and more is told from a list of the data by nothing
 * compiled here, so both are arrays, and only the place that collects must know that it did.
 */
export function settle(sequence: readonly unknown[]): unknown {
  return sequence.length > 1 ? sequence : sequence[0];
}

/** One name of a context item, by JSONata's `lookup`: of every item where it is a list. */
export function property(item: unknown, key: string, frame: Frame): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  if (Array.isArray(item)) return settle(lookedUp(item, key, frame));
  if (isOfJsonata(item)) throw GIVE_UP;
  return Object.hasOwn(item, key) ? (item as Readonly<Record<string, unknown>>)[key] : undefined;
}

function lookedUp(items: readonly unknown[], key: string, frame: Frame): unknown[] {
  const found: unknown[] = [];
  spend(frame, walked(items).length);
  for (const item of items) {
    const value = Array.isArray(item) ? lookedUp(item, key, frame) : property(item, key, frame);
    if (Array.isArray(value)) found.push(...(walked(value) as unknown[]));
    else if (value !== undefined) found.push(value);
  }
  return walked(found) as unknown[];
}

/** `[n]` behind a value: the nth of a list, the value itself for the first of anything else. */
export function itemAt(value: unknown, index: number): unknown {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value[index < 0 ? value.length + index : index] as unknown;
  refuseTuples(value);
  return index === 0 || index === -1 ? value : undefined;
}

/** JSONata takes an item with a property of this name for a tuple of its own. */
export function refuseTuples(value: unknown): void {
  if (typeof value === 'object' && value !== null && 'tupleStream' in value) throw GIVE_UP;
}

/** A predicate: a number written in the expression, or what is evaluated for every item. */
export type Predicate = number | { readonly holds: Closure; readonly weight: number };

/** What a predicate left. `isSequence`: collected here; otherwise a list of the data, picked whole. */
export interface Filtered {
  readonly items: readonly unknown[];
  readonly isSequence: boolean;
}

/** JSONata's `evaluateFilter`. */
export function filtered(value: unknown, predicate: Predicate, frame: Frame): Filtered {
  if (typeof predicate === 'number') {
    const item = itemAt(value, predicate);
    if (Array.isArray(item)) return { items: item, isSequence: false };
    return { items: item === undefined ? [] : [item], isSequence: true };
  }
  if (!Array.isArray(value)) refuseTuples(value);
  const items = Array.isArray(value) ? walked(value) : [value];
  const kept: unknown[] = [];
  for (const [index, item] of items.entries()) {
    spend(frame, predicate.weight);
    const times = timesKept(predicate.holds(item, frame), index, items.length);
    for (let time = 0; time < times; time += 1) kept.push(item);
  }
  return { items: walked(kept), isSequence: true };
}

/** A number is an index, a list of numbers several of them; anything else is true or not. */
function timesKept(answer: unknown, index: number, length: number): number {
  if (typeof answer === 'number') return isIndex(answer, index, length) ? 1 : 0;
  if (Array.isArray(answer) && walked(answer).every((one) => typeof one === 'number')) {
    return (answer as number[]).filter((one) => isIndex(one, index, length)).length;
  }
  return truth(answer) === true ? 1 : 0;
}

function isIndex(wanted: number, index: number, length: number): boolean {
  if (!Number.isFinite(wanted)) throw GIVE_UP;
  const whole = Math.floor(wanted);
  return (whole < 0 ? length + whole : whole) === index;
}
