import type { MadeSubscription, WantedSubscription } from '@hookyard/sdk';

import type { SubscriptionCalls, SubscriptionEnd, SubscriptionFailure, Tried } from '../../flow/index.js';
import type { Subscribing, SubscribedConnection } from '../../registry/index.js';
import type { Tx } from '../../store/index.js';

import { renewalOf, type Listed, type Step } from './compare.js';
import { AT_REST, type RowChange, type SubscriptionRow } from './subscription-row.js';
import type { SubscriptionStore } from './subscription.store.js';

export interface StepParts {
  readonly of: SubscribedConnection;
  readonly calls: SubscriptionCalls;
  readonly store: SubscriptionStore;
  readonly subscribing: Pick<Subscribing, 'addSecret' | 'endSecret' | 'fingerprint' | 'tell'>;
  /** When somebody looks again anyway. */
  readonly nextLookAt: number;
  /** What hooks are to be signed with; undefined: registrations have nothing to do with it. */
  readonly given: string | undefined;
  readonly now: () => number;
  /** In one commit, where the connection's hooks are still this process's to look after; throws otherwise. */
  readonly keep: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  /** The same within a commit that is open. */
  readonly keepIn: (tx: Tx, work: (tx: Tx) => Promise<void>) => Promise<boolean>;
  readonly count: (end: SubscriptionEnd) => void;
  readonly onGivenUp: (line: { readonly topics: readonly string[]; readonly message: string }) => void;
}

const KEY_IN_ADDRESS = /(hk_.{5})[0-9A-Za-z]{17}/;

/**
 * One step after the other: what is asked for is marked before the call and what came of it is kept behind it, each in a
 * commit, so that whatever a kill leaves is found by the next look.
 */
export class SubscriptionSteps {
  constructor(private readonly parts: StepParts) {}

  /** A failure that concerns the whole system, or undefined. */
  async take(step: Step): Promise<SubscriptionFailure | undefined> {
    switch (step.do) {
      case 'keep':
        return this.adopt(step.row, step.listed, step.topics);
      case 'create':
        return this.create(step);
      case 'update':
      case 'renew':
        return this.change(step);
      case 'remove':
        return this.remove(step);
      case 'forget':
        return this.forget(step.row);
      case 'orphan':
        return this.show(step);
      case 'wait':
        return undefined;
    }
  }

  private async adopt(
    row: SubscriptionRow | null,
    listed: Listed,
    topics: readonly string[],
  ): Promise<undefined> {
    const { given, subscribing } = this.parts;
    const change = {
      ...this.presentOf(row, listed, topics),
      address: shown(listed.url),
      ...(given === undefined ? {} : { secret: subscribing.fingerprint(given) }),
    };
    if (row && isUnchanged(row, change)) return undefined;
    const before = row?.remoteId ?? null;
    await this.parts.keep(async (tx) => {
      await this.put(tx, row, change, topics);
      if (row && before !== null && before !== listed.id) await this.leave(tx, row, before);
    });
    return undefined;
  }

  private async create({
    row,
    topics,
    drift,
    replaces,
  }: Extract<Step, { do: 'create' }>): Promise<SubscriptionFailure | undefined> {
    const marked = await this.mark(row, topics, drift);
    let tried = await this.parts.calls.create(this.wanted(topics), marked.attempts);
    if (tried.kind === 'failed' && tried.name === 'Conflict' && replaces) {
      await this.hold();
      const removed = await this.parts.calls.remove(replaces.id, marked.attempts);
      if (removed.kind === 'failed') return this.failed(marked, removed);
      await this.hold();
      tried = await this.parts.calls.create(this.wanted(topics), marked.attempts);
    }
    if (tried.kind !== 'done') return this.failed(marked, failureIn(tried));
    this.parts.count('created');
    return this.made(marked, tried.value, topics);
  }

  private async change(
    step: Extract<Step, { do: 'renew' | 'update' }>,
  ): Promise<SubscriptionFailure | undefined> {
    const { listed, topics } = step;
    const drift = step.do === 'update' ? step.drift : null;
    const marked = await this.mark(step.row, topics, drift, listed.id);
    const { calls, count } = this.parts;
    const tried = await calls[step.do](listed.id, this.wanted(topics), marked.attempts);
    if (tried.kind === 'gone')
      return this.create({ do: 'create', row: marked, topics, drift: 'missing', replaces: null });
    if (tried.kind === 'failed') return this.failed(marked, tried);
    count(step.do === 'update' ? 'updated' : 'renewed');
    return this.made(marked, { expiresAt: listed.expiresAt, ...tried.value }, topics);
  }

