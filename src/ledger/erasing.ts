import type { Direction, RecordType } from '@hookyard/sdk';

import {
  REQUEST_STATES,
  laneKeyOf,
  type DecisionOrder,
  type HookHead,
  type RequestKind,
} from '../flow/index.js';
import type { Store } from '../store/index.js';

import { bareHead } from './bare-head.js';
import type { Commanded } from './commanding.js';
import { bodyOf } from './packing.js';
import { cutBody, type Slice } from './cut-body.js';
import {
  decisionsOfNobody,
  dropAttempts,
  dropReply,
  emptyRequests,
  emptyVerdicts,
  lastElement,
  putBody,
  tracesOfElement,
  tracesOfLane,
  verdictPage,
  type TraceRow,
} from './statements/erasing-statements.js';
import { hookBodies } from './statements/hook-statements.js';
import { blocksOfLane, hooksBySeq, requestBlocks } from './statements/read-statements.js';
import { requestsBySeq } from './statements/request-statements.js';

/** A record as requests and verdicts name it. */
export interface TraceName {
  readonly tenant: number;
  readonly connection: number;
  readonly direction: Direction;
  readonly type: RecordType;
  readonly recordId: string;
}

/** What was done so far. `isWaiting`: something is still open and was left; it is looked for again later. */
export interface ErasingTally {
  requests: number;
  cut: number;
  dropped: number;
  isWaiting: boolean;
}

/** Takes what the ledger keeps of a record's values out of it: any number of times, each step a commit of its own. */
export interface TraceErasing {
  /** `alsoForget`: what other rooms keep of requests. */
  pieces(names: readonly TraceName[], tally: ErasingTally, alsoForget: AlsoForget): AsyncGenerator<void>;
  /** The same of requests that are known by number: a page of them, one commit. */
  requests(seqs: readonly number[], tally: ErasingTally, alsoForget: AlsoForget): Promise<void>;
}

/** Cuts single places out of bodies, whoever's the bodies are. */
export interface ElementCutting {
  elements(places: readonly (Slice & { readonly hook: number })[], tally: ErasingTally): AsyncGenerator<void>;
}

type AlsoForget = (requests: readonly number[]) => Promise<void>;

interface TraceErasingOptions {
  readonly store: Store;
  readonly cancel: (seqs: readonly number[]) => Promise<Pick<Commanded, 'changed'>>;
}

const PAGE = 100;
const BLOCKS_AT_ONCE = 512;
const VERDICTS_PAGE = 1_000;
/** One element becomes one request, those that found its meaning, and their children. */
const MOST_OF_ELEMENT = 500;
const LAST = Number.MAX_SAFE_INTEGER;
/** A record's own requests, and what handlers were asked of them. */
const KINDS: readonly RequestKind[] = ['transfer', 'decide'];
const OPEN_HOOK = 0;
const NOTHING: Pick<Commanded, 'changed'> = { changed: [] };
/** What is left of a request's result; who reads it sees why there is nothing. */
const ERASED = '{"erased":true}';
/** Of an entry of a trail: numbers and names of the host, no value of a record. */
const KEPT_FACTS = ['hook', 'element', 'action', 'into'] as const;

export class SqlTraceErasing implements ElementCutting, TraceErasing {
  constructor(private readonly options: TraceErasingOptions) {}

  async *pieces(
    names: readonly TraceName[],
    tally: ErasingTally,
    alsoForget: AlsoForget,
  ): AsyncGenerator<void> {
    const pass = new Pass(this.options, tally, alsoForget);
    for (const name of names) for (const kind of KINDS) yield* pass.lane(name, kind);
    yield* pass.merges(names);
    yield* pass.verdicts(names);
  }

  async *elements(
    places: readonly (Slice & { readonly hook: number })[],
    tally: ErasingTally,
  ): AsyncGenerator<void> {
    const pass = new Pass(this.options, tally, async () => undefined);
    for (const { hook, element, recordId } of places) {
      await pass.element(hook, { element, recordId });
      yield;
    }
  }

  async requests(seqs: readonly number[], tally: ErasingTally, alsoForget: AlsoForget): Promise<void> {
    const rows = await this.options.store.read(
      requestsBySeq,
      seqs.map((seq) => ({ seq })),
    );
    await new Pass(this.options, tally, alsoForget).end(rows);
  }
}

/** One look through everything. */
class Pass {
  private readonly store: Store;

  constructor(
    private readonly options: TraceErasingOptions,
    private readonly tally: ErasingTally,
    private readonly alsoForget: AlsoForget,
  ) {
    this.store = options.store;
  }

  async *lane(name: TraceName, kind: RequestKind): AsyncGenerator<void> {
    const lane = laneKeyOf({ ...name, kind });
    const [range] = await this.store.read(requestBlocks, [{}]);
    const first = range?.first ?? 0;
    for (let newest = range?.last ?? 0; newest >= first; newest -= BLOCKS_AT_ONCE) {
      const oldest = Math.max(first, newest - BLOCKS_AT_ONCE + 1);
      for (const { block } of await this.store.read(blocksOfLane, [{ lane, newest, oldest }]))
        yield* this.block(name, { lane, block });
      yield;
    }
  }

