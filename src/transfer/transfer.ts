import type { Direction } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import type { Egress } from '../egress/index.js';
import type { ClaimedRequest, OutcomeFacts, Settlement } from '../flow/index.js';
import type { Hub, HubEffects } from '../hub/index.js';
import type { ConnectionView, DirectorySource } from '../registry/index.js';
import type { PublicIds, Store } from '../store/index.js';

import { Breaker, type QueueHold } from './breaker.js';
import { ConnectionRuntimes } from './connection-runtime.js';
import { fail, tellReached, type FailingOptions } from './failing.js';
import { outOfHub } from './from-hub.js';
import { InFlightCreates } from './in-flight-creates.js';
import { prepare, type PrerequisiteParts } from './prerequisite.js';
import { comeBack, ended, type JudgeDrafts, type StoryEnd, type StoryParts } from './story.js';
import { intoHub } from './to-hub.js';
import type { LedgerReads } from './tree-reads.js';
import { isHostTrouble } from './turn-failures.js';
import { isWalk, walkOn, type WalkParts } from './walk.js';
import { Turn, type ConnectorLogLine, type TurnOptions } from './turn.js';

export interface TransferOptions {
  readonly directory: DirectorySource;
  readonly hub: Hub;
  readonly egress: Egress;
  readonly store: Store;
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  /** The gate: the only way from drafts to requests. */
  readonly judge: JudgeDrafts;
  readonly ledger: { readonly reads: LedgerReads };
  readonly publicIds: Pick<PublicIds, 'publicId'>;
  /** Where connectors' lines go. */
  log(line: ConnectorLogLine): void;
  /** The system no longer takes the credentials a connection has under this version of its configuration. */
  onNeedsAuthorization(connection: number, configVersion: number): void;
  /** How the records of a type are walked; default: as nobody scheduled it. */
  readonly walkPlanOf?: WalkParts['planOf'];
  /** In [0, 1); default Math.random. */
  readonly random?: () => number;
}

/** What one turn of a request came to. */
export interface Ran {
  readonly settlement: Settlement<HubEffects>;
  /** The system is down or its quota is spent: the whole queue waits. */
  readonly holdQueue?: { readonly queue: number; readonly until: number; readonly code: string };
}

export interface Transfer {
  /** Runs one turn of a claimed request. Throws only the host's own trouble: nothing is stored, and it runs again. */
  run(request: ClaimedRequest, signal: AbortSignal): Promise<Ran>;
  /** How many requests of a queue may start now; what a claim should ask for at most. */
  allowance(queue: number): number;
  /** Why and until when a queue waits, as this process knows it. */
  queueHold(queue: number): QueueHold | null;
}

/** A connection that is paused or needs authorisation is asked for nothing; once it is not, its requests go on this soon. */
const STATE_WAIT_MS = 1_000;

export function createTransfer(options: TransferOptions): Transfer {
  return new TransferRoom(options);
}

/** What every turn of one queue shares. */
interface Way {
  readonly direction: Direction;
  readonly breaker: Breaker;
  readonly signal: AbortSignal;
}

interface QueueBreaker {
  readonly breaker: Breaker;
  readonly configVersion: number;
  /** The last hold told: a thousand requests that meet one tell it once. */
  toldUntil: number;
}

class TransferRoom implements Transfer {
  private readonly runtimes: ConnectionRuntimes;
  private readonly breakers = new Map<number, QueueBreaker>();
  private readonly parts: StoryParts & PrerequisiteParts & WalkParts;
  private readonly turnOptions: TurnOptions;
  private readonly failing: FailingOptions;
  private readonly clock: Clock;

  constructor(private readonly options: TransferOptions) {
    const { clock, callTimeoutMs, hub, judge, directory, ledger, publicIds } = options;
    this.clock = clock;
    this.runtimes = new ConnectionRuntimes(options);
    this.parts = {
      hub,
      judge,
      callTimeoutMs,
      creates: new InFlightCreates(2 * callTimeoutMs),
      directory: () => directory.current(),
      reads: ledger.reads,
      planOf: options.walkPlanOf ?? (() => Promise.resolve(undefined)),
    };
    this.turnOptions = {
      clock,
      callTimeoutMs,
      publicId: (prefix, seq) => publicIds.publicId(prefix, seq),
      log: (line) => options.log(line),
    };
    this.failing = {
      clock,
      callTimeoutMs,
      random: options.random ?? Math.random,
      onNeedsAuthorization: (connection, configVersion) =>
        options.onNeedsAuthorization(connection, configVersion),
      isPresent: ({ number, configVersion }) =>
        directory.current().connection(number)?.configVersion === configVersion,
    };
  }