  /** It is registered: what the system handed out is kept with it, in one commit. */
  private async made(
    row: SubscriptionRow,
    made: MadeSubscription,
    topics: readonly string[],
  ): Promise<SubscriptionFailure | undefined> {
    const { of, given, subscribing, now } = this.parts;
    const { subscriptions } = of.view.connector.definition.webhook;
    const isHandedOut = subscriptions?.secret === 'handed-out';
    const isNew = made.id !== row.remoteId;
    if (isHandedOut && isNew && made.secret === undefined) return this.secretless(row, made);
    const secret = isHandedOut ? made.secret : given;
    const change = {
      ...this.presentOf(row, made, topics),
      address: of.address?.shown ?? null,
      madeAt: now(),
      ...(secret === undefined ? {} : { secret: subscribing.fingerprint(secret) }),
    };
    const write = async (tx: Tx): Promise<void> => {
      await this.put(tx, row, change, topics);
      if (row.remoteId !== null && isNew) await this.leave(tx, row, row.remoteId);
    };
    if (!isHandedOut || made.secret === undefined) {
      await this.parts.keep(write);
      return undefined;
    }
    await subscribing.addSecret(of, made.secret, (tx) => this.parts.keepIn(tx, write));
    return undefined;
  }

  /** Nobody could tell its hooks from made-up ones: it goes again. */
  private async secretless(
    row: SubscriptionRow,
    made: MadeSubscription,
  ): Promise<SubscriptionFailure | undefined> {
    await this.parts.keep((tx) => this.leave(tx, row, made.id));
    const message = 'create answered no secret, and the connector says that the system hands one out';
    const failure = {
      kind: 'failed',
      name: 'Bug',
      message,
      isWhole: false,
      at: null,
      usesAttempt: true,
    } as const;
    return this.failed(row, failure);
  }

  private async remove({
    row,
    remoteId,
    topics,
  }: Extract<Step, { do: 'remove' }>): Promise<SubscriptionFailure | undefined> {
    const { store, calls, count, now, of } = this.parts;
    let marked = row;
    await this.parts.keep(async (tx) => {
      const change = { state: 'removing', remoteId } as const;
      if (row) {
        if (row.state !== 'removing' || row.remoteId !== remoteId)
          await store.updateIn(tx, row, change, now());
      } else await store.insertIn(tx, of.view.number, { ...change, topics }, now());
    });
    marked ??= (await this.rows()).find((one) => one.remoteId === remoteId) ?? null;
    if (!marked) return undefined;
    const tried = await calls.remove(remoteId, marked.attempts);
    if (tried.kind === 'failed') return this.failed({ ...marked, state: 'removing', remoteId }, tried);
    count('removed');
    return this.forget(marked);
  }

  private async forget(row: SubscriptionRow): Promise<undefined> {
    const { store, subscribing, of } = this.parts;
    const { subscriptions } = of.view.connector.definition.webhook;
    await this.parts.keep((tx) => store.removeIn(tx, row));
    if (row.secret !== null && subscriptions?.secret === 'handed-out')
      await subscribing.endSecret(of, row.secret);
    return undefined;
  }

  private async show({ row, listed, reason }: Extract<Step, { do: 'orphan' }>): Promise<undefined> {
    const { topics, id: remoteId } = listed;
    const change = {
      state: 'orphan',
      remoteId,
      topics,
      reason,
      address: shown(listed.url),
      expiresAt: listed.expiresAt ?? null,
    } as const;
    if (row && isUnchanged(row, change)) return undefined;
    await this.parts.keep((tx) => this.put(tx, row, change, topics));
    return undefined;
  }

