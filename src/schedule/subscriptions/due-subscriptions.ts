import type { ConnectionView, Directory, DirectorySource } from '../../registry/index.js';

import { digestOf } from './subscription-digest.js';
import { SubscriptionPass, heldFrom, type PassOptions } from './subscription-pass.js';
import type { SubscriptionPlan } from './subscription-statements.js';
import type { Noticed } from './subscription.store.js';

export interface DueSubscriptionsOptions extends PassOptions {
  readonly directory: DirectorySource;
  onError(error: unknown): void;
}

/** Connections whose systems one process asks at the same time: one that does not answer holds up no other. */
const AT_ONCE = 4;
const NOTICED_AT_ONCE = 200;

/**
 * Looks after the hooks that connections keep registered. It notices by itself whose configuration is another than its
 * hooks were brought in line with, and has each connection in hand in one process at a time.
 */
export class DueSubscriptions {
  private readonly running = new Map<number, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly seen = new WeakMap<ConnectionView, boolean>();
  private seenVersion = -1;
  private hint: () => void = () => undefined;

  constructor(private readonly options: DueSubscriptionsOptions) {}

  /** Called when there may be something to do. */
  onHint(listener: () => void): void {
    this.hint = listener;
    this.options.directory.onChange(listener);
  }

  /** There may be something to do. */
  wake(): void {
    this.hint();
  }

  /** Begins what is due and free; answers true when there is more to do at once. */
  async run(): Promise<boolean> {
    await this.notice(this.options.directory.current());
    const { store, clock } = this.options;
    const free = AT_ONCE - this.running.size;
    if (free <= 0) return false;
    const due = await store.due(clock.now(), AT_ONCE + free);
    const mine = due.filter(({ connection }) => !this.running.has(connection)).slice(0, free);
    for (const plan of mine) await this.begin(plan);
    return false;
  }

  /** What is under way has ended. */
  async atRest(): Promise<void> {
    await Promise.all(this.running.values());
  }

  /** What is under way ends, or is left to whoever comes next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running.values());
  }

  private async begin(plan: SubscriptionPlan): Promise<void> {
    const { store, clock, callTimeoutMs } = this.options;
    const taken = await store.take(plan, heldFrom(clock.now(), callTimeoutMs));
    if (!taken) return;
    const pass = new SubscriptionPass(this.options, taken, this.stopping.signal);
    this.running.set(plan.connection, this.follow(taken, pass.run()));
  }

  private async follow({ connection }: SubscriptionPlan, pass: Promise<void>): Promise<void> {
    try {
      await pass;
    } catch (error) {
      if (!this.stopping.signal.aborted) this.options.onError(error);
    } finally {
      this.running.delete(connection);
      this.hint();
    }
  }

  /** Connections as they were not seen before: whose hooks are in line already stays as it is. */
  private async notice(directory: Directory): Promise<void> {
    if (directory.version === this.seenVersion) return;
    const { store, clock } = this.options;
    const fresh = unseen(directory, this.seen);
    for (let from = 0; from < fresh.length; from += NOTICED_AT_ONCE) {
      const some = fresh.slice(from, from + NOTICED_AT_ONCE);
      await store.notice(
        some.map((view) => this.noticed(view, directory)),
        clock.now(),
      );
      for (const view of some) this.seen.set(view, directory.isSuspended(view.tenant));
    }
    this.seenVersion = directory.version;
  }

  private noticed(view: ConnectionView, directory: Directory): Noticed {
    const { publicUrl, subscribing } = this.options;
    const isSuspended = directory.isSuspended(view.tenant);
    const fingerprint = (text: string): string => subscribing.fingerprint(text);
    const wanted = digestOf(view, { publicUrl, isSuspended, fingerprint });
    return { connection: view.number, tenant: view.tenant, wanted };
  }
}

function unseen(directory: Directory, seen: WeakMap<ConnectionView, boolean>): ConnectionView[] {
  const views = new Set<ConnectionView>();
  for (const { connection } of directory.queues()) {
    const view = directory.connection(connection);
    if (!view?.connector.definition.webhook.subscriptions) continue;
    if (seen.get(view) !== directory.isSuspended(view.tenant)) views.add(view);
  }
  return [...views];
}
