import type { SequenceRange } from '../flow/index.js';
import type { CompiledSequence } from '../registry/index.js';

import type { ElementSource } from './element-source.js';
import type { HookView } from './hook-view.js';
import { type Reading, waited } from './reading.js';

/**
 * The numbers a sender gave the events of a delivery, read beside its records. None where there is no record, or where
 * what is found are no numbers: a delivery is never refused for them.
 */
export function* sequenceOf(
  { first, last, graceMs }: CompiledSequence,
  view: HookView,
  source: ElementSource,
): Reading<SequenceRange | null> {
  if (source.count === 0) return null;
  try {
    const body = yield* waited(source.envelope(0));
    const from = numberOf(yield* waited(first.evaluate(body, view.variables())));
    const to = last ? numberOf(yield* waited(last.evaluate(body, view.variables()))) : from;
    return from === null || to === null || to < from ? null : { first: from, last: to, graceMs };
  } catch {
    return null;
  }
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
