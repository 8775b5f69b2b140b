import type { Clock } from '../../clock/index.js';
import { HostError } from '../../errors/index.js';
import { NEVER } from '../../flow/index.js';
import {
  writeAudit,
  type Actor,
  type AuditEntry,
  type ConnectionView,
  type DirectorySource,
  type Subscribing,
} from '../../registry/index.js';
import type { Store, Tx } from '../../store/index.js';

import { mayCall } from '../may-call.js';
import { digestOf } from './subscription-digest.js';
import type { SubscriptionRow } from './subscription-row.js';
import type { SubscriptionPlan } from './subscription-statements.js';
import type { SubscriptionStore } from './subscription.store.js';
import { wantedTopics } from './wanted-topics.js';

/** How the registrations of a connection are, as one word. */
export type SubscriptionsState =
  /** The connector cannot register hooks. */
  | 'unsupported'
  /** An operator said that hooks are registered by hand. */
  | 'by-hand'
  /** The connection is paused or needs authorisation, or its tenant is suspended. */
  | 'waiting'
  /** Something is to be done, and will be. */
  | 'working'
  /** Something fails, and is tried again or waits for a person. */
  | 'failing'
  | 'in-line';

/** The registrations of a connection, wanted and found. */
export interface SubscriptionsInfo {
  readonly state: SubscriptionsState;
  readonly isManaged: boolean;
  /** Where hooks go, without the key; null: nobody has asked for one yet. */
  readonly address: string | null;
  /** What is to be told, and the scopes that want it. */
  readonly topics: readonly { readonly topic: string; readonly scopes: readonly string[] }[];
  readonly plan: SubscriptionPlan | null;
  readonly rows: readonly SubscriptionRow[];
  /** What an operator should do. */
  readonly advice: string | null;
}

export interface SubscriptionsOptions {
  readonly store: SubscriptionStore;
  readonly database: Pick<Store, 'write'>;
  readonly subscribing: Pick<Subscribing, 'fingerprint' | 'handAddress'>;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  /** Something is due. */
  readonly hint: () => void;
}

/** What people see and say of the hooks that connections keep registered. */
export class Subscriptions {
  constructor(private readonly options: SubscriptionsOptions) {}

  async of(tenant: number, connection: string): Promise<SubscriptionsInfo> {
    return this.show(this.viewOf(tenant, connection));
  }

  /** Looks and mends now, whatever failed before. */
  async reconcile(actor: Actor, connection: string): Promise<SubscriptionsInfo> {
    const view = this.supported(actor.tenant, connection);
    const { store, clock, hint } = this.options;
    await this.write(actor, view, { action: 'connection.reconcile-subscriptions', after: {} }, (tx) =>
      store.retryIn(tx, view, clock.now()),
    );
    hint();
    return this.show(view);
  }

  /** By hand: what the host registered stays at the system, and it looks after nothing any more. */
  async setManaged(actor: Actor, connection: string, isManaged: boolean): Promise<SubscriptionsInfo> {
    const view = this.supported(actor.tenant, connection);
    const { store, clock, hint } = this.options;
    await this.write(
      actor,
      view,
      { action: 'connection.change-subscriptions', before: { isManaged: !isManaged }, after: { isManaged } },
      (tx) => store.manageIn(tx, view, { isManaged, now: clock.now() }),
    );
    hint();
    return this.show(view);
  }

  /** An orphan goes; what a scope wants goes with the scope. */
  async remove(actor: Actor, connection: string, id: string): Promise<void> {
    const view = this.viewOf(actor.tenant, connection);
    const { store, clock, hint } = this.options;
    const row = (await store.rowsOf(view.number)).find(({ publicId }) => publicId === id);
    if (!row) throw new HostError('NOT_FOUND', { subject: id });
    if (row.state === 'removing') return;
    if (row.state !== 'orphan') {
      const detail = `scopes want ${row.topics.join(', ')}; switch them off, and it is removed`;
      throw new HostError('CONFLICT', { subject: id, detail });
    }
    const { remoteId, topics, address } = row;
    await this.write(
      actor,
      view,
      { action: 'connection.remove-subscription', before: { id, remoteId, topics, address } },
      async (tx) => {
        await store.updateIn(tx, row, { state: 'removing', attempts: 0, dueAt: 0 }, clock.now());
        await store.retryIn(tx, view, clock.now());
      },
    );
    hint();
  }

