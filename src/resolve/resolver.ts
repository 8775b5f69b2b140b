import type { Clock } from '../clock/index.js';
import type { Hook, VerdictRow } from '../flow/index.js';
import type { Directory, DirectorySource, ReceivingPoint } from '../registry/index.js';

import { decode } from './decode.js';
import {
  type ElementResult,
  type HookReading,
  type ResolvedDraft,
  readElement,
  verdictOf,
} from './element.js';
import { ElementOrder, type Moves, movedPlaces } from './element-order.js';
import { ExpressionBatches } from './expression-batches.js';
import { HookView } from './hook-view.js';
import { LoopTurns } from './loop-turns.js';
import { isPromise, run } from './reading.js';
import { Refusal, isRefusal, undecodableAs } from './refusal.js';
import { plannedMoves, writePlan } from './slice-plan.js';
import { split } from './split.js';
import { isUndecodable } from './undecodable.js';

/** Some elements of a hook, in the order they are to run. */
export interface ResolvedSlice {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
  /** To be stored with the hook; set with the first of several slices, and handed in again with the hook. */
  readonly plan: string | null;
  readonly drafts: readonly ResolvedDraft[];
  readonly verdicts: readonly VerdictRow[];
}

export interface ResolverOptions {
  readonly directory: DirectorySource;
  readonly clock: Clock;
}

export interface Resolver {
  /** The slices of a hook from its cursor on. The same hook and configuration give the same slices. */
  resolveHook(hook: Hook): AsyncIterable<ResolvedSlice>;
}

/** One commit's worth: with the gate's and the ledger's share it stays under 10 ms. */
const ELEMENTS_PER_SLICE = 200;
const BYTES_PER_SLICE = 512 * 1024;
/** How many elements may wait for expression workers at once: one message to a worker. */
const MOST_WAITING = 100;

/** Decides what hooks mean: decode, split, and for each element its connection, scope, id, record and version. */
export function createResolver(options: ResolverOptions): Resolver {
  const turns = new LoopTurns(options.clock);
  return {
    async *resolveHook(hook) {
      const directory = options.directory.current();
      const point = directory.pointOf(hook.owner);
      const now = options.clock.now();
      if (!point) {
        yield withoutElements(hook, orphaned(hook, directory, now));
        return;
      }
      const opened = await open({ hook, point, directory, now }, turns);
      if (isRefusal(opened)) {
        yield withoutElements(hook, verdictOf({ hook, point, directory, now }, opened));
        return;
      }
      yield* slicesOf(opened, turns);
    },
  };
}

type Opening = Pick<HookReading, 'hook' | 'point' | 'directory' | 'now'>;

async function open(opening: Opening, turns: LoopTurns): Promise<HookReading | Refusal> {
  const { hook, point } = opening;
  const { receiver } = point;
  const { head, body } = hook;
  const input = { head, body, receiver: receiver.definition, maxBytes: receiver.maxBytes };
  const decoded = await decode(input, turns);
  if (isUndecodable(decoded)) return undecodableAs('hook.decode', decoded);
  const view = new HookView(hook, point, decoded.fields);
  const source = await split(decoded, receiver, view, turns);
  if (isRefusal(source)) return source;
  const wantsEventKeys = source.count > 1 || head.deliveryId === null;
  return { ...opening, view, source, batches: new ExpressionBatches(), wantsEventKeys };
}

async function* slicesOf(reading: HookReading, turns: LoopTurns): AsyncGenerator<ResolvedSlice> {
  const { hook, source } = reading;
  if (source.count === 1 && hook.cursor === 0) {
    const result = run(readElement(reading, 0));
    const { drafts, verdicts } = isPromise(result) ? await result : result;
    yield { from: 0, to: 1, isLast: true, plan: null, drafts, verdicts };
    return;
  }
  const slicing = new Slicing(reading, turns);
  if (slicing.isOneSlice()) {
    yield await slicing.whole();
    return;
  }
  await slicing.prepare();
  for (let from = hook.cursor; ;) {
    const slice = await slicing.slice(from);
    yield slice;
    if (slice.isLast) return;
    from = slice.to;
  }
}