  private async *block(
    name: TraceName,
    place: { readonly lane: number; readonly block: number },
  ): AsyncGenerator<void> {
    let before = LAST;
    for (;;) {
      const page = await this.store.read(tracesOfLane, [{ ...place, before, count: PAGE }]);
      const own = page.filter(({ type, record_id }) => type === name.type && record_id === name.recordId);
      await this.end(own);
      yield;
      const elements = name.direction === 'TO' ? own : [];
      for (const { hook, element, record_id: recordId } of elements) {
        if (hook !== null) await this.element(hook, { element, recordId });
        yield;
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      before = last.seq;
    }
  }

  /** Whatever handlers were asked about joining them with others. No index says whose: people ask for few. */
  async *merges(names: readonly TraceName[]): AsyncGenerator<void> {
    const records = new Set(
      names.flatMap((name) => (name.direction === 'FROM' ? [Number(name.recordId)] : [])),
    );
    let after = 0;
    for (;;) {
      const page = await this.store.read(decisionsOfNobody, [{ after, count: PAGE }]);
      await this.end(page.filter(({ payload }) => isAbout(payload, records)));
      yield;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.seq;
    }
  }

  /** What a worker has in hand comes to its end by itself. */
  async end(rows: readonly TraceRow[]): Promise<void> {
    const open = rows.filter(isOpen);
    const { changed } = open.length > 0 ? await this.options.cancel(open.map(({ seq }) => seq)) : NOTHING;
    if (changed.length < open.length) this.tally.isWaiting = true;
    await this.empty(rows.filter((row) => !isOpen(row) || changed.includes(row.seq)));
  }

  /** Elements that became no request left a verdict. No index says whose: all are looked through, page by page. */
  async *verdicts(names: readonly TraceName[]): AsyncGenerator<void> {
    const wanted = new Set(names.map(({ connection, type, recordId }) => nameOf(connection, type, recordId)));
    let after = 0;
    for (;;) {
      const page = await this.store.read(verdictPage, [{ after, count: VERDICTS_PAGE }]);
      const own = page.filter(({ connection, type, record_id: id }) =>
        wanted.has(nameOf(connection, type, id)),
      );
      const seqs = own.map(({ seq }) => ({ seq }));
      if (seqs.length > 0) await this.store.write((tx) => tx.many(emptyVerdicts, seqs));
      yield;
      for (const { hook, element, record_id: recordId } of own) {
        if (hook !== null && recordId !== null) await this.element(hook, { element, recordId });
        yield;
      }
      const last = page.at(-1);
      if (!last || page.length < VERDICTS_PAGE) return;
      after = last.seq;
    }
  }

  private async empty(rows: readonly TraceRow[]): Promise<void> {
    const fresh = rows.filter(({ result }) => result !== ERASED);
    if (fresh.length === 0) return;
    await this.store.write(async (tx) => {
      await tx.many(
        dropAttempts,
        fresh.map(({ seq: request }) => ({ request })),
      );
      await tx.many(
        emptyRequests,
        fresh.map(({ seq, trail }) => ({ seq, trail: withoutFacts(trail), result: ERASED })),
      );
    });
    await this.alsoForget(fresh.map(({ seq }) => seq));
    this.tally.requests += fresh.length;
  }

  /** All that stands for this place of a body, and the place itself. */
  async element(hook: number, slice: Slice): Promise<void> {
    const { element } = slice;
    const rows = await this.store.read(tracesOfElement, [{ hook, element, count: MOST_OF_ELEMENT }]);
    await this.empty(rows.filter((row) => !isOpen(row)));
    const [[kept], [stored], [known]] = await Promise.all([
      this.store.read(hooksBySeq, [{ seq: hook }]),
      this.store.read(hookBodies, [{ seq: hook }]),
      this.store.read(lastElement, [{ hook }]),
    ]);
    if (!kept || !stored) return;
    const body = await bodyOf(stored);
    if (kept.state === OPEN_HOOK || rows.some(isOpen)) this.tally.isWaiting = true;
    else await this.cut({ seq: hook, body, head: kept.head }, { slice, isAlone: (known?.last ?? 0) === 0 });
  }

  private async cut(
    hook: { readonly seq: number; readonly head: string; readonly body: Buffer },
    { slice, isAlone }: { readonly slice: Slice; readonly isAlone: boolean },
  ): Promise<void> {
    const head = JSON.parse(hook.head) as HookHead;
    if (head.erased?.includes(slice.element)) return;
    const left = isAlone ? null : cutBody(hook.body, slice);
    const erased = [...(head.erased ?? []), slice.element];
    const row = {
      seq: hook.seq,
      was: hook.head,
      head: JSON.stringify({ ...(left ? head : bareHead(head)), erased }),
      body: left ?? Buffer.alloc(0),
    };
    const isPut = await this.store.write(async (tx) => {
      await tx.many(dropReply, [{ hook: hook.seq }]);
      return (await tx.many(putBody, [row])).length > 0;
    });
    if (!isPut) this.tally.isWaiting = true;
    else if (left) this.tally.cut += 1;
    else if (hook.body.length > 0) this.tally.dropped += 1;
  }
}

function isAbout(payload: string | null, records: ReadonlySet<number>): boolean {
  if (payload === null) return false;
  const { stored, losers = [] } = (JSON.parse(payload) as DecisionOrder).question;
  return [...(stored ? [stored] : []), ...losers].some(({ record }) => records.has(record));
}

function isOpen({ state }: TraceRow): boolean {
  return state < REQUEST_STATES.done;
}

function nameOf(connection: number | null, type: string | null, recordId: string | null): string {
  return `${connection}\n${type}\n${recordId}`;
}

interface TrailEntry {
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly saw?: unknown;
}

function withoutFacts(trail: string): string {
  const entries = (JSON.parse(trail) as readonly TrailEntry[]).map(({ saw: _saw, facts, ...entry }) => ({
    ...entry,
    ...(facts
      ? { facts: Object.fromEntries(KEPT_FACTS.flatMap((key) => (key in facts ? [[key, facts[key]]] : []))) }
      : {}),
  }));
  return JSON.stringify(entries);
}
