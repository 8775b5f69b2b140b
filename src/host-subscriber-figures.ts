import type { Clock } from './clock/index.js';
import type { OpenLedger } from './ledger/index.js';
import type { Metrics } from './observe/index.js';
import type { DirectorySource, SubscriberView } from './registry/index.js';
import { sampledBy } from './sampled-by.js';

interface SubscriberFiguresOptions {
  readonly gauges: Pick<OpenLedger['gauges'], 'laneCounts' | 'parkedCounts'>;
  readonly directory: DirectorySource;
  readonly clock: Clock;
}

const STATES = ['active', 'unverified', 'disabled'] as const;
/** Of those with the most, by name; the others together: an installation may have many thousands. */
const MOST_NAMED = 100;
/** Looked at for one sample: some 100 ms of the embedded database at most. */
const MOST_READ = 1_000;
const AT_ONCE = 20;
const OTHERS = 'other';
/** Counted to this of each subscriber: more is a backlog, whatever its length. */
const MOST = 200;

interface Waiting {
  readonly id: string;
  readonly waiting: number;
  readonly parked: number;
}

/** What metrics show of subscribers; every process of one database shows the same. */
export function showSubscribers(metrics: Metrics, options: SubscriberFiguresOptions): void {
  const { directory, clock } = options;
  const sample = sampledBy(clock, () => take(options));
  metrics.gaugeOf('hookyard_subscribers', 'Endpoints and triggers by state', {
    label: 'state',
    read: async () => byState(directory.current().listening.all),
  });
  metrics.gaugeOf(
    'hookyard_subscriber_waiting',
    `Deliveries that wait, in lanes, counted to ${MOST} of each class; of the ${MOST_NAMED} subscribers with the most`,
    { label: 'subscriber', read: async () => figuresOf(await sample(), ({ waiting }) => waiting) },
  );
  metrics.gaugeOf(
    'hookyard_subscriber_parked',
    `Deliveries that failed for good, counted to ${MOST}; of the ${MOST_NAMED} subscribers with the most`,
    { label: 'subscriber', read: async () => figuresOf(await sample(), ({ parked }) => parked) },
  );
}

function byState(all: readonly SubscriberView[]): Record<string, number> {
  return Object.fromEntries(STATES.map((state) => [state, all.filter((one) => one.state === state).length]));
}

async function take({ gauges, directory }: SubscriberFiguresOptions): Promise<readonly Waiting[]> {
  const subscribers = directory.current().listening.all.slice(0, MOST_READ);
  const figures: Waiting[] = [];
  for (let from = 0; from < subscribers.length; from += AT_ONCE) {
    const some = subscribers.slice(from, from + AT_ONCE);
    const queues = some.map(({ queue }) => queue);
    const lanes = await gauges.laneCounts(queues, MOST);
    const parked = new Map(
      (await gauges.parkedCounts(queues, MOST)).map((one) => [Number(one.queue), Number(one.parked)]),
    );
    for (const [index, { id, queue }] of some.entries()) {
      const { due = 0, waiting = 0 } = lanes[index] ?? {};
      figures.push({ id, waiting: due + waiting, parked: parked.get(queue) ?? 0 });
    }
  }
  return figures;
}

function figuresOf(sample: readonly Waiting[], of: (one: Waiting) => number): Record<string, number> {
  const sorted = sample.toSorted((a, b) => of(b) - of(a));
  const named = sorted.slice(0, MOST_NAMED).map((one) => [one.id, of(one)] as const);
  const others = sorted.slice(MOST_NAMED).reduce((sum, one) => sum + of(one), 0);
  return Object.fromEntries([...named, [OTHERS, others]]);
}
