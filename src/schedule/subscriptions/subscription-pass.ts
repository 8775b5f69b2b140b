import type { Clock } from '../../clock/index.js';
import {
  NEVER,
  type SubscriptionCalls,
  type SubscriptionEnd,
  type SubscriptionFailure,
} from '../../flow/index.js';
import {
  WEBHOOK,
  type ConnectionView,
  type SubscribedConnection,
  type Subscribing,
} from '../../registry/index.js';
import type { Tx } from '../../store/index.js';

import { compare, type CompareRules, type Step } from './compare.js';
import { mayCall } from '../may-call.js';
import { digestOf } from './subscription-digest.js';
import type { SubscriptionRow } from './subscription-row.js';
import type { SubscriptionPlan } from './subscription-statements.js';
import { SubscriptionSteps } from './subscription-steps.js';
import type { SubscriptionStore } from './subscription.store.js';
import { wantedTopics } from './wanted-topics.js';

export interface PassOptions {
  readonly store: SubscriptionStore;
  readonly subscribing: Subscribing;
  readonly clock: Clock;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** How often a system is asked what is registered there, though nothing changed here. */
  readonly lookEveryMs: number;
  readonly callTimeoutMs: number;
  readonly random: () => number;
  readonly callsOf: (view: ConnectionView, signal: AbortSignal) => Promise<SubscriptionCalls>;
  readonly count: (end: SubscriptionEnd) => void;
  readonly onGivenUp: (line: {
    /** Its number. */
    readonly connection: number;
    readonly topics: readonly string[];
    readonly message: string;
  }) => void;
}

/** Another process has it in hand. */
class TakenOver extends Error {}

/** The system has this much longer than a call may take until another process asks it. */
const MARGIN_MS = 5_000;
const JITTER = 0.1;
/** Of a configuration that changes all the time, the last one read is taken. */
const MOST_READS = 5;
/** Of one connection's, shown. */
const MOST_ORPHANS = 100;
/** A connection that is removed cannot be mended: what nobody can say when is tried again after this. */
const REMOVED_AGAIN_MS = 60 * 60_000;

/**
 * Brings the hooks registered for one connection in line with its configuration, once: looks, compares, and takes one
 * step after the other until something says that the whole system has to wait.
 */
export class SubscriptionPass {
  private readonly nextLookAt: number;

  constructor(
    private readonly options: PassOptions,
    private readonly plan: SubscriptionPlan,
    private readonly signal: AbortSignal,
  ) {
    const { clock, lookEveryMs, random } = options;
    this.nextLookAt = clock.now() + Math.round(lookEveryMs * (1 - JITTER + 2 * JITTER * random()));
  }

  async run(): Promise<void> {
    try {
      await this.bringInLine();
    } catch (error) {
      if (!(error instanceof TakenOver)) throw error;
    }
  }

  private async bringInLine(): Promise<void> {
    const of = await this.begin();
    if (!of) return this.unusable();
    if (of.isRemoved) return this.clear(of);
    const topics = this.topicsOf(of);
    if (topics === null) return this.settle({ wanted: this.digest(of), dueAt: NEVER });
    const failure = await this.walk(of, topics);
    await this.settleAfter(of, failure);
  }

  /**
   * The connection as this pass works on it. That is written down before it is read once more: a change that is not seen
   * here is seen later, against what was written, and makes it due again.
   */
  private async begin(): Promise<SubscribedConnection | undefined> {
    const { store, subscribing } = this.options;
    let of = await subscribing.read(this.plan.connection);
    for (let tries = 0; of && !of.isRemoved && tries < MOST_READS; tries += 1) {
      const ready = await this.equip(of);
      if (!(await store.begin(this.plan, this.digest(ready), this.heldUntil()))) throw new TakenOver();
      of = await subscribing.read(this.plan.connection);
      if (of && !of.isRemoved && this.digest(of) === this.digest(ready)) break;
    }
    return of;
  }

  /** Null: nothing may be asked of its system. */
  private topicsOf({ view, isSuspended }: SubscribedConnection): readonly string[] | null {
    const { subscriptions } = view.connector.definition.webhook;
    if (!subscriptions || this.plan.isManaged === 0 || !mayCall(view, isSuspended)) return null;
    return [...wantedTopics(view.scopes.TO.values(), subscriptions.topics).keys()];
  }

