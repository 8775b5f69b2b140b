import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import { arrangeCallback, completeCallbacks, type Callback } from '../events/index.js';
import { NEVER, rootOfImport } from '../flow/index.js';
import { writeAudit, type Actor, type Registry } from '../registry/index.js';
import type { ListPage, ListPart } from '../store/index.js';
import { newKey } from '../vault/index.js';

import type { DatasetRow, DatasetStore } from './dataset.store.js';
import type { Datasets } from './datasets.service.js';
import type { ImportAction, ImportState } from './import-statements.js';
import { NOT_BEGUN, type ImportAsk, type ImportRow, type ImportStore } from './import.store.js';
import { OUTCOMES, type OutcomeLetter, type RowOutcome } from './outcomes.js';
import type { RawRow } from './reading/reading.js';

export interface ImportInput {
  readonly dataset: string;
  readonly action: Exclude<ImportAction, 'undo'>;
  readonly badRows: ImportAsk['badRows'];
  /** Where its end is told: an address that was checked; null: nowhere. */
  readonly callback?: Pick<Callback, 'mode' | 'url'> | null;
}

/** An import, with its dataset. */
export interface ImportInfo extends ImportRow {
  /** The root of its requests' tree. */
  readonly root: number;
  readonly source: DatasetRow;
  /** Of an undo: which import it takes back. */
  readonly undoesId: string | null;
}

export interface ImportedRow {
  readonly row: number;
  readonly values: RawRow;
  readonly outcome: RowOutcome;
  readonly note: string | null;
  readonly request: number | null;
}

export interface ImportedRowsAsk {
  readonly behind: number;
  readonly limit: number;
  readonly outcome?: RowOutcome | undefined;
}

export interface ImportsOptions {
  readonly store: ImportStore;
  readonly datasets: Pick<Datasets, 'row'>;
  readonly rows: Pick<DatasetStore, 'byId' | 'chunkOf'>;
  readonly sources: Pick<Registry['datasets'], 'ensure'>;
  readonly clock: Clock;
}

type Steps = 'cancel' | 'continue' | 'pause' | 'resume';

/** From which states a person may take a step, and where it leads. */
const STEPS: Readonly<Record<Steps, { from: readonly ImportState[]; to: ImportState }>> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['analysing', 'needs_review', 'running', 'paused'], to: 'cancelled' },
  continue: { from: ['needs_review'], to: 'analysing' },
};

const CAN_BE_UNDONE: readonly ImportState[] = ['completed', 'failed', 'cancelled'];
const CHUNKS_PER_PAGE = 10;

/** Imports: begun, steered, looked at and taken back. */
export class Imports {
  constructor(private readonly options: ImportsOptions) {}

  async start(actor: Actor, input: ImportInput): Promise<ImportInfo> {
    const { dataset: id, action, badRows, callback = null } = input;
    const { store, datasets, sources } = this.options;
    const dataset = await datasets.row(actor.tenant, id);
    if (dataset.state !== 'loaded')
      throw new HostError('CONFLICT', { subject: id, detail: 'it is not whole yet' });
    if (await store.isBusy(dataset.id))
      throw new HostError('CONFLICT', { subject: id, detail: 'an import of it is under way' });
    const { mode, type } = dataset;
    const { number: connection } = await sources.ensure(actor, { mode, type, fields: [] });
    const far = { ...NOT_BEGUN, total: dataset.rows };
    const row = { dataset: dataset.id, connection, action, undoes: null, state: 'analysing', far } as const;
    const said = { dataset: id, action, badRows, callback };
    return this.insert(actor, { ...row, ask: { badRows, actor: actor.id } }, said);
  }

  /** Takes back what an import did, as far as nobody changed it since. */
  async undo(actor: Actor, id: string): Promise<ImportInfo> {
    const { store } = this.options;
    const undone = await this.row(actor.tenant, id);
    const { dataset, connection, state, action, far } = undone;
    if (action === 'undo' || !CAN_BE_UNDONE.includes(state) || far.open > 0)
      throw new HostError('CONFLICT', {
        subject: id,
        detail: action === 'undo' ? 'it is an undo itself' : `it is ${state}`,
      });
    const others = await store.ofDataset(dataset);
    if (others.some((one) => one.undoes === undone.id && one.state !== 'cancelled' && one.state !== 'failed'))
      throw new HostError('CONFLICT', { subject: id, detail: 'it is undone' });
    if (await store.isBusy(dataset))
      throw new HostError('CONFLICT', { subject: id, detail: 'an import of its dataset is under way' });
    const begun = { ...NOT_BEGUN, total: far.total, place: far.place, startedAt: this.options.clock.now() };
    const row = {
      dataset,
      connection,
      action: 'undo',
      undoes: undone.id,
      state: 'running',
      far: begun,
    } as const;
    return this.insert(actor, { ...row, ask: { badRows: 'skip', actor: actor.id } }, { undoes: id });
  }

