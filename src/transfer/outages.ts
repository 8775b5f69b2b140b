import type { Clock } from '../clock/index.js';
import { tellEvents, type EventType } from '../events/index.js';
import type { ConnectionView, DirectorySource } from '../registry/index.js';
import type { Store, Tx } from '../store/index.js';

import { dropOutages, insertOutage, outages } from './outage-statements.js';

export interface OutagesOptions {
  readonly store: Pick<Store, 'read' | 'write'>;
  readonly clock: Clock;
  readonly directory: DirectorySource;
}

/** What turns say of systems. */
export interface OutageNotes {
  failed(connection: ConnectionView, reason: string): void;
  answered(connection: ConnectionView): void;
}

/** Outages that began or ended elsewhere are looked for this often. */
const LOOK_EVERY_MS = 10_000;
/** One that fails, answers and fails again says so once: it has to have answered for this long. */
const STEADY_MS = 5_000;
const MOST_OUTAGES = 10_000;

/**
 * Which systems do not answer, where anybody wants to hear of it. Turns leave notes in memory, which costs them nothing;
 * the clock brings them to the database. The row of an outage is what makes it one for all processes: whoever writes it
 * tells of its beginning, whoever takes it away tells of its end, each in that commit.
 */
export class Outages implements OutageNotes {
  /** Rows as last seen. */
  private known = new Set<number>();
  private readonly down = new Map<number, string>();
  /** Since when those of an outage have answered without a failure. */
  private readonly up = new Map<number, number>();
  private lookedAt = -Infinity;

  constructor(private readonly options: OutagesOptions) {}

  failed({ number }: ConnectionView, reason: string): void {
    this.up.delete(number);
    if (!this.known.has(number)) this.down.set(number, reason);
  }

  answered({ number }: ConnectionView): void {
    if (!this.known.has(number) || this.up.has(number)) return;
    this.up.set(number, this.options.clock.monotonic());
  }

  /** True while there is more to do at once: never. */
  async run(): Promise<boolean> {
    await this.look();
    for (const [connection, reason] of this.down) await this.begin(connection, reason);
    for (const [connection, since] of this.up) {
      if (this.options.clock.monotonic() - since >= STEADY_MS) await this.end(connection);
    }
    return false;
  }

  private async begin(connection: number, reason: string): Promise<void> {
    const view = this.viewOf(connection);
    this.down.delete(connection);
    if (!view || !this.isHeard(view)) return;
    const { store, clock } = this.options;
    await store.write(async (tx) => {
      const rows = await tx.many(insertOutage, [{ connection, since: clock.now(), reason }]);
      if (rows.length > 0) await this.tell(tx, view, { type: 'connection.failing', reason });
    });
    this.known.add(connection);
  }

  private async end(connection: number): Promise<void> {
    const view = this.viewOf(connection);
    await this.options.store.write(async (tx) => {
      const rows = await tx.many(dropOutages, [{ connection }]);
      if (view && rows.length > 0) await this.tell(tx, view, { type: 'connection.recovered' });
    });
    this.up.delete(connection);
    this.known.delete(connection);
  }

  private tell(
    tx: Tx,
    view: ConnectionView,
    { type, reason }: { readonly type: EventType; readonly reason?: string },
  ): Promise<void> {
    const { number: connection, id, tenant, mode, name, connector } = view;
    const data = { connection: id, connector: connector.definition.name, name };
    return tellEvents(tx, (...heard) => this.options.directory.current().hears(...heard), [
      {
        tenant,
        mode,
        type,
        at: this.options.clock.now(),
        connection,
        data: { ...data, ...(reason === undefined ? {} : { reason }) },
      },
    ]);
  }

  private isHeard({ tenant, mode }: ConnectionView): boolean {
    const directory = this.options.directory.current();
    return (['connection.failing', 'connection.recovered'] as const).some((type) =>
      directory.hears(tenant, mode, type),
    );
  }

  private async look(): Promise<void> {
    const { store, clock } = this.options;
    const now = clock.monotonic();
    if (now - this.lookedAt < LOOK_EVERY_MS) return;
    this.lookedAt = now;
    const rows = await store.read(outages, [{ limit: MOST_OUTAGES }]);
    const there = rows.map(({ connection }) => connection);
    const removed = there.filter((connection) => !this.viewOf(connection));
    if (removed.length > 0)
      await store.write((tx) =>
        tx.many(
          dropOutages,
          removed.map((connection) => ({ connection })),
        ),
      );
    this.known = new Set(there.filter((connection) => !removed.includes(connection)));
    for (const connection of this.up.keys()) if (!this.known.has(connection)) this.up.delete(connection);
  }

  private viewOf(connection: number): ConnectionView | undefined {
    return this.options.directory.current().connection(connection);
  }
}