  /** An address that only the host knows, and where hooks are signed with what we give, a secret. */
  private async equip(of: SubscribedConnection): Promise<SubscribedConnection> {
    const { subscribing } = this.options;
    if ((this.topicsOf(of) ?? []).length === 0) return of;
    const { subscriptions } = of.view.connector.definition.webhook;
    const needsSecret = subscriptions?.secret === 'given' && this.newestSecret(of) === undefined;
    if (of.address && !needsSecret) return of;
    await this.keep();
    if (!of.address) await subscribing.makeAddress(of);
    if (needsSecret) await subscribing.makeSecret(of);
    return (await subscribing.read(this.plan.connection)) ?? of;
  }

  private async walk(
    of: SubscribedConnection,
    topics: readonly string[],
  ): Promise<SubscriptionFailure | undefined> {
    const { store, callsOf, clock } = this.options;
    await this.keep();
    const calls = await callsOf(of.view, this.signal);
    const tried = await calls.list(this.plan.attempts);
    if (tried.kind === 'failed') return tried;
    if (tried.kind === 'gone') return undefined;
    const listed = tried.value.map((one) => ({ ...one, facts: of.factsOf(one.url) }));
    const rows = await store.rowsOf(this.plan.connection);
    const steps = compare(topics, rows, { listed, ...this.rulesFor(of), now: clock.now() });
    const walking = this.stepping(of, calls);
    for (const step of bounded(steps, of.isRemoved)) {
      const failure = await walking.take(step);
      if (failure) return failure;
    }
    return this.removeReplaced(walking);
  }

  /** What new ones stand for now. */
  private async removeReplaced(walking: SubscriptionSteps): Promise<SubscriptionFailure | undefined> {
    const { store, clock } = this.options;
    for (const row of await store.rowsOf(this.plan.connection)) {
      const { state, remoteId, topics, dueAt } = row;
      if (state !== 'removing' || remoteId === null || dueAt > clock.now()) continue;
      const failure = await walking.take({ do: 'remove', row, remoteId, topics });
      if (failure) return failure;
    }
    return undefined;
  }

  private rulesFor(of: SubscribedConnection): Omit<CompareRules, 'now'> {
    const { subscribing } = this.options;
    const { subscriptions } = of.view.connector.definition.webhook;
    const newest = this.newestSecret(of);
    return {
      carries: subscriptions?.carries ?? 'one-topic',
      secret: subscriptions?.secret,
      canUpdate: subscriptions?.update !== undefined,
      canRenew: subscriptions?.renew !== undefined,
      isNewestSecret: (fingerprint) =>
        fingerprint !== null && newest !== undefined && subscribing.isSecret(newest, fingerprint),
    };
  }

  private stepping(of: SubscribedConnection, calls: SubscriptionCalls): SubscriptionSteps {
    const { store, subscribing, clock, count, onGivenUp } = this.options;
    const { subscriptions } = of.view.connector.definition.webhook;
    const { connection, turn } = this.plan;
    return new SubscriptionSteps({
      of,
      calls,
      store,
      subscribing,
      count,
      nextLookAt: of.isRemoved ? clock.now() + REMOVED_AGAIN_MS : this.nextLookAt,
      given: subscriptions?.secret === 'given' ? this.newestSecret(of) : undefined,
      now: () => clock.now(),
      keep: (work) => this.keep(work),
      keepIn: (tx, work) => store.keepIn(tx, { connection, turn, until: this.heldUntil() }, work),
      onGivenUp: (line) => onGivenUp({ connection: of.view.number, ...line }),
    });
  }

  /** Its connector is not loaded, or what is stored of it does not open. */
  private async unusable(): Promise<void> {
    const { store, clock } = this.options;
    const { endsAt, connection } = this.plan;
    if (endsAt !== null && endsAt <= clock.now()) return this.end(await store.rowsOf(connection));
    return this.settle({ dueAt: endsAt === null ? this.nextLookAt : clock.now() + REMOVED_AGAIN_MS });
  }

  /** The connection is removed: its hooks go, then its credentials. */
  private async clear(of: SubscribedConnection): Promise<void> {
    const { store, clock } = this.options;
    const { subscriptions } = of.view.connector.definition.webhook;
    const failure = subscriptions ? await this.walk(of, []) : undefined;
    const left = (await store.rowsOf(this.plan.connection)).filter(({ state }) => state !== 'orphan');
    const isOver = (this.plan.endsAt ?? 0) <= clock.now();
    if (left.length === 0 || isOver) return this.end(left);
    if (failure)
      return this.settle({ ...this.failed(failure), dueAt: failure.at ?? clock.now() + REMOVED_AGAIN_MS });
    const soonest = subscriptions ? 1_000 : REMOVED_AGAIN_MS;
    const dueAt = Math.min(...left.map((row) => Math.max(row.dueAt, clock.now() + soonest)));
    return this.settle({ attempts: 0, dueAt });
  }