  async list(
    of: {
      readonly tenant: number;
      readonly dataset?: string | undefined;
      readonly state?: ImportState | undefined;
      readonly action?: ImportAction | undefined;
    },
    page: ListPage,
  ): Promise<ListPart<ImportInfo>> {
    const { store, datasets } = this.options;
    const dataset = of.dataset === undefined ? undefined : (await datasets.row(of.tenant, of.dataset)).id;
    const { items, next } = await store.ofTenant({ ...of, dataset }, page);
    const shown = await Promise.all(items.map((row) => this.show(row)));
    return { items: shown, next };
  }

  async get(tenant: number, id: string): Promise<ImportInfo> {
    return this.show(await this.row(tenant, id));
  }

  /** What a person decides holds from the next commit on; what was queued comes to its end. */
  async step(actor: Actor, id: string, step: Steps, badRows?: ImportAsk['badRows']): Promise<ImportInfo> {
    const { store, clock } = this.options;
    const { from, to } = STEPS[step];
    for (;;) {
      const row = await this.row(actor.tenant, id);
      if (!from.includes(row.state))
        throw new HostError('CONFLICT', { subject: id, detail: `it is ${row.state}` });
      const now = clock.now();
      const ask = badRows ? { ...row.ask, badRows } : row.ask;
      const endedAt = to === 'cancelled' ? now : null;
      const dueAt = to === 'cancelled' && row.far.open === 0 ? NEVER : now;
      const next = { ...row, ask, state: to, dueAt, far: { ...row.far, endedAt } };
      const entry = {
        action: `import.${step}`,
        subject: id,
        before: { state: row.state },
        after: { badRows },
      };
      const moved = await store.move(next, now, async (tx) => {
        if (to === 'cancelled') await completeCallbacks(tx, [id], now);
        await writeAudit(tx, actor, now, entry);
      });
      // A commit of rows was just made: the row is as a person sees it, and a step behind.
      if (moved) return this.show(moved);
    }
  }

  /** Rows with what became of them, in their order. */
  async rowsOf(
    tenant: number,
    id: string,
    { behind, limit, outcome }: ImportedRowsAsk,
  ): Promise<ListPart<ImportedRow> & { readonly header: readonly string[] }> {
    const row = await this.row(tenant, id);
    const header = (await this.options.rows.byId(row.dataset))?.reading?.header ?? [];
    const items: ImportedRow[] = [];
    let at = behind + 1;
    for (let chunks = 0; chunks < CHUNKS_PER_PAGE && items.length < limit; chunks += 1) {
      const known = await this.rowsAround(row, at);
      if (known.length === 0) return { items, header, next: null };
      for (const one of known) {
        if (items.length === limit) break;
        at = one.row + 1;
        if (outcome === undefined || one.outcome === outcome) items.push(one);
      }
    }
    return { items, header, next: at > row.far.total ? null : at - 1 };
  }

  /** From a row to the end of its commit; none where the import has not come to it. */
  private async rowsAround({ id, dataset }: ImportRow, from: number): Promise<ImportedRow[]> {
    const outcomes = await this.options.store.outcomesOf(id, from);
    const chunk = outcomes && (await this.options.rows.chunkOf(dataset, from));
    if (!outcomes || !chunk) return [];
    const { first, letters, notes, requests } = outcomes;
    const rows: ImportedRow[] = [];
    for (let place = from - first; place < letters.length; place += 1) {
      const row = first + place;
      rows.push({
        row,
        values: chunk.rows[row - chunk.first] ?? null,
        outcome: OUTCOMES[letters[place] as OutcomeLetter],
        note: notes[place] ?? null,
        request: requests[place] ?? null,
      });
    }
    return rows;
  }

  private async insert(
    actor: Actor,
    row: Omit<Parameters<ImportStore['insert']>[0], 'publicId' | 'tenant'>,
    said: Readonly<Record<string, unknown>> & Pick<ImportInput, 'callback'>,
  ): Promise<ImportInfo> {
    const { store, clock } = this.options;
    const publicId = newKey('imp_');
    const now = clock.now();
    const action = row.action === 'undo' ? 'import.undo' : 'import.start';
    await store.insert({ ...row, publicId, tenant: actor.tenant }, now, async (tx) => {
      const { callback } = said;
      if (callback) await arrangeCallback(tx, { ...callback, work: publicId, tenant: actor.tenant });
      await writeAudit(tx, actor, now, { action, subject: publicId, after: said });
    });
    return this.get(actor.tenant, publicId);
  }

  private async row(tenant: number, id: string): Promise<ImportRow> {
    const row = await this.options.store.byPublicId(id);
    if (row?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    return row;
  }

  private async show(row: ImportRow): Promise<ImportInfo> {
    const source = await this.options.rows.byId(row.dataset);
    if (!source) throw new HostError('NOT_FOUND', { subject: row.publicId });
    const undone = row.undoes === null ? undefined : await this.options.store.byId(row.undoes);
    return { ...row, root: rootOfImport(row.id), source, undoesId: undone?.publicId ?? null };
  }
}
