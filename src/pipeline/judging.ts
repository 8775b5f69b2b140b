import type { Clock } from '../clock/index.js';
import type { Hook, SequenceRange, VerdictRow } from '../flow/index.js';
import { judgeAtOnce, type Judged, type LinkFacts } from '../gate/index.js';
import type { DirectorySource } from '../registry/index.js';
import type { ResolvedSlice, Resolver } from '../resolve/index.js';

import type { JudgedSlice } from './resolving.js';

export interface JudgingOptions {
  readonly resolver: Resolver;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly links: LinkFacts;
  /** Asked of deliveries whose receiver says where its numbers lie. */
  noteSequence(owner: number, range: SequenceRange, receivedAt: number): Promise<void>;
}

/** Resolve, then the gate: what each slice of a hook becomes. */
export async function* judgeHook(hook: Hook, options: JudgingOptions): AsyncGenerator<JudgedSlice> {
  for await (const slice of options.resolver.resolveHook(hook)) yield await judgeSlice(hook, slice, options);
}

/**
 * A small hook that is one slice, at once where nothing has to be waited for: a promise where something has, null
 * where it takes `judgeHook`.
 */
export function judgeWhole(
  hook: Hook,
  options: JudgingOptions,
): JudgedSlice | null | Promise<JudgedSlice | null> {
  const slice = options.resolver.resolveWhole(hook);
  if (slice instanceof Promise) return slice.then((its) => (its ? judgeSlice(hook, its, options) : null));
  return slice && judgeSlice(hook, slice, options);
}

function judgeSlice(
  hook: Hook,
  slice: ResolvedSlice,
  options: JudgingOptions,
): JudgedSlice | Promise<JudgedSlice> {
  if (!slice.sequence) return gateSlice(hook, slice, options);
  const noted = options.noteSequence(hook.owner, slice.sequence, hook.receivedAt);
  return noted.then(() => gateSlice(hook, slice, options));
}

function gateSlice(
  hook: Hook,
  slice: ResolvedSlice,
  { directory, clock, links }: JudgingOptions,
): JudgedSlice | Promise<JudgedSlice> {
  const asked = { directory: directory.current(), now: clock.now(), links, owner: hook.owner };
  const judged = judgeAtOnce(slice.drafts, asked);
  return judged instanceof Promise
    ? judged.then((its) => judgedSlice(slice, its))
    : judgedSlice(slice, judged);
}

function judgedSlice(slice: ResolvedSlice, judged: Judged): JudgedSlice {
  const events = slice.drafts.flatMap(({ eventKey, connection }, index) => {
    const request = judged.requestOf[index];
    return eventKey === undefined || request === null || request === undefined
      ? []
      : [{ request, connection, key: eventKey }];
  });
  return {
    from: slice.from,
    to: slice.to,
    isLast: slice.isLast,
    plan: slice.plan,
    requests: judged.requests,
    verdicts: slice.verdicts.length === 0 ? judged.verdicts : [...slice.verdicts, ...judged.verdicts],
    events,
  };
}

/** The verdict of a hook that failed by itself three times. */
export function failedHook(hook: Hook, error: unknown, options: JudgingOptions): VerdictRow {
  const directory = options.directory.current();
  const reason = error instanceof Error ? error.message : String(error);
  return {
    tenant: directory.pointOf(hook.owner)?.tenant ?? 0,
    connection: hook.head.connection,
    owner: hook.owner,
    hook: hook.seq,
    element: hook.cursor,
    parent: null,
    scope: null,
    type: null,
    recordId: null,
    ruling: {
      verdict: 'undecodable',
      rule: 'hook.failed',
      facts: { reason: reason.slice(0, 500) },
      configVersion: directory.version,
      at: options.clock.now(),
    },
  };
}
