import type { Clock } from '../clock/index.js';
import type {
  ClaimedRequest,
  GatedRequest,
  Hook,
  IncomingHook,
  Settlement,
  VerdictRow,
} from '../flow/index.js';
import type { Store, Tx } from '../store/index.js';

import { Accepting } from './accepting.js';
import { Awaiting, NO_NEEDS } from './awaiting.js';
import { ClaimNumbers } from './claim-numbers.js';
import { Changing, type Change } from './changing.js';
import { SqlChildWindows, type ChildWindows } from './child-windows.js';
import { Claiming } from './claiming.js';
import { commandRequests, type Command, type Commanded, type CommandedWith } from './commanding.js';
import type { LaneClaim } from './engine.js';
import { Enqueueing } from './enqueueing.js';
import { SqlTraceErasing, type ElementCutting, type TraceErasing } from './erasing.js';
import { KEEP_EVIDENCE, type Evidence } from './evidence.js';
import { FreshHooks } from './fresh-hooks.js';
import { SqlGauges } from './gauges.js';
import { HeldLanes, type WindowLimits } from './held-lanes.js';
import { Hints } from './hints.js';
import { Inbox } from './inbox.js';
import type {
  Accepted,
  ClaimAsk,
  EffectsWriter,
  Enqueued,
  Ledger,
  NeedFacts,
  Resolved,
  Settled,
  Slice,
  TurnsTeller,
} from './ledger.js';
import type { LedgerParts, Mended } from './parts.js';
import { createPostgresEngine } from './postgres-engine.js';
import { QueueBook, type QueueHeld } from './queue-book.js';
import type { LedgerGauges, LedgerReads } from './reads.js';
import { Rejecting, type Rejected } from './rejecting.js';
import { releaseRequests, type ReleaseWish } from './releasing.js';
import { SqlRetaining, type Retaining } from './retaining.js';
import { SqlReplies, type Replies } from './replies.js';
import { Resolving, seenKeyOf } from './resolving.js';
import { Settling } from './settling.js';
import { SqlReads } from './sql-reads.js';
import { createSqliteEngine } from './sqlite-engine.js';
import { Sweeping, type Swept } from './sweeping.js';
import { createTail, type LedgerTail } from './tail.js';
import { Turns } from './turns.js';
import { SqlWaitingDeletes, type WaitingDeletes } from './waiting-deletes.js';
import { Waking } from './waking.js';

export interface LedgerOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** The hub's writer of effects. */
  readonly effects: EffectsWriter;
  /** Tells of what commits make of requests; default: nobody does. */
  readonly tellTurns?: TurnsTeller;
  /** What requests may wait for; default: nothing. */
  readonly needs?: NeedFacts;
  readonly leaseMs: number;
  /**
   * Requests this process may enqueue already claimed and run from memory; null where it does not run requests.
   * Default 2,000 requests, 16 MB.
   */
  readonly window?: WindowLimits | null;
  /** How often the sweeps run; 0: only when told. Default 10 s. */
  readonly sweepEveryMs?: number;
  /** Wakes other processes. */
  readonly notify?: (topic: 'hooks' | 'requests') => void;
  /** A queue was held or freed: other processes are told. */
  readonly onHold?: () => void;
  readonly onMended?: (what: Mended, count: number) => void;
}

export interface OpenLedger extends Ledger {
  /** What other rooms ask of the tables. */
  readonly reads: LedgerReads;
  readonly gauges: LedgerGauges;
  readonly replies: Replies;
  readonly tail: LedgerTail;
  readonly deletes: WaitingDeletes;
  readonly children: ChildWindows;
  readonly awaiting: Pick<Awaiting, 'isCircle'>;
  readonly erasing: ElementCutting & TraceErasing;
  readonly retaining: Retaining;
  /** A change by hand and what it brings about, in one commit; null where the hub had moved: nothing is written then. */
  change(change: Change): Promise<readonly Enqueued[] | null>;
  /**
   * What a person does with requests, a page a commit; those in another state than the command is for are left alone.
   */
  commandRequests(
    command: Command,
    seqs: readonly number[],
    also?: CommandedWith,
  ): Promise<Omit<Commanded, 'parents'>>;
  /** Keeps event keys in the commit of what they stand for; answers for each whether it is new. */
  keepEvents(
    tx: Tx,
    events: readonly { readonly connection: number; readonly key: string }[],
  ): Promise<boolean[]>;
  /** What failed behind the commit that settled its request; the request stays as it is. */
  keepEvidence(evidence: Evidence): Promise<void>;
  /** Keeps the newest 200 of each owner. */
  keepRejection(rejected: Rejected): Promise<void>;
  forgetRejections(seqs: readonly number[]): Promise<void>;
  /** One turn of the sweeps, which `start` repeats every 10 s. */
  sweep(): Promise<Swept>;
}

