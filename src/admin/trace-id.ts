import { rootToAsk, traceSeedOf } from '../flow/index.js';
import type { StoredRequest } from '../ledger/index.js';
import { traceIdOf } from '../observe/index.js';
import type { Visibility } from './visibility.service.js';

export const TRACE_ID = {
  type: String,
  nullable: true,
  example: '4bf92f3577b34da6a3ce929d0e0e4736',
  description:
    'Of the OpenTelemetry trace it is told in, where traces are switched on; null where the beginning of its tree is gone.',
} as const;

export function traceIdOfHook(seq: number, see: Visibility): string {
  return traceIdOf(see.id('hok', seq));
}

/** `among`: requests of its tree. */
export function traceIdOfRequest(
  row: StoredRequest,
  among: ReadonlyMap<number, StoredRequest>,
  see: Visibility,
): string | null {
  const asked = rootToAsk(row);
  const root = asked === null ? undefined : among.get(asked);
  if (asked !== null && !root) return null;
  const { prefix, seq } = traceSeedOf(row, root?.hook ?? null);
  return traceIdOf(see.id(prefix, seq));
}