  private async show(view: ConnectionView): Promise<SubscriptionsInfo> {
    const { store, subscribing } = this.options;
    const { subscriptions } = view.connector.definition.webhook;
    const topics = [...wantedTopics(view.scopes.TO.values(), subscriptions?.topics)].map(
      ([topic, scopes]) => ({
        topic,
        scopes,
      }),
    );
    const plan = subscriptions ? ((await store.planOf(view.number)) ?? null) : null;
    const rows = subscriptions ? await store.rowsOf(view.number) : [];
    const isManaged = subscriptions !== undefined && plan?.isManaged !== 0;
    const state = subscriptions ? this.stateOf(view, plan, rows) : 'unsupported';
    const own = rows.find((row) => row.state === 'present')?.address ?? null;
    const address = isManaged ? own : await subscribing.handAddress(view);
    return { state, isManaged, address, topics, plan, rows, advice: adviceOf(state, address, plan, rows) };
  }

  private stateOf(
    view: ConnectionView,
    plan: SubscriptionPlan | null,
    rows: readonly SubscriptionRow[],
  ): SubscriptionsState {
    const { directory } = this.options;
    if (plan?.isManaged === 0) return 'by-hand';
    if (!mayCall(view, directory.current().isSuspended(view.tenant))) return 'waiting';
    if (plan?.failure != null || rows.some(({ failure }) => failure !== null)) return 'failing';
    const isWorking = rows.some(({ state }) => state === 'wanted' || state === 'removing');
    return isWorking || plan === null || this.isDue(view, plan) ? 'working' : 'in-line';
  }

  private isDue(view: ConnectionView, { dueAt, heldUntil, wanted }: SubscriptionPlan): boolean {
    const { directory, clock, publicUrl, subscribing } = this.options;
    const now = clock.now();
    const isSuspended = directory.current().isSuspended(view.tenant);
    const fingerprint = (text: string): string => subscribing.fingerprint(text);
    return (
      dueAt <= now || heldUntil > now || wanted !== digestOf(view, { publicUrl, isSuspended, fingerprint })
    );
  }

  private write(
    actor: Actor,
    view: ConnectionView,
    entry: Omit<AuditEntry, 'subject'>,
    work: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    const { database, clock } = this.options;
    return database.write(async (tx) => {
      await work(tx);
      await writeAudit(tx, actor, clock.now(), { ...entry, subject: view.id });
    });
  }

  private supported(tenant: number, connection: string): ConnectionView {
    const view = this.viewOf(tenant, connection);
    const { name, webhook } = view.connector.definition;
    if (webhook.subscriptions) return view;
    const detail = `${name} cannot register hooks: register them by hand at the system`;
    throw new HostError('CONFLICT', { subject: connection, detail });
  }

  private viewOf(tenant: number, connection: string): ConnectionView {
    const view = this.options.directory.current().connectionById(connection);
    if (view?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: connection });
    return view;
  }
}

function adviceOf(
  state: SubscriptionsState,
  address: string | null,
  plan: SubscriptionPlan | null,
  rows: readonly SubscriptionRow[],
): string | null {
  if (state === 'unsupported' || state === 'by-hand') {
    const where = address ?? 'the address shown when the connection was made';
    return `Register it by hand at the system: ${where}. The whole key was shown when it was made; rotate it to be shown a new one.`;
  }
  if (plan?.gaveUpAt != null || rows.some(({ gaveUpAt }) => gaveUpAt !== null))
    return 'The system refuses what is asked for: mend what the message says, then POST …/subscriptions/reconcile.';
  if (rows.some((row) => row.state === 'orphan'))
    return 'Hooks are registered there that no scope wants: DELETE …/subscriptions/{id} removes one.';
  return null;
}

/** Nothing is due before somebody changes something. */
export function dueTime(at: number): number | null {
  return at >= NEVER ? null : at;
}