const WINDOW: WindowLimits = { requests: 2_000, bytes: 16 * 1024 * 1024 };
const SWEEP_EVERY_MS = 10_000;

export function createLedger(options: LedgerOptions): OpenLedger {
  const hints = new Hints(options.notify);
  return new SqlLedger(partsOf(options, hints), hints, options.sweepEveryMs ?? SWEEP_EVERY_MS);
}

function partsOf(options: LedgerOptions, hints: Hints): LedgerParts {
  const { store, clock, effects, tellTurns = tellNobody, needs = NO_NEEDS, leaseMs } = options;
  const held = new HeldLanes(options.window ?? WINDOW);
  return {
    store,
    clock,
    effects,
    tellTurns,
    needs,
    leaseMs,
    held,
    engine: store.engine === 'sqlite' ? createSqliteEngine(store, held) : createPostgresEngine(store, held),
    numbers: new ClaimNumbers(),
    queues: new QueueBook(store, clock, options.onHold),
    flags: { hasWindow: options.window !== null, isStopping: false },
    tell: (hint) => hints.tell(hint),
    onMended: options.onMended ?? (() => undefined),
  };
}

async function tellNobody(): Promise<void> {}

/** The ledger over either engine: its stages share their parts, and this is their front. */
class SqlLedger implements OpenLedger {
  readonly reads: LedgerReads;
  readonly gauges: LedgerGauges;
  readonly replies: Replies;
  readonly tail: LedgerTail;
  readonly deletes: WaitingDeletes;
  readonly children: ChildWindows;
  readonly awaiting: Awaiting;
  readonly erasing: ElementCutting & TraceErasing;
  readonly retaining: Retaining;
  private readonly rejecting: Rejecting;
  private readonly accepting: Accepting;
  private readonly inbox: Inbox;
  private readonly resolving: Resolving;
  private readonly enqueueing: Enqueueing;
  private readonly changing: Changing;
  private readonly claiming: Claiming;
  private readonly waking: Waking;
  private readonly settling: Settling;
  private readonly sweeping: Sweeping;
  private readonly turns: Turns;

  constructor(
    private readonly parts: LedgerParts,
    private readonly hints: Hints,
    private readonly sweepEveryMs: number,
  ) {
    const fresh = new FreshHooks(parts.store.engine === 'sqlite');
    this.reads = new SqlReads(parts.store);
    this.gauges = new SqlGauges(parts);
    this.replies = new SqlReplies(parts.store);
    this.tail = createTail(parts.store);
    this.rejecting = new Rejecting(parts.store);
    this.accepting = new Accepting(parts, fresh);
    this.inbox = new Inbox(parts, fresh);
    this.resolving = new Resolving(parts, fresh);
    this.enqueueing = new Enqueueing(parts);
    this.awaiting = new Awaiting(parts);
    this.changing = new Changing(parts, this.awaiting);
    this.claiming = new Claiming(parts);
    this.waking = new Waking(parts);
    this.deletes = new SqlWaitingDeletes(parts, (parents) => this.waking.later(parents));
    this.children = new SqlChildWindows(parts);
    this.settling = new Settling(parts, this.waking, this.awaiting);
    this.sweeping = new Sweeping(parts, { waking: this.waking, inbox: this.inbox, awaiting: this.awaiting });
    this.turns = new Turns();
    this.retaining = new SqlRetaining(parts);
    this.erasing = new SqlTraceErasing({
      store: parts.store,
      cancel: (seqs) => this.commandRequests('cancel', seqs),
    });
  }

  async start(): Promise<void> {
    const { store, numbers, engine, clock, leaseMs } = this.parts;
    await numbers.draw(store);
    await store.write((tx) => engine.seen.start(tx, clock.now()));
    if (this.sweepEveryMs === 0) return;
    this.turns.every(this.sweepEveryMs, () => this.sweep());
    this.turns.every(leaseMs / 3, () => this.inbox.extendAll());
  }

