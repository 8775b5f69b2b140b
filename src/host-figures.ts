import type { Clock } from './clock/index.js';
import type { OpenLedger } from './ledger/index.js';
import type { Metrics } from './observe/index.js';
import type { DirectorySource } from './registry/index.js';
import { sampledBy } from './sampled-by.js';

export interface FiguresOptions {
  readonly retaining: Pick<OpenLedger['retaining'], 'oldest'>;
  readonly gauges: Pick<OpenLedger['gauges'], 'laneCounts' | 'oldestWaitMs' | 'stuckCounts'>;
  readonly directory: DirectorySource;
  readonly clock: Clock;
}

/** Lanes are counted to this of a queue and priority class: more than that is a backlog, whatever its length. */
const MOST_LANES = 200;
const MOST_STUCK = 10_000;
/** Queues of one read: about a millisecond on the embedded database. */
const QUEUES_AT_ONCE = 20;

interface Sample {
  readonly lanes: { readonly due: number; readonly waiting: number; readonly resting: number };
  readonly parked: number;
  readonly stuck: number;
  readonly oldestPastDueS: number;
}

/** What metrics show of the database as a whole; every process of one database shows the same. */
export function showFigures(metrics: Metrics, options: FiguresOptions): void {
  const sample = sampledBy(options.clock, () => take(options.gauges, options.directory));
  metrics.gaugeOf(
    'hookyard_lanes',
    `Lanes with open requests by what they wait for, each counted to ${MOST_LANES} of a connection, direction and class`,
    { label: 'wait', read: async () => ({ ...(await sample()).lanes }) },
  );
  metrics.gauge(
    'hookyard_requests_parked',
    `Requests that wait for a person, counted to ${MOST_STUCK}`,
    async () => (await sample()).parked,
  );
  metrics.gauge(
    'hookyard_requests_stuck',
    `Requests that go on only when somebody or something lets them, parked ones too, counted to ${MOST_STUCK}`,
    async () => (await sample()).stuck,
  );
  metrics.gauge(
    'hookyard_decisions_waiting',
    `Questions that wait for the answer of a handler, each counted to ${MOST_LANES} of a handler and class`,
    () => decisionsWaiting(options),
  );
  metrics.gauge(
    'hookyard_oldest_past_due_seconds',
    'How long the oldest request that could run has waited for a worker',
    async () => (await sample()).oldestPastDueS,
  );
  metrics.gaugeOf('hookyard_oldest_kept_seconds', 'How old the oldest kept row of each kind is', {
    label: 'kind',
    read: () => agesOf(options),
  });
}

async function decisionsWaiting({ gauges, directory }: FiguresOptions): Promise<number> {
  const queues = directory.current().deciding.all.map(({ queue }) => queue);
  let waiting = 0;
  for (let from = 0; from < queues.length; from += QUEUES_AT_ONCE)
    for (const count of await gauges.laneCounts(queues.slice(from, from + QUEUES_AT_ONCE), MOST_LANES))
      waiting += count.due + count.waiting;
  return waiting;
}

async function agesOf({ retaining, clock }: FiguresOptions): Promise<Record<string, number>> {
  const now = clock.now();
  const ages = Object.entries(await retaining.oldest()).map(([kind, at]) => [
    kind,
    at === null ? 0 : Math.max(0, now - at) / 1_000,
  ]);
  return Object.fromEntries(ages) as Record<string, number>;
}

async function take(gauges: FiguresOptions['gauges'], directory: DirectorySource): Promise<Sample> {
  const queues = directory
    .current()
    .queues()
    .map(({ id }) => id);
  const lanes = { due: 0, waiting: 0, resting: 0 };
  for (let from = 0; from < queues.length; from += QUEUES_AT_ONCE) {
    const counts = await gauges.laneCounts(queues.slice(from, from + QUEUES_AT_ONCE), MOST_LANES);
    for (const { due, waiting, resting } of counts) {
      lanes.due += due;
      lanes.waiting += waiting;
      lanes.resting += resting;
    }
  }
  const { parked, stuck } = await gauges.stuckCounts(MOST_STUCK);
  return { lanes, parked, stuck, oldestPastDueS: (await gauges.oldestWaitMs()) / 1_000 };
}
