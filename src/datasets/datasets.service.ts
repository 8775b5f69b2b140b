import type { Json, Mode, RecordFields, RecordType } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import { NEVER } from '../flow/index.js';
import { writeAudit, type Actor, type Registry } from '../registry/index.js';
import type { ListPage, ListPart } from '../store/index.js';
import { newKey } from '../vault/index.js';

import { notLooked } from './analysis/analysis.js';
import { columnsOf, type Column } from './columns.js';
import type { DatasetAsk, DatasetRow, DatasetsOf, DatasetStore } from './dataset.store.js';
import { Intake, type IntakeOptions } from './intake.js';

/** Who changes something; `confirm` throws where it is not what they read. */
export interface Hand extends Actor {
  readonly confirm?: (() => Promise<void>) | undefined;
}

export interface DatasetInput extends Partial<Omit<DatasetAsk, 'reading'>> {
  readonly mode: Mode;
  readonly type: RecordType;
  readonly identifier?: string | null;
  readonly filename?: string | null;
  readonly reading?: Partial<DatasetAsk['reading']>;
}

export type DatasetPatch = Partial<Pick<DatasetInput, 'columns' | 'filename' | 'identifier' | 'key'>> & {
  readonly user?: Json;
};

/** A dataset, with its columns as they are read now. */
export interface DatasetInfo extends DatasetRow {
  readonly columns: readonly Column[];
  /** Whether an import of it is under way. */
  readonly isBusy: boolean;
}

/** Some of its bytes. */
export interface DatasetPart {
  readonly offset: number;
  readonly isLast: boolean;
  readonly body: AsyncIterable<Uint8Array>;
  /** What the media type says, where nobody said it of the dataset. */
  readonly hints: Pick<DatasetAsk['reading'], 'charset' | 'format'>;
}

export interface DatasetsOptions extends Omit<IntakeOptions, 'now'> {
  readonly store: DatasetStore;
  readonly clock: Clock;
  readonly sources: Registry['datasets'];
  readonly recordTypes: Pick<Registry['recordTypes'], 'get'>;
  /** Whether an import of it is not over. */
  readonly isBusy: (dataset: number) => Promise<boolean>;
}

const AS_IT_COMES: DatasetAsk['reading'] = { format: null, charset: null, separator: null, header: null };

/** Datasets: made, filled, looked at, mended and removed. What an import does with them is another story. */
export class Datasets {
  constructor(private readonly options: DatasetsOptions) {}

  async create(actor: Actor, input: DatasetInput): Promise<DatasetInfo> {
    const { store, clock, sources } = this.options;
    const { mode, type, columns = null, key = null, user = null } = input;
    const { identifier = null, filename = null } = input;
    await this.refuseUnsaid(actor.tenant, type, columns);
    await sources.ensure(actor, { mode, type, fields: (columns ?? []).map(({ field }) => topOf(field)) });
    const publicId = newKey('dst_');
    const ask = { columns, key, user, reading: { ...AS_IT_COMES, ...input.reading } };
    const row = { publicId, tenant: actor.tenant, mode, type, identifier, filename, ask, dueAt: NEVER };
    const now = clock.now();
    const entry = {
      action: 'dataset.create',
      subject: publicId,
      after: { type, mode, identifier, filename },
    };
    await store.insert(row, now, (tx) => writeAudit(tx, actor, now, entry));
    return this.get(actor.tenant, publicId);
  }

  async list(of: DatasetsOf, page: ListPage): Promise<ListPart<DatasetInfo>> {
    const { items, next } = await this.options.store.ofTenant(of, page);
    return { items: await Promise.all(items.map((row) => this.show(row))), next };
  }

  async get(tenant: number, id: string): Promise<DatasetInfo> {
    return this.show(await this.row(tenant, id));
  }

  async row(tenant: number, id: string): Promise<DatasetRow> {
    const row = await this.options.store.byPublicId(id);
    if (row?.tenant !== tenant || row.state === 'removing') throw new HostError('NOT_FOUND', { subject: id });
    return row;
  }

  /** Its rows are read anew: what was found out about them is found out again. */
  async change(actor: Hand, id: string, patch: DatasetPatch): Promise<DatasetInfo> {
    const row = await this.idle(actor.tenant, id);
    await actor.confirm?.();
    const { columns = row.ask.columns, key = row.ask.key, user = row.ask.user } = patch;
    if (patch.columns !== undefined) await this.refuseUnsaid(actor.tenant, row.type, columns);
    const { identifier = row.identifier, filename = row.filename } = patch;
    const ask = { ...row.ask, columns, key, user };
    const next = { ...row, identifier, filename, ask, edition: row.edition + 1, analysis: null };
    const saidOf = (one: DatasetRow) => {
      const { identifier: name, filename: file, ask: said } = one;
      return { identifier: name, filename: file, columns: said.columns, key: said.key };
    };
    const entry = { action: 'dataset.change', subject: id, before: saidOf(row), after: saidOf(next) };
    return this.moved(actor, next, entry);
  }