  async stop(): Promise<void> {
    const { held, flags } = this.parts;
    flags.isStopping = true;
    this.replies.stop();
    await this.turns.stop();
    await this.waking.idle();
    await this.awaiting.idle();
    await this.inbox.releaseAll();
    await this.release([...held.entries()].map(([lane, { claim }]) => ({ lane, claim })));
    this.hints.close();
  }

  async keepEvents(
    tx: Tx,
    events: readonly { readonly connection: number; readonly key: string }[],
  ): Promise<boolean[]> {
    const keys = events.map((event) => seenKeyOf(event, this.parts.numbers.next()));
    const fresh = await this.parts.engine.seen.insert(tx, keys);
    return keys.map(({ token }) => fresh.has(token));
  }

  accept(hook: IncomingHook): Promise<Accepted> {
    return this.accepting.accept(hook);
  }

  openOwners(limit: number): Promise<number[]> {
    return this.inbox.openOwners(limit);
  }

  holdInbox(owner: number): Promise<number | null> {
    return this.inbox.hold(owner);
  }

  releaseInbox(owner: number, claim: number): Promise<void> {
    return this.inbox.release(owner, claim);
  }

  openHooks(owner: number, limit: number): Promise<Hook[]> {
    return this.inbox.openHooks(owner, limit);
  }

  async resolve(slice: Slice): Promise<Resolved> {
    const [resolved] = await this.resolving.resolve([slice]);
    return resolved as Resolved;
  }

  resolveAll(slices: readonly Slice[]): Promise<readonly Resolved[]> {
    return this.resolving.resolve(slices);
  }

  parkHook(hook: number, owner: number, claim: number, verdict: VerdictRow): Promise<void> {
    return this.resolving.park({ seq: hook, owner }, claim, verdict);
  }

  enqueue(requests: readonly GatedRequest[]): Promise<readonly Enqueued[]> {
    return this.enqueueing.enqueue(requests);
  }

  change(change: Change): Promise<readonly Enqueued[] | null> {
    return this.changing.change(change);
  }

  readyQueues(): Promise<readonly { readonly queue: number; readonly tier: number }[]> {
    return this.claiming.readyQueues();
  }

  claim(asks: readonly ClaimAsk[]): Promise<ClaimedRequest[]> {
    return this.claiming.claim(asks);
  }

  settle(settlement: Settlement): Promise<Settled> {
    return this.settling.settle(settlement);
  }

  extend(lanes: readonly LaneClaim[]): Promise<readonly number[]> {
    return this.claiming.extend(lanes);
  }

  release(lanes: readonly LaneClaim[]): Promise<void> {
    return this.claiming.release(lanes);
  }

  async holdQueue(queue: number, until: number, code: string | null): Promise<void> {
    await this.parts.queues.hold(queue, until, code);
    if (until <= this.parts.clock.now()) this.parts.tell('requests');
  }

  queueHold(queue: number): QueueHeld | null {
    return this.parts.queues.holdOf(queue, this.parts.clock.now());
  }

  async holdsChanged(): Promise<void> {
    this.parts.queues.outdate();
    await this.parts.queues.refresh();
  }

  releaseRequests(which: ReleaseWish): Promise<number> {
    return releaseRequests(this.parts, which);
  }

  async commandRequests(
    command: Command,
    seqs: readonly number[],
    also?: CommandedWith,
  ): Promise<Omit<Commanded, 'parents'>> {
    const { changed, running, parents } = await commandRequests(this.parts, command, seqs, also);
    this.waking.later(parents);
    if (changed.length > 0) this.parts.tell('requests');
    return { changed, running };
  }

  onWork(listener: (hint: 'hooks' | 'requests') => void): void {
    this.hints.on(listener);
  }

  keepEvidence(evidence: Evidence): Promise<void> {
    return this.parts.store.submit(KEEP_EVIDENCE, evidence);
  }

  keepRejection(rejected: Rejected): Promise<void> {
    return this.rejecting.keep(rejected);
  }

  forgetRejections(seqs: readonly number[]): Promise<void> {
    return this.rejecting.forget(seqs);
  }

  sweep(): Promise<Swept> {
    return this.sweeping.sweep();
  }
}
