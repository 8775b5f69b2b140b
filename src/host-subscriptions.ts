import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import type { Logger, Metrics } from './observe/index.js';
import type { Registry } from './registry/index.js';
import { sampledBy } from './sampled-by.js';
import { DueSubscriptions, SubscriptionStore, Subscriptions } from './schedule/index.js';
import type { OpenStore } from './store/index.js';
import type { Transfer } from './transfer/index.js';

export interface SubscriptionPartsOptions {
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly registry: Pick<Registry, 'directory' | 'subscribing'>;
  readonly config: Config;
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export interface SubscriptionParts {
  /** What people see and say. */
  readonly admin: Subscriptions;
  /** With what calls systems. */
  due(transfer: Pick<Transfer, 'subscriptions'>): DueSubscriptions;
}

const HOUR_MS = 60 * 60_000;
/** More are shown as so many. */
const MOST_COUNTED = 100_000;
const STATES = ['wanted', 'present', 'removing', 'orphan', 'given_up'] as const;

/** Hooks kept registered at external systems. */
export function openSubscriptions(options: SubscriptionPartsOptions): SubscriptionParts {
  const { store: database, clock, registry, config, metrics, logger } = options;
  const { directory, subscribing } = registry;
  const store = new SubscriptionStore(database);
  const publicUrl = options.publicUrl.replace(/\/$/, '');
  let hint = (): void => undefined;
  showSubscriptions(metrics, store, clock);
  return {
    admin: new Subscriptions({
      store,
      database,
      subscribing,
      directory,
      clock,
      publicUrl,
      hint: () => hint(),
    }),
    due(transfer) {
      const due = new DueSubscriptions({
        store,
        subscribing,
        directory,
        clock,
        publicUrl,
        lookEveryMs: config.HOOKYARD_SUBSCRIPTION_CHECK_HOURS * HOUR_MS,
        callTimeoutMs: config.HOOKYARD_CALL_TIMEOUT_MS,
        random: Math.random,
        callsOf: (view, signal) => transfer.subscriptions(view, signal),
        count: (end) => metrics.subscriptionEnded(end),
        onGivenUp: (line) =>
          logger.warn(line, 'hooks could not be registered or removed: a person has to look'),
        onError: (error) => logger.error({ part: 'subscriptions', err: error }, 'a step failed'),
      });
      hint = () => due.wake();
      return due;
    },
  };
}

/** Of the database as a whole. */
function showSubscriptions(metrics: Metrics, store: SubscriptionStore, clock: Clock): void {
  const sample = sampledBy(clock, async () => {
    const counts: Record<string, number> = Object.fromEntries(STATES.map((state) => [state, 0]));
    for (const { state, given_up: isGivenUp, count } of await store.counts(MOST_COUNTED)) {
      const name = isGivenUp ? 'given_up' : state;
      counts[name] = (counts[name] ?? 0) + count;
    }
    return counts;
  });
  metrics.gaugeOf(
    'hookyard_subscriptions',
    `Hooks kept registered at external systems by what is to be done about them, counted to ${MOST_COUNTED}`,
    { label: 'state', read: sample },
  );
}
