import type { Clock } from '../clock/index.js';
import type { ElementCutting } from '../ledger/index.js';
import {
  dueTenantDeletion,
  moveTenantDeletion,
  raiseConfigVersion,
  takeTenantDeletion,
  writeAudit,
  HOST_ACTOR,
  type TenantDeletionRow,
} from '../registry/index.js';
import type { OpenStore, Tx } from '../store/index.js';
import { DeletionPass, type Gone } from './deletion-pass.js';
import { tableStatements } from './table-statements.js';
import { TENANT_TABLES } from './tables.js';
import type { TenantTable } from './tenant-table.js';

export interface DeletingOptions {
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly cutting: ElementCutting;
  /** After this long no process has anything of the tenant in hand: its leases are over. */
  readonly settleMs: number;
  readonly onDeleted: (line: { readonly tenant: string; readonly rows: number }) => void;
}

interface Run {
  readonly row: TenantDeletionRow;
  counts: Gone;
  readonly beganAt: number;
  pass: DeletionPass;
  steps: AsyncGenerator<number>;
  stage: 'rows' | 'anchors';
  /** Rows of this pass. */
  gone: number;
}

const LEASE_MS = 30_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Deletes what a tenant has, a commit each turn. It looks through everything again until it finds nothing, and once more
 * after everybody's leases are over; only then goes what rows are found by. Killed anywhere, it begins again with what is
 * left. Two processes at it do each other no harm.
 */
export class Deleting {
  private current: Run | null = null;
  private lookedAt = -Infinity;

  constructor(private readonly options: DeletingOptions) {}

  /** Answers true where there is more to do at once. */
  async run(): Promise<boolean> {
    this.current ??= await this.next();
    const run = this.current;
    if (!run) return false;
    try {
      const { done, value } = await run.steps.next();
      if (!done) run.gone += value;
      else if (await this.endOfPass(run)) this.current = null;
      return true;
    } catch (error) {
      this.current = null;
      throw error;
    }
  }

  private async next(): Promise<Run | null> {
    const { store, clock } = this.options;
    if (clock.monotonic() - this.lookedAt < LOOK_EVERY_MS) return null;
    this.lookedAt = clock.monotonic();
    const now = clock.now();
    const [due] = await store.read(dueTenantDeletion, [{ now }]);
    if (!due) return null;
    const until = now + LEASE_MS;
    const [row] = await store.write((tx) =>
      tx.many(takeTenantDeletion, [{ tenant: due.tenant, now, until }]),
    );
    if (!row) return null;
    const counts = JSON.parse(row.counts) as Gone;
    return this.begin({ row, counts });
  }

  private begin(of: Pick<Run, 'counts' | 'row'>, stage: Run['stage'] = 'rows'): Run {
    const { tenant, publicId } = of.row;
    const run = { ...of, stage, gone: 0, beganAt: this.options.clock.now() };
    const note = async (tx: Tx, gone: Gone): Promise<void> => {
      const counts = sumOf(run.counts, gone);
      await this.move({ ...run, counts }, tx, this.options.clock.now() + LEASE_MS);
    };
    const noted = (gone: Gone): void => void (run.counts = sumOf(run.counts, gone));
    const pass = new DeletionPass({ ...this.options, note, noted }, tenant, publicId);
    return Object.assign(run, { pass, steps: stage === 'rows' ? pass.rows() : pass.anchors() });
  }

  private async move(
    { row, counts }: Pick<Run, 'counts' | 'row'>,
    tx: Tx,
    due: number,
    done?: number,
  ): Promise<void> {
    const { tenant } = row;
    await tx.many(moveTenantDeletion, [{ tenant, due, done: done ?? null, counts: JSON.stringify(counts) }]);
  }

  /** True where nothing of it is to be done now. */
  private async endOfPass(run: Run): Promise<boolean> {
    const { store, clock, settleMs } = this.options;
    if (run.stage === 'anchors') {
      await this.end(run);
      return true;
    }
    if (run.gone > 0) {
      this.current = this.begin(run);
      return false;
    }
    const settledAt = run.row.begunAt + settleMs;
    if (run.beganAt >= settledAt && !run.pass.isWaiting) {
      this.current = this.begin(run, 'anchors');
      return false;
    }
    const due = Math.max(settledAt, clock.now() + LOOK_EVERY_MS);
    await store.write((tx) => this.move(run, tx, due));
    return true;
  }

  private async end(run: Run): Promise<void> {
    const { store, clock, onDeleted } = this.options;
    const { tenant, publicId } = run.row;
    const now = clock.now();
    const own = TENANT_TABLES.find(({ name }) => name === 'tenant') as TenantTable;
    const counts = await store.write(async (tx) => {
      const gone = await tx.many(tableStatements(own).dropSome, [{ root: tenant, most: 1 }]);
      const all = sumOf(run.counts, { tenant: gone.length });
      await this.move({ ...run, counts: all }, tx, now, now);
      await writeAudit(tx, HOST_ACTOR, now, { action: 'tenant.deleted', subject: publicId, after: all });
      await raiseConfigVersion(tx);
      return all;
    });
    store.notify('config');
    onDeleted({ tenant: publicId, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) });
  }
}

function sumOf(counts: Gone, more: Gone): Gone {
  const sum = { ...counts };
  for (const [table, count] of Object.entries(more)) if (count > 0) sum[table] = (sum[table] ?? 0) + count;
  return sum;
}
