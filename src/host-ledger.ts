import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import { effectsWithCalls } from './deliver/index.js';
import { transferEvents, writeEvents, type Hears, type TransferQueue } from './events/index.js';
import { createLinkNeeds, hubEffectsWith, type Hub, type MatchRules } from './hub/index.js';
import { createLedger, type OpenLedger, type TurnsTeller } from './ledger/index.js';
import type { Logger } from './observe/index.js';
import type { Directory } from './registry/index.js';
import { keepFirstLoads } from './schedule/index.js';
import type { OpenStore, PublicIds } from './store/index.js';

interface LedgerOn {
  readonly store: OpenStore;
  readonly hub: Hub;
  readonly matchRules: MatchRules;
  readonly publicIds: PublicIds;
  /** Opened behind it: asked when something is written. */
  readonly directory: () => Directory;
}

/** The queue, with what its commits write in the hub, and tell. */
export function openLedger(
  { store, hub, matchRules, publicIds, directory }: LedgerOn,
  { config, clock, logger }: { readonly config: Config; readonly clock: Clock; readonly logger: Logger },
): OpenLedger {
  const isWorking = config.HOOKYARD_ROLE === 'all' || config.HOOKYARD_ROLE === 'work';
  const hears: Hears = (...heard) => directory().hears(...heard);
  const ledger = createLedger({
    store,
    clock,
    effects: effectsWithCalls(
      hubEffectsWith({
        watches: (tenant, type) => matchRules.watches(tenant, type),
        hears,
      }),
    ),
    tellTurns: turnsTeller({ hears, directory, publicIds, clock }),
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

/** What commits make of requests becomes events, and walks that are over first loads. */
function turnsTeller({
  hears,
  directory,
  publicIds,
  clock,
}: Pick<LedgerOn, 'directory' | 'publicIds'> & {
  readonly hears: Hears;
  readonly clock: Clock;
}): TurnsTeller {
  const queueOf = (id: number): TransferQueue | undefined => {
    const queue = directory().queue(id);
    const connectionId = queue && directory().connection(queue.connection)?.id;
    return queue && connectionId ? { ...queue, connectionId } : undefined;
  };
  return async (tx, turned) => {
    const now = clock.now();
    await writeEvents(tx, transferEvents(turned, { hears, queueOf, publicIds, now }));
    const idOf = (request: number): string => publicIds.publicId('req', request);
    await keepFirstLoads(tx, turned, { directory, now, idOf });
  };
}