  /** What is about to be asked for, so that whoever comes after a kill knows of it. */
  private async mark(
    row: SubscriptionRow | null,
    topics: readonly string[],
    drift: SubscriptionRow['drift'],
    remoteId?: string,
  ): Promise<SubscriptionRow> {
    const { store, of, now } = this.parts;
    const at = now();
    const change: RowChange = {
      topics,
      state: row?.state === 'present' ? 'present' : 'wanted',
      ...(remoteId === undefined ? {} : { remoteId }),
      ...(drift === null || (row?.drift === drift && row.failure !== null) ? {} : { drift, driftAt: at }),
    };
    if (row) {
      await this.parts.keep((tx) => store.updateIn(tx, row, change, at));
      return { ...row, ...change };
    }
    let made = 0;
    await this.parts.keep(async (tx) => {
      made = await store.insertIn(tx, of.view.number, { state: 'wanted', ...change, topics }, at);
    });
    const found = (await this.rows()).find(({ id }) => id === made);
    if (!found) throw new Error(`the registration ${made} was written and is not there`);
    return found;
  }

  private async failed(
    row: SubscriptionRow,
    failure: SubscriptionFailure,
  ): Promise<SubscriptionFailure | undefined> {
    const { store, subscribing, of, nextLookAt, now, count, onGivenUp } = this.parts;
    const { name, message, at, usesAttempt } = failure;
    count('failed');
    const isGivenUp = at === null;
    const isNews = isGivenUp && row.gaveUpAt === null;
    await this.parts.keep(async (tx) => {
      const change = {
        state: row.state,
        attempts: isGivenUp ? 0 : row.attempts + (usesAttempt ? 1 : 0),
        dueAt: at ?? nextLookAt,
        failure: name,
        message,
        failedAt: now(),
        gaveUpAt: isGivenUp ? (row.gaveUpAt ?? now()) : null,
      };
      await store.updateIn(tx, row, change, now());
      if (isNews) await subscribing.tell(tx, of, `${row.topics.join(', ')}: ${message}`.slice(0, 500));
    });
    if (isNews) onGivenUp({ topics: row.topics, message });
    return failure.isWhole ? failure : undefined;
  }

  /** For as long as one more call may take. */
  private hold(): Promise<void> {
    return this.parts.keep(async () => undefined);
  }

  /** One that another stands for now: it goes. */
  private async leave(tx: Tx, row: SubscriptionRow, remoteId: string): Promise<void> {
    const { store, of, now } = this.parts;
    const { topics, secret } = row;
    await store.insertIn(tx, of.view.number, { state: 'removing', topics, remoteId, secret }, now());
  }

  private async put(
    tx: Tx,
    row: SubscriptionRow | null,
    change: RowChange & { readonly state: SubscriptionRow['state'] },
    topics: readonly string[],
  ): Promise<void> {
    const { store, of, now } = this.parts;
    if (row) await store.updateIn(tx, row, change, now());
    else await store.insertIn(tx, of.view.number, { ...change, topics }, now());
  }

  private presentOf(
    row: SubscriptionRow | null,
    { id, expiresAt }: Pick<MadeSubscription, 'expiresAt' | 'id'>,
    topics: readonly string[],
  ): RowChange & { readonly state: 'present' } {
    return {
      ...AT_REST,
      state: 'present',
      remoteId: id,
      topics,
      reason: null,
      expiresAt: expiresAt ?? null,
      renewAt: renewalOf(row, expiresAt, this.parts.now()),
    };
  }

  private wanted(topics: readonly string[]): WantedSubscription {
    const { of, given } = this.parts;
    if (!of.address) throw new Error(`connection ${of.view.id} has no address to register`);
    return { url: of.address.url, topics, ...(given === undefined ? {} : { secret: given }) };
  }

  private rows(): Promise<SubscriptionRow[]> {
    return this.parts.store.rowsOf(this.parts.of.view.number);
  }
}

function failureIn(tried: Exclude<Tried<unknown>, { kind: 'done' }>): SubscriptionFailure {
  if (tried.kind === 'failed') return tried;
  const message = 'the system does not know what was asked for';
  return { kind: 'failed', name: 'NotFound', message, isWhole: false, at: null, usesAttempt: true };
}

function isUnchanged(row: SubscriptionRow, change: RowChange): boolean {
  return Object.entries(change).every(
    ([key, value]) => JSON.stringify(Reflect.get(row, key)) === JSON.stringify(value),
  );
}

/** An address as it may be shown: of the key only its beginning. */
function shown(url: string): string {
  return url.replace(KEY_IN_ADDRESS, '$1…').slice(0, 500);
}