  /** It is gone for everybody at once; its rows go behind the call. */
  async remove(actor: Hand, id: string): Promise<void> {
    const row = await this.idle(actor.tenant, id);
    await actor.confirm?.();
    const entry = { action: 'dataset.remove', subject: id, before: { rows: row.rows, bytes: row.bytes } };
    await this.moved(actor, { ...row, state: 'removing', dueAt: this.options.clock.now() }, entry);
  }

  /** One part; see `Intake`. */
  async receive(actor: Actor, id: string, part: DatasetPart): Promise<DatasetInfo> {
    const { clock } = this.options;
    const row = await this.row(actor.tenant, id);
    if (row.state !== 'open') throw new HostError('CONFLICT', { subject: id, detail: 'it is whole' });
    if (part.offset !== row.bytes) {
      const detail = `it has taken ${row.bytes} bytes, and the part begins at ${part.offset}`;
      throw new HostError('DATASET_OFFSET', { subject: id, detail });
    }
    const { format, charset } = row.ask.reading;
    const said = { format: format ?? part.hints.format, charset: charset ?? part.hints.charset };
    const ask = { ...row.ask, reading: { ...row.ask.reading, ...said } };
    const options = { ...this.options, now: () => clock.now() };
    const intake = new Intake({ ...row, ask }, options, (tx, { bytes, rows, state }) => {
      const after = { bytes, rows, state };
      return writeAudit(tx, actor, clock.now(), { action: 'dataset.receive', subject: id, after });
    });
    return this.show(await intake.receive(part.body, part.isLast));
  }

  /** Looks at every row, in the background; what was found out is with the dataset. */
  async analyse(actor: Actor, id: string): Promise<DatasetInfo> {
    const row = await this.idle(actor.tenant, id);
    if (row.state !== 'loaded')
      throw new HostError('CONFLICT', { subject: id, detail: 'it is not whole yet' });
    await this.options.sources.ensure(actor, { mode: row.mode, type: row.type, fields: [] });
    const next = { ...row, analysis: notLooked(row.edition), dueAt: this.options.clock.now() };
    return this.moved(actor, next, { action: 'dataset.analyse', subject: id, after: { rows: row.rows } });
  }

  /** In one commit with its audit, and the rows that are another. */
  async moved(
    actor: Actor,
    next: DatasetRow,
    entry: Parameters<typeof writeAudit>[3],
    chunk?: Parameters<DatasetStore['writeChunk']>[1],
  ): Promise<DatasetInfo> {
    const { store, clock } = this.options;
    const now = clock.now();
    const moved = await store.move(next, now, async (tx) => {
      await writeAudit(tx, actor, now, entry);
      if (chunk) await store.writeChunk(tx, chunk);
    });
    if (!moved) throw new HostError('CHANGED_MEANWHILE', { subject: next.publicId });
    return this.show(moved);
  }

  /** Its rows are what an import goes over: they stay as they are until it is over, or asks for a review. */
  async idle(tenant: number, id: string): Promise<DatasetRow> {
    const row = await this.row(tenant, id);
    if (await this.options.isBusy(row.id))
      throw new HostError('CONFLICT', { subject: id, detail: 'an import of it is under way' });
    return row;
  }

  /** Where nothing is declared of a type, nothing says which columns are fields. */
  private async refuseUnsaid(
    tenant: number,
    type: RecordType,
    columns: readonly Column[] | null,
  ): Promise<void> {
    const { fields } = await this.options.recordTypes.get(tenant, type);
    if (columns !== null || Object.keys(fields).length > 0) return;
    const message = `is needed: no field of ${type} is declared`;
    throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'columns', message }] });
  }

  private async show(row: DatasetRow): Promise<DatasetInfo> {
    const { recordTypes, isBusy } = this.options;
    const { fields } = await recordTypes.get(row.tenant, row.type);
    return { ...row, columns: columnsNow(row, fields), isBusy: await isBusy(row.id) };
  }
}

export function columnsNow({ ask, reading }: DatasetRow, fields: RecordFields): readonly Column[] {
  return columnsOf(ask.columns, reading ?? { header: [] }, fields);
}

/** Of `billing.city`: the field of the record. */
function topOf(field: string): string {
  return field.split('.')[0] ?? field;
}
