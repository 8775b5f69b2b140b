import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import type { Logger, Metrics } from './observe/index.js';
import type { Registry } from './registry/index.js';
import { CheckRuns, CheckStore, Checks, DueChecks, type CheckRunsOptions } from './schedule/index.js';
import type { OpenStore } from './store/index.js';

export interface CheckPartsOptions {
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly registry: Pick<Registry, 'directory' | 'grants' | 'subscribing'>;
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly check: CheckRunsOptions['check'];
  readonly failing: CheckRunsOptions['failing'];
}

export interface CheckParts {
  /** What people ask for. */
  readonly admin: Checks;
  readonly due: DueChecks;
}

const MINUTE_MS = 60_000;

/** Whether connections work. */
export function openChecks(options: CheckPartsOptions): CheckParts {
  const { store: database, clock, registry, config, logger, metrics, check, failing } = options;
  const { directory, grants, subscribing } = registry;
  const store = new CheckStore(database);
  const minutes = config.HOOKYARD_CONNECTION_CHECK_MINUTES;
  const callTimeoutMs = config.HOOKYARD_CALL_TIMEOUT_MS;
  const common = { store, clock, directory };
  const runs = new CheckRuns({
    ...common,
    grants,
    subscribing,
    check,
    failing,
    callTimeoutMs,
    intervalMs: minutes === 0 ? null : minutes * MINUTE_MS,
    random: Math.random,
    count: (end) => metrics.connectionChecked(end),
  });
  const onError = (error: unknown): void => logger.error({ part: 'checks', err: error }, 'a step failed');
  return {
    admin: new Checks({ ...common, runs, database, callTimeoutMs }),
    due: new DueChecks({ ...common, runs, onError }),
  };
}
