import type { TriggerDefinition } from '../../registry/index.js';

/** The last call for a record. */
export interface LastCall {
  /** Of the record, as it was told. */
  readonly version: number;
  readonly at: number;
}

/** Whether the record is told of as it is when the call is made, and calls for it are counted. */
export function hasWindow({
  waitSeconds,
  restartSeconds,
}: Pick<TriggerDefinition, 'restartSeconds' | 'waitSeconds'>): boolean {
  return waitSeconds > 0 || restartSeconds > 0;
}

/** Why an event of a record needs no call of its own; null: it does. */
export function whyNoCall(
  last: LastCall | null,
  event: { readonly version: number; readonly now: number },
  { restartSeconds }: Pick<TriggerDefinition, 'restartSeconds'>,
): string | null {
  if (!last) return null;
  if (event.version <= last.version) return 'an earlier call told of it';
  const until = last.at + restartSeconds * 1_000;
  return event.now < until
    ? `within the restart window: not again before ${new Date(until).toISOString()}`
    : null;
}
