import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import { ignore } from './errors/index.js';
import type { OpenLedger } from './ledger/index.js';
import { openTraces, type Logger, type Metrics, type OpenTraces } from './observe/index.js';
import type { PublicIds } from './store/index.js';

export interface TracingOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Traces, where the environment asks for them. */
export function openTracing(
  { ledger, publicIds }: { readonly ledger: OpenLedger; readonly publicIds: PublicIds },
  { config, clock, logger, metrics }: TracingOptions,
): Promise<OpenTraces> {
  return openTraces({
    settings: config,
    metrics,
    publicId: (prefix, seq) => publicIds.publicId(prefix, seq),
    hookOf: async (request) => {
      const root = await ledger.reads.request(request).catch((error: unknown) => {
        ignore(error, 'which hook a traced request belongs to could not be read');
        return null;
      });
      return root?.hook ?? null;
    },
    now: () => clock.now(),
    onWarning: (warning) => logger.warn(warning),
  });
}
