import type { Clock } from '../clock/index.js';
import type { Hook, VerdictRow } from '../flow/index.js';
import type { Directory, DirectorySource, ReceivingPoint } from '../registry/index.js';

import { LARGE, decode } from './decode.js';
import { type HookReading, verdictOf } from './element.js';
import { ExpressionBatches } from './expression-batches.js';
import { HookView } from './hook-view.js';
import { LoopTurns } from './loop-turns.js';
import { type Reading, run } from './reading.js';
import { Refusal, isRefusal, undecodableAs } from './refusal.js';
import { type ResolvedSlice, Slicing } from './slicing.js';
import { sequenceOf } from './sequence-of.js';
import { split } from './split.js';
import { NO_TRACE, type ResolveTrace } from './trace.js';
import { isUndecodable } from './undecodable.js';

/** Read in 0.1 ms: a turn holds many of them without asking. */
const SMALL = 16 * 1024;

export interface ResolverOptions {
  readonly directory: DirectorySource;
  readonly clock: Clock;
}

export interface Resolver {
  /** The slices of a hook from its cursor on. The same hook and configuration give the same slices. */
  resolveHook(hook: Hook, trace?: ResolveTrace): AsyncIterable<ResolvedSlice>;
  /**
   * The slice of a hook that is one slice, at once where nothing has to be waited for: a small JSON body whose
   * expressions run as closures. Null where it may be several: `resolveHook` gives them.
   */
  resolveWhole(hook: Hook): ResolvedSlice | null | Promise<ResolvedSlice | null>;
}

/** Decides what hooks mean: decode, split, and for each element its connection, scope, id, record and version. */
export function createResolver({ directory, clock }: ResolverOptions): Resolver {
  const turns = new LoopTurns(clock);
  const opened = (hook: Hook, trace = NO_TRACE): Reading<HookReading | ResolvedSlice> =>
    open(hook, { directory: directory.current(), now: clock.now(), turns, trace });
  return {
    async *resolveHook(hook, trace) {
      const reading = await run(opened(hook, trace));
      if ('isLast' in reading) yield reading;
      else for await (const slice of slicesOf(reading, turns)) yield withSequence(slice, reading);
    },
    resolveWhole: (hook) =>
      hook.cursor > 0 || hook.body.length > LARGE ? null : run(whole(opened(hook), turns)),
  };
}

interface Opening {
  readonly directory: Directory;
  readonly now: number;
  readonly turns: LoopTurns;
  readonly trace: ResolveTrace;
}

/** A hook ready to be read element by element, or all there is to say of it. */
function* open(hook: Hook, { directory, now, turns, trace }: Opening): Reading<HookReading | ResolvedSlice> {
  const point = directory.pointOf(hook.owner);
  if (!point) return withoutElements(hook, orphaned(hook, directory, now));
  const { receiver } = point;
  const { head, body } = hook;
  // The commit that stored it may have taken this turn's time, and sixteen owners begin in the same one.
  if (body.length > LARGE || (body.length > SMALL && turns.isSpent())) yield turns.pause();
  const input = { head, body, receiver: receiver.definition, maxBytes: receiver.maxBytes };
  const decoded = yield* decode(input, turns);
  const opening = { hook, point, directory, now };
  if (isUndecodable(decoded)) {
    return withoutElements(hook, verdictOf(opening, undecodableAs('hook.decode', decoded)));
  }
  if (decoded.kind === 'value') trace.decoded(decoded.value);
  const view = new HookView(hook, point, decoded.fields);
  const source = yield* split(decoded, receiver, view, turns);
  if (isRefusal(source)) return withoutElements(hook, verdictOf(opening, source));
  trace.split(source.count);
  const wantsEventKeys = source.count > 1 || head.deliveryId === null;
  const sequence =
    receiver.sequence && hook.cursor === 0 ? yield* sequenceOf(receiver.sequence, view, source) : null;
  const batches = new ExpressionBatches();
  return { ...opening, view, source, batches, wantsEventKeys, sequence, trace };
}

function* whole(
  opened: Reading<HookReading | ResolvedSlice>,
  turns: LoopTurns,
): Reading<ResolvedSlice | null> {
  const reading = yield* opened;
  if ('isLast' in reading) return reading;
  const slicing = new Slicing(reading, turns);
  return slicing.isOneSlice() ? withSequence(yield* slicing.whole(), reading) : null;
}

async function* slicesOf(reading: HookReading, turns: LoopTurns): AsyncGenerator<ResolvedSlice> {
  const slicing = new Slicing(reading, turns);
  if (slicing.isOneSlice()) {
    yield await run(slicing.whole());
    return;
  }
  await run(slicing.prepare());
  for (let from = reading.hook.cursor; ;) {
    const slice = await run(slicing.slice(from));
    yield slice;
    if (slice.isLast) return;
    from = slice.to;
    // Whoever took the slice went on in the turn of its commit: the next is read in another.
    await turns.pause();
  }
}

function withSequence(slice: ResolvedSlice, { sequence }: HookReading): ResolvedSlice {
  return sequence && slice.from === 0 ? { ...slice, sequence } : slice;
}

function withoutElements(hook: Hook, verdict: VerdictRow): ResolvedSlice {
  return { from: hook.cursor, to: hook.cursor, isLast: true, plan: null, drafts: [], verdicts: [verdict] };
}

/** The receiver was removed after the hook came in: its tenant is known only through the connection. */
function orphaned(hook: Hook, directory: Directory, now: number): VerdictRow {
  const number = hook.head.connection;
  const tenant = number === null ? 0 : (directory.connection(number)?.tenant ?? 0);
  const point = { tenant } as ReceivingPoint;
  return verdictOf(
    { hook, point, directory, now },
    new Refusal('unresolved', 'hook.point', { owner: hook.owner }),
  );
}