/** Cuts a body of many elements into slices, in an order that a later process can carry on. */
class Slicing {
  private moves: Moves = [];
  private places: ReadonlyMap<number, number> = new Map();

  constructor(
    private readonly reading: HookReading,
    private readonly turns: LoopTurns,
  ) {}

  isOneSlice(): boolean {
    return this.reading.hook.cursor === 0 && this.endOf(0) >= this.reading.source.count;
  }

  /** A body that fits one slice is read once and put in order afterwards. */
  async whole(): Promise<ResolvedSlice> {
    const results: ElementResult[] = [];
    const order = new ElementOrder();
    await this.read(0, this.reading.source.count, (index, result) => {
      results.push(result);
      order.add(index, result.drafts);
    });
    const places = movedPlaces(order.moves());
    const ordered = results.map((result, place) => results[places.get(place) ?? place] ?? result);
    return {
      from: 0,
      to: results.length,
      isLast: true,
      plan: null,
      drafts: ordered.flatMap((result) => result.drafts),
      verdicts: results.flatMap((result) => result.verdicts),
    };
  }

  /** Finds the order: known from the plan, or by reading versions where a scope has them. */
  async prepare(): Promise<void> {
    const { hook, source } = this.reading;
    const planned = hook.cursor > 0 ? plannedMoves(hook.plan) : null;
    if (planned) this.moves = planned;
    else if (mayHaveVersions(this.reading)) {
      const order = new ElementOrder();
      await this.read(0, source.count, (index, result) => order.add(index, result.drafts));
      this.moves = order.moves();
    }
    this.places = movedPlaces(this.moves);
  }

  async slice(from: number): Promise<ResolvedSlice> {
    const { source, point, directory } = this.reading;
    const to = this.endOf(from);
    const drafts: ResolvedDraft[] = [];
    const verdicts: VerdictRow[] = [];
    await this.read(from, to, (_, result) => {
      drafts.push(...result.drafts);
      verdicts.push(...result.verdicts);
    });
    const isLast = to >= source.count;
    const isFirst = from === 0 && !isLast;
    const plan = isFirst
      ? writePlan({ connector: point.connector.id, config: directory.version, moves: this.moves })
      : null;
    return { from, to, isLast, plan, drafts, verdicts };
  }

  private endOf(from: number): number {
    const { source } = this.reading;
    const most = Math.max(Math.min(from + ELEMENTS_PER_SLICE, source.count), from);
    let bytes = 0;
    for (let place = from; place < most; place += 1) {
      bytes += source.size(this.elementAt(place));
      if (bytes > BYTES_PER_SLICE) return place + 1;
    }
    return most;
  }

  private elementAt(place: number): number {
    return this.places.get(place) ?? place;
  }

  /** Reads the elements at these places; results come in order, whatever each had to wait for. */
  private async read(
    from: number,
    to: number,
    take: (index: number, result: ElementResult) => void,
  ): Promise<void> {
    let waiting: (ElementResult | Promise<ElementResult>)[] = [];
    let first = from;
    for (let place = from; place < to; place += 1) {
      waiting.push(run(readElement(this.reading, this.elementAt(place))));
      const isFull = waiting.length === MOST_WAITING || place === to - 1;
      const isSpent = this.turns.isSpent();
      if (!isFull && !isSpent) continue;
      const results = waiting.some(isPromise)
        ? await Promise.all(waiting.map((one) => Promise.resolve(one)))
        : (waiting as ElementResult[]);
      for (const result of results) {
        take(this.elementAt(first), result);
        first += 1;
      }
      waiting = [];
      if (isSpent) await this.turns.pause();
    }
  }
}

function mayHaveVersions({ hook, point, directory, source }: HookReading): boolean {
  if (source.count < 2) return false;
  const number = hook.head.connection ?? point.connection?.number;
  if (number === undefined) return true;
  const scopes = directory.connection(number)?.scopes.TO.values() ?? [];
  return [...scopes].some((scope) => scope.version !== undefined);
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
