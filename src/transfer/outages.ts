import type { Clock } from '../clock/index.js';
import { tellEvents, type EventType } from '../events/index.js';
import type { OutageCause } from '../flow/index.js';
import { hastenCheckIn, type ConnectionView, type DirectorySource } from '../registry/index.js';
import type { Store, Tx } from '../store/index.js';

import { dropOutages, endOutage, insertOutage, outages, turnOutage } from './outage-statements.js';

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
/** Calls that are answered for this long bring the check forward that said something else. */
const DOUBTED_MS = 5 * 60_000;
const MOST_OUTAGES = 10_000;

/**
 * Which systems fail, by their calls or by their check. Turns leave notes in memory, which costs them nothing; the clock
 * brings them to the database. The row of an outage is what makes it one for all processes and both causes: whoever
 * writes it tells of its beginning, whoever takes it away tells of its end, each in that commit.
 */
export class Outages implements OutageNotes {
  /** Rows as last seen. */
  private known = new Map<number, OutageCause>();
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

  /** Its check found it well: what another process met and this one has not seen yet may be over, too. */
  checked({ number }: ConnectionView): void {
    if (!this.up.has(number)) this.up.set(number, this.options.clock.monotonic());
  }

  /** True while there is more to do at once: never. */
  async run(): Promise<boolean> {
    await this.look([...this.up.keys()].some((connection) => !this.known.has(connection)));
    for (const [connection, reason] of this.down) await this.begin(connection, reason);
    for (const [connection, since] of this.up) {
      const isByCheck = this.known.get(connection) === 'check';
      if (this.options.clock.monotonic() - since < (isByCheck ? DOUBTED_MS : STEADY_MS)) continue;
      await (isByCheck ? this.askAgain(connection) : this.end(connection));
    }
    return false;
  }

  /** A connection fails, in the commit that says so; told where it was well before. */
  async beginIn(
    tx: Tx,
    view: ConnectionView,
    { cause, reason }: { readonly cause: OutageCause; readonly reason: string },
  ): Promise<void> {
    const { number: connection } = view;
    const rows = await tx.many(insertOutage, [
      { connection, since: this.options.clock.now(), cause, reason },
    ]);
    if (rows.length > 0) await this.tell(tx, view, { type: 'connection.failing', reason });
    else if (cause === 'check') await tx.many(turnOutage, [{ connection, cause, reason }]);
  }

  /** What the check said is over, in the commit that says so; told where it had said it. */
  async endIn(tx: Tx, view: ConnectionView, cause: OutageCause): Promise<void> {
    const rows = await tx.many(endOutage, [{ connection: view.number, cause }]);
    if (rows.length > 0) await this.tell(tx, view, { type: 'connection.recovered' });
  }

  /** Connections that fail, whichever process found it. */
  async failing(): Promise<ReadonlySet<number>> {
    return new Set((await this.rows()).map(({ connection }) => connection));
  }

  private rows(): Promise<{ connection: number; cause: OutageCause }[]> {
    return this.options.store.read(outages, [{ limit: MOST_OUTAGES }]);
  }

  private async begin(connection: number, reason: string): Promise<void> {
    const view = this.viewOf(connection);
    this.down.delete(connection);
    if (!view) return;
    await this.options.store.write((tx) => this.beginIn(tx, view, { cause: 'calls', reason }));
    if (!this.known.has(connection)) this.known.set(connection, 'calls');
  }

  private async end(connection: number): Promise<void> {
    const view = this.viewOf(connection);
    if (view) await this.options.store.write((tx) => this.endIn(tx, view, 'calls'));
    this.up.delete(connection);
    this.known.delete(connection);
  }

  /** What only a check can take back. */
  private async askAgain(connection: number): Promise<void> {
    const { store, clock } = this.options;
    this.up.delete(connection);
    await store.write((tx) => hastenCheckIn(tx, connection, clock.now()));
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

  /** `isUnsure`: something is said to be well that is not known to have failed. */
  private async look(isUnsure: boolean): Promise<void> {
    const { store, clock } = this.options;
    const now = clock.monotonic();
    if (!isUnsure && now - this.lookedAt < LOOK_EVERY_MS) return;
    this.lookedAt = now;
    const there = await this.rows();
    const over = there.filter((row) => this.isOver(row));
    if (over.length > 0) await store.write((tx) => this.dropIn(tx, over));
    const left = there.filter((row) => !over.includes(row));
    this.known = new Map(left.map(({ connection, cause }) => [connection, cause]));
    for (const connection of this.up.keys()) if (!this.known.has(connection)) this.up.delete(connection);
  }

  /** The connection was removed, or its connector has no check any more that could take back what it said. */
  private isOver({
    connection,
    cause,
  }: {
    readonly connection: number;
    readonly cause: OutageCause;
  }): boolean {
    const view = this.viewOf(connection);
    if (!view || cause === 'calls') return !view;
    return view.state !== 'unavailable' && view.connector.definition.check === undefined;
  }

  private async dropIn(tx: Tx, rows: readonly { readonly connection: number }[]): Promise<void> {
    for (const { connection } of rows) {
      const view = this.viewOf(connection);
      if (view) await this.endIn(tx, view, 'check');
      else await tx.many(dropOutages, [{ connection }]);
    }
  }

  private viewOf(connection: number): ConnectionView | undefined {
    return this.options.directory.current().connection(connection);
  }
}
