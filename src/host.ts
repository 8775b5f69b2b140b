import { setTimeout } from 'node:timers/promises';

import { SystemClock } from './clock/index.js';
import type { Config } from './config/index.js';
import type { Egress } from './egress/index.js';
import { ignore } from './errors/index.js';
import { showSubscribers } from './host-subscriber-figures.js';
import { showFigures } from './host-figures.js';
import { showTenants } from './host-tenants.js';
import { openHttp } from './host-http.js';
import { openParts } from './host-parts.js';
import { takeFirstSteps, type FirstSteps } from './first-steps.js';
import { listenFirst } from './listen-first.js';
import { migrateApart } from './migrations.js';
import { Metrics, startWatchdog, type Logger } from './observe/index.js';
import { lockDataDir } from './store/index.js';
import { maskOfAll } from './transfer/index.js';

/** A running host. */
export interface Host {
  readonly url: string;
  /** What a person needs at the first start; null afterwards. */
  readonly firstSteps: FirstSteps | null;
  /** Takes the secrets of all connections out of a text. */
  mask(text: string): string;
  /** Says that it stops, takes nothing new after the time of grace, lets what runs end, and closes. */
  close(): Promise<void>;
}

/**
 * Listens first and answers 503, then locks the data directory, migrates, opens the database and what stands on it,
 * and begins to work. With an `egress` of the caller's, calls go there. Whatever was opened is closed again when a later step fails.
 */
export async function openHost(config: Config, logger: Logger, egress?: Egress): Promise<Host> {
  const closing: (() => Promise<unknown> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const early = await listenFirst(config.HOOKYARD_HOST, config.HOOKYARD_PORT);
    closing.push(() => early.close());
    const url = `http://${config.HOOKYARD_HOST}:${early.port}`;
    if (!config.DATABASE_URL) {
      const lock = lockDataDir(config.HOOKYARD_DATA_DIR);
      closing.push(() => lock.release());
    }
    const clock = new SystemClock((jumpMs) => logger.warn({ jumpMs }, 'the clock jumped'));
    await migrateApart(databaseOf(config, clock.now()));
    const metrics = new Metrics();
    const parts = await openParts({
      config,
      clock,
      logger,
      metrics,
      publicUrl: config.HOOKYARD_PUBLIC_URL ?? url,
      ...(egress ? { egress } : {}),
    });
    closing.push(() => parts.close());
    showFigures(metrics, {
      gauges: parts.ledger.gauges,
      retaining: parts.ledger.retaining,
      directory: parts.directory,
      clock,
    });
    showSubscribers(metrics, { gauges: parts.ledger.gauges, directory: parts.directory, clock });
    showTenants(metrics, { ...parts.tenancy, directory: parts.directory });
    const firstSteps = await takeFirstSteps(parts.registry, parts.madeAdminKey);
    const http = await openHttp({ config, parts, metrics, logger, early });
    closing.push(() => http.close());
    const watchdog = startWatchdog(config.HOOKYARD_WATCHDOG_MS);
    closing.push(() => watchdog.stop());
    closing.push(() => parts.pipeline.stop());
    if (works(config)) parts.pipeline.start();
    closing.push(() => {
      http.beginStop();
      return setTimeout(config.HOOKYARD_STOP_GRACE_MS);
    });
    http.takeOver();
    return { url, firstSteps, mask: maskOfAll(parts.directory), close };
  } catch (error) {
    await close().catch((failed: unknown) => ignore(failed, 'closing what a failed start had opened'));
    throw error;
  }
}

/** Receivers and the management API scale apart from workers; the roles but `all` need PostgreSQL (checked at boot). */
function works({ HOOKYARD_ROLE: role }: Config): boolean {
  return role === 'all' || role === 'work';
}

/** Where the schema is. */
export function databaseOf(config: Config, now: number): Parameters<typeof migrateApart>[0] {
  const { DATABASE_URL: url, HOOKYARD_DATA_DIR: dataDir } = config;
  return url ? { engine: 'postgres', url, now } : { engine: 'sqlite', dataDir, now };
}