  async run(request: ClaimedRequest, signal: AbortSignal): Promise<Ran> {
    const directory = this.options.directory.current();
    const queue = directory.queue(request.queue);
    const view = queue && directory.connection(queue.connection);
    if (!queue || !view)
      return { settlement: settled(request, ended('skipped', { reason: 'the connection was removed' })) };
    const now = this.clock.now();
    const waiting = waitOf(view);
    if (waiting !== null) return { settlement: settled(request, comeBack(now + STATE_WAIT_MS, waiting)) };
    const { breaker } = this.breakerOf(request.queue, view.configVersion);
    const admission = breaker.admit(now);
    if (!admission.isAdmitted)
      return this.held(request, breaker.hold(now) ?? { until: admission.until, code: 'unavailable' });
    return this.runTurn(request, view, { direction: queue.direction, breaker, signal });
  }

  allowance(queue: number): number {
    return this.presentBreaker(queue)?.allowance(this.clock.now()) ?? Infinity;
  }

  queueHold(queue: number): QueueHold | null {
    return this.presentBreaker(queue)?.hold(this.clock.now()) ?? null;
  }

  private async runTurn(request: ClaimedRequest, view: ConnectionView, way: Way): Promise<Ran> {
    let turn: Turn | undefined;
    try {
      turn = new Turn(request, this.runtimes.of(view), way.signal, this.turnOptions);
      const end = await this.tell(turn, way.direction);
      tellReached(turn, way.breaker, this.clock.now());
      return { settlement: settled(request, end) };
    } catch (thrown) {
      if (!isHostTrouble(thrown)) return this.failed(request, { turn, way, thrown });
      way.breaker.undecided();
      throw thrown;
    } finally {
      if (turn) turn.isRunning = false;
    }
  }

  /** The story of a request. */
  private async tell(turn: Turn, direction: Direction): Promise<StoryEnd> {
    if (isWalk(turn)) return walkOn(turn, this.parts);
    const prepared = await prepare(turn, direction, this.parts);
    if (prepared.kind === 'ends') return prepared.end;
    const end = await (direction === 'TO' ? intoHub(turn, this.parts) : outOfHub(turn, this.parts));
    if (prepared.verdicts.length === 0) return end;
    return { ...end, verdicts: [...prepared.verdicts, ...(end.verdicts ?? [])] };
  }

  private failed(
    request: ClaimedRequest,
    { turn, way, thrown }: { readonly turn: Turn | undefined; readonly way: Way; readonly thrown: unknown },
  ): Ran {
    if (way.signal.aborted) {
      way.breaker.undecided();
      const facts: OutcomeFacts = turn && turn.calls.lostAt !== null ? { wasSent: true } : {};
      const outcome = {
        kind: 'retry',
        at: this.clock.now(),
        usesAttempt: false,
        reason: 'aborted',
        facts,
      } as const;
      return { settlement: settled(request, { outcome }) };
    }
    const { outcome, attempt, hold } = fail({ request, turn, breaker: way.breaker, thrown }, this.failing);
    return {
      settlement: { ...settled(request, { outcome }), attempt },
      ...this.holdOnce(request.queue, hold),
    };
  }

  /** A request that may not start now: nothing is used up. */
  private held(request: ClaimedRequest, hold: { readonly until: number; readonly code: string }): Ran {
    return {
      settlement: settled(request, comeBack(hold.until, hold.code)),
      ...this.holdOnce(request.queue, hold),
    };
  }

  private holdOnce(
    queue: number,
    hold: { readonly until: number; readonly code: string } | undefined,
  ): Pick<Ran, 'holdQueue'> {
    const known = this.breakers.get(queue);
    if (!hold || (known && known.toldUntil >= hold.until)) return {};
    if (known) known.toldUntil = hold.until;
    return { holdQueue: { queue, until: hold.until, code: hold.code } };
  }

  /** What is known of a queue under the present configuration of its connection. */
  private presentBreaker(queue: number): Breaker | undefined {
    const known = this.breakers.get(queue);
    if (!known) return undefined;
    const directory = this.options.directory.current();
    const view = directory.connection(directory.queue(queue)?.connection ?? 0);
    return view?.configVersion === known.configVersion ? known.breaker : undefined;
  }

  /** A changed configuration may have mended what held the queue: it begins with a clean slate. */
  private breakerOf(queue: number, configVersion: number): QueueBreaker {
    const known = this.breakers.get(queue);
    if (known?.configVersion === configVersion) return known;
    const made = { breaker: new Breaker(), configVersion, toldUntil: 0 };
    this.breakers.set(queue, made);
    return made;
  }
}

/** A connection that was paused or lost its credentials while the request was on its way. */
function waitOf({ state }: ConnectionView): string | null {
  if (state === 'active' || state === 'failing') return null;
  return state === 'needs_authorization' ? 'needs-authorization' : state;
}

function settled(
  request: ClaimedRequest,
  { outcome, effects, requests, verdicts }: StoryEnd,
): Settlement<HubEffects> {
  return { request, outcome, effects, requests: requests ?? [], verdicts: verdicts ?? [] };
}
