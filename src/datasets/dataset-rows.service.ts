import type { Json, JsonObject } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { ListPart } from '../store/index.js';

import { RowReading, type Problem } from './columns.js';
import { packRows, type Chunk, type DatasetRow, type DatasetStore } from './dataset.store.js';
import type { DatasetInfo, Datasets, Hand } from './datasets.service.js';
import type { RawRow } from './reading/reading.js';

/** A row as it lies, and what is wrong with it. */
export interface DatasetRowInfo {
  readonly row: number;
  readonly values: RawRow;
  readonly isSkipped: boolean;
  readonly problems: readonly Problem[];
}

/** What the cells of its rows are called. */
interface Headed {
  readonly header: readonly string[];
}

export interface RowsAsk {
  /** The number of the row before. */
  readonly behind: number;
  readonly limit: number;
  readonly isBad: boolean;
}

export interface RowFix {
  readonly row: number;
  readonly values?: Readonly<Record<string, Json>>;
  readonly isSkipped?: boolean | undefined;
}

/** Chunks looked at in one call; where few rows fit, the page is short and has a next one. */
const CHUNKS_PER_PAGE = 10;

/** The rows of datasets, as people look at them and mend them. */
export class DatasetRows {
  constructor(
    private readonly datasets: Pick<Datasets, 'get' | 'idle' | 'moved'>,
    private readonly store: DatasetStore,
  ) {}

  async list(
    tenant: number,
    id: string,
    { behind, limit, isBad }: RowsAsk,
  ): Promise<ListPart<DatasetRowInfo> & Headed> {
    const info = await this.datasets.get(tenant, id);
    const header = headerOf(info);
    const items: DatasetRowInfo[] = [];
    let at = behind + 1;
    for (let chunks = 0; chunks < CHUNKS_PER_PAGE && items.length < limit; chunks += 1) {
      const chunk = await this.store.chunkOf(info.id, at);
      if (!chunk) return { items, header, next: null };
      for (; at < chunk.first + chunk.rows.length && items.length < limit; at += 1) {
        const row = shown(info, chunk, at);
        if (!isBad || (row.problems.length > 0 && !row.isSkipped)) items.push(row);
      }
    }
    return { items, header, next: at > info.rows ? null : at - 1 };
  }

  async get(tenant: number, id: string, row: number): Promise<{ readonly info: DatasetRowInfo } & Headed> {
    const info = await this.datasets.get(tenant, id);
    return { info: shown(info, await this.chunk(info, row), row), header: headerOf(info) };
  }

  /** A person says what the row holds, or that nobody wants it. */
  async mend(actor: Hand, id: string, fix: RowFix): Promise<{ readonly info: DatasetRowInfo } & Headed> {
    const info = await this.datasets.get(actor.tenant, id);
    const chunk = await this.chunk(info, fix.row);
    await this.datasets.idle(actor.tenant, id);
    await actor.confirm?.();
    const after = mended(chunk, fix, headerOf(info));
    const data = await packRows(after);
    const { isSkipped } = shown(info, after, fix.row);
    const said = { row: fix.row, columns: Object.keys(fix.values ?? {}), isSkipped };
    const entry = { action: 'dataset.mend-row', subject: id, after: said };
    const next = { ...info, edition: info.edition + 1 };
    const moved = await this.datasets.moved(actor, next, entry, {
      dataset: info.id,
      first: chunk.first,
      data,
    });
    return { info: shown(moved, after, fix.row), header: headerOf(moved) };
  }

  private async chunk({ id, publicId }: DatasetRow, row: number): Promise<Chunk> {
    const chunk = await this.store.chunkOf(id, row);
    if (!chunk) throw new HostError('NOT_FOUND', { subject: `row ${row} of ${publicId}` });
    return chunk;
  }
}

function headerOf({ reading }: DatasetRow): readonly string[] {
  return reading?.header ?? [];
}

function shown(info: DatasetInfo, { first, rows, skipped }: Chunk, row: number): DatasetRowInfo {
  const values = rows[row - first] as RawRow;
  const { problems } = new RowReading(info.columns, headerOf(info), info.ask.key).read(values);
  return { row, values, isSkipped: skipped.includes(row - first), problems };
}

function mended(chunk: Chunk, { row, values, isSkipped }: RowFix, header: readonly string[]): Chunk {
  const place = row - chunk.first;
  const others = chunk.skipped.filter((one) => one !== place);
  const isLeftOut = isSkipped ?? others.length < chunk.skipped.length;
  const before = chunk.rows[place] as RawRow;
  return {
    ...chunk,
    rows: values ? chunk.rows.with(place, withValues(before, values, header)) : chunk.rows,
    skipped: isLeftOut ? [...others, place] : others,
  };
}

/** The row with other values in some columns. */
function withValues(row: RawRow, values: Readonly<Record<string, Json>>, header: readonly string[]): RawRow {
  const unknown = Object.keys(values).filter((name) => !header.includes(name));
  if (unknown.length > 0) {
    const errors = unknown.map((name) => ({
      field: `values.${name}`,
      message: 'is no column of the dataset',
    }));
    throw new HostError('VALIDATION_FAILED', { errors });
  }
  if (!isCells(row)) return { ...(isFields(row) ? row : {}), ...values };
  return header.map((name, place) =>
    Object.hasOwn(values, name) ? textOf(values[name] ?? null) : (row[place] ?? ''),
  );
}

function isCells(row: RawRow): row is readonly string[] {
  return Array.isArray(row);
}

function isFields(row: RawRow): row is JsonObject {
  return typeof row === 'object' && row !== null && !Array.isArray(row);
}

function textOf(value: Json): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
