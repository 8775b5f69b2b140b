import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import { createLinkNeeds, hubEffectsWith, type Hub, type MatchRules } from './hub/index.js';
import { createLedger, type OpenLedger } from './ledger/index.js';
import type { Logger } from './observe/index.js';
import type { Directory } from './registry/index.js';
import type { OpenStore } from './store/index.js';

interface LedgerOn {
  readonly store: OpenStore;
  readonly hub: Hub;
  readonly matchRules: MatchRules;
  /** Opened behind it: asked when something is written. */
  readonly directory: () => Directory;
}

/** The queue, with what its commits write in the hub, and tell. */
export function openLedger(
  { store, hub, matchRules, directory }: LedgerOn,
  { config, clock, logger }: { readonly config: Config; readonly clock: Clock; readonly logger: Logger },
): OpenLedger {
  const isWorking = config.HOOKYARD_ROLE === 'all' || config.HOOKYARD_ROLE === 'work';
  const ledger = createLedger({
    store,
    clock,
    effects: hubEffectsWith({
      watches: (tenant, type) => matchRules.watches(tenant, type),
      hears: (tenant, mode, type) => directory().hears(tenant, mode, type),
    }),
    needs: createLinkNeeds(hub),
    leaseMs: config.HOOKYARD_LEASE_MS,
    ...(isWorking ? {} : { window: null }),
    notify: (topic) => store.notify(topic),
    onHold: () => store.notify('holds'),
    onMended: (what, count) => logger.warn({ what, count }, 'mended after a crash'),
  });
  store.onNotify((topic, isOwn) => {
    if (isOwn || topic !== 'holds') return;
    ledger.holdsChanged().catch((error: unknown) => logger.warn({ err: error }, 'holds are read later'));
  });
  return ledger;
}
