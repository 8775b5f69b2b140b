import type { RecordType } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { completeCallbacks, tellEvents, withCallbacks } from '../events/index.js';
import type { Turned } from '../flow/index.js';
import type { TreeProgress } from '../ledger/index.js';
import type { ConnectionView, Directory, DirectorySource } from '../registry/index.js';
import type { Store, Tx } from '../store/index.js';

import { dropFirstLoads, firstLoads, insertFirstLoads, type FirstLoadRow } from './first-load-statements.js';

const TYPE = 'initial_sync.completed';
/** A load takes minutes; a look at a large one costs up to 0.1 s of reading. */
const LOOK_EVERY_MS = 2_000;
const PER_LOOK = 20;

interface KeepingOptions {
  readonly directory: () => Directory;
  readonly now: number;
  /** The public id of a request. */
  readonly idOf: (request: number) => string;
}

/** In the commit in which the walk of a first load ends: what it found has yet to be taken over. */
export async function keepFirstLoads(
  tx: Tx,
  turned: readonly Turned[],
  { directory, now, idOf }: KeepingOptions,
): Promise<void> {
  const loads = turned.filter(isFirstLoad);
  if (loads.length === 0) return;
  const awaited = await withCallbacks(
    tx,
    loads.map((load) => idOf(rootOf(load))),
  );
  const rows = loads.flatMap((load) => {
    const { request, outcome } = load;
    const root = rootOf(load);
    const queue = directory().queue(request.queue);
    if (!queue) return [];
    if (!awaited.has(idOf(root)) && !directory().hears(queue.tenant, queue.mode, TYPE)) return [];
    const records = Number(outcome.facts?.['listed'] ?? 0);
    return [{ request: root, at: now, connection: queue.connection, records, type: request.type }];
  });
  if (rows.length > 0) await tx.many(insertFirstLoads, rows);
}

function rootOf({ request: { root, seq } }: Turned): number {
  return root || seq;
}

function isFirstLoad({ request: { action }, outcome }: Turned): boolean {
  if (outcome.kind !== 'done') return false;
  return action === 'INITIALIZE' || (action === 'POLL' && outcome.facts?.['isFirst'] === true);
}

export interface FirstLoadsOptions {
  readonly store: Pick<Store, 'read' | 'write'>;
  readonly clock: Clock;
  readonly directory: DirectorySource;
  /** The public id of a request. */
  readonly idOf: (request: number) => string;
  progress(root: number, queue: number): Promise<TreeProgress>;
}

/** Tells of a first load once nothing of it is open: by the process that takes its row away, in that commit. */
export class FirstLoads {
  private lookedAt = -Infinity;
  private after = 0;

  constructor(private readonly options: FirstLoadsOptions) {}

  /** True while there is more to do at once: never. */
  async run(): Promise<boolean> {
    const { store, clock } = this.options;
    if (clock.monotonic() - this.lookedAt < LOOK_EVERY_MS) return false;
    this.lookedAt = clock.monotonic();
    const rows = await store.read(firstLoads, [{ after: this.after, limit: PER_LOOK }]);
    this.after = rows.length < PER_LOOK ? 0 : (rows.at(-1)?.request ?? 0);
    for (const row of rows) await this.look(row);
    return false;
  }

  private async look(row: FirstLoadRow): Promise<void> {
    const { store, directory, clock, idOf } = this.options;
    const view = directory.current().connection(row.connection);
    if (view) {
      const { open, isWhole } = await this.options.progress(row.request, view.queues.TO);
      if (open > 0 || !isWhole) return;
    }
    await store.write(async (tx) => {
      const dropped = await tx.many(dropFirstLoads, [{ request: row.request }]);
      if (dropped.length === 0) return;
      if (view) await this.tell(tx, view, row);
      await completeCallbacks(tx, [idOf(row.request)], clock.now());
    });
  }

  private tell(tx: Tx, view: ConnectionView, { request, type, records }: FirstLoadRow): Promise<void> {
    const { directory, clock } = this.options;
    const { number: connection, id, tenant, mode, name, connector } = view;
    const recordType = type as RecordType;
    const data = { connection: id, connector: connector.definition.name, name, recordType, records };
    return tellEvents(tx, (...heard) => directory.current().hears(...heard), [
      { tenant, mode, type: TYPE, at: clock.now(), root: request, connection, recordType, data },
    ]);
  }
}