  private async end(rows: readonly SubscriptionRow[]): Promise<void> {
    const { store, subscribing, onGivenUp } = this.options;
    const { connection } = this.plan;
    const left = rows.filter(({ state }) => state !== 'orphan');
    await subscribing.forget(connection, left, (tx) => store.forgetIn(tx, connection));
    for (const { topics, message } of left)
      onGivenUp({ connection, topics, message: message ?? 'it could not be removed in time' });
  }

  private async settleAfter(
    of: SubscribedConnection,
    failure: SubscriptionFailure | undefined,
  ): Promise<void> {
    const { clock, store } = this.options;
    const wanted = this.digest(of);
    const now = clock.now();
    if (failure) return this.settle({ ...this.failed(failure), wanted }, of);
    const rows = await store.rowsOf(this.plan.connection);
    const due = rows.flatMap((row) => timesOf(row).filter((at) => at > now));
    await this.settle({
      wanted,
      attempts: 0,
      failure: null,
      message: null,
      failedAt: null,
      gaveUpAt: null,
      lookedAt: now,
      dueAt: Math.min(this.nextLookAt, ...due),
    });
  }

  private failed({ name, message, at, usesAttempt }: SubscriptionFailure): Partial<SubscriptionPlan> {
    const now = this.options.clock.now();
    const { attempts, gaveUpAt } = this.plan;
    return {
      attempts: at === null ? 0 : attempts + (usesAttempt ? 1 : 0),
      failure: name,
      message,
      failedAt: now,
      gaveUpAt: at === null ? (gaveUpAt ?? now) : null,
      dueAt: at ?? this.nextLookAt,
    };
  }

  /** The end of the pass; `of`: whose failure is told where it is news. */
  private async settle(change: Partial<SubscriptionPlan>, of?: SubscribedConnection): Promise<void> {
    const { store, subscribing, onGivenUp } = this.options;
    const next = { ...this.plan, ...change };
    const isNews = of !== undefined && next.gaveUpAt !== null && this.plan.gaveUpAt === null;
    const message = next.message ?? '';
    const isMoved = await store.move(next, async (tx) => {
      if (isNews) await subscribing.tell(tx, of, message);
    });
    if (isMoved && isNews) onGivenUp({ connection: of.view.number, topics: [], message });
  }

  private async keep(work?: (tx: Tx) => Promise<void>): Promise<void> {
    if (!(await this.options.store.keep(this.plan, this.heldUntil(), work))) throw new TakenOver();
  }

  private heldUntil(): number {
    return heldFrom(this.options.clock.now(), this.options.callTimeoutMs);
  }

  private newestSecret({ view }: SubscribedConnection): string | undefined {
    const now = this.options.clock.now();
    return view.secrets[WEBHOOK]?.find(({ notAfter }) => notAfter == null || notAfter > now)?.value;
  }

  private digest({ view, isSuspended }: SubscribedConnection): string {
    const { publicUrl, subscribing } = this.options;
    return digestOf(view, { publicUrl, isSuspended, fingerprint: (text) => subscribing.fingerprint(text) });
  }
}

/** So long a process keeps what it has in hand: a call of it has ended by then. */
export function heldFrom(now: number, callTimeoutMs: number): number {
  return now + callTimeoutMs + MARGIN_MS;
}

function timesOf({ dueAt, renewAt, state, madeAt }: SubscriptionRow): number[] {
  const times = [dueAt];
  if (state === 'present' && renewAt !== null) times.push(renewAt);
  // What was registered a moment ago is looked for once, when the system can list it.
  if (state === 'present' && madeAt !== null) times.push(madeAt + 60_000);
  return times;
}

/** Of what nobody wants only so many are kept to be shown; of a removed connection none. */
function bounded(steps: readonly Step[], isRemoved: boolean): Step[] {
  let orphans = 0;
  return steps.filter((step) => {
    if (step.do !== 'orphan') return true;
    if (isRemoved) return false;
    orphans += 1;
    return step.row !== null || orphans <= MOST_ORPHANS;
  });
}
