import type { RecordType } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import type { Store } from '../store/index.js';

import { Batch } from './batch.js';
import { linkRow } from './effects-writer.js';
import type { NewLink } from './hub-effects.js';
import type {
  HubRecord,
  KeyHolder,
  Link,
  LinkedRecord,
  MatchKeyName,
  RecordChange,
  RecordView,
} from './hub-record.js';
import {
  changesOfRecord,
  holderOfKey,
  linkByExternalId,
  linkByRecord,
  linksOfRecord,
  recordById,
  recordsByType,
} from './read-statements.js';
import { changeOf, linkOf, recordOf, type LinkRow, type RecordRow } from './rows.js';
import { drawRecordIds, insertChanges, insertLinks, lockRecords, updateRecords } from './write-statements.js';

/** The name of a record in an external system. */
export interface ExternalName {
  readonly connection: number;
  readonly type: RecordType;
  /** Canonical. */
  readonly externalId: string;
}

/** What REST and explain read. Bounded, by index. */
export interface HubReads {
  record(id: number): Promise<HubRecord | null>;
  /** Newest first; `before` is the last id of the page before. */
  records(page: { tenant: number; type: RecordType; before?: number; limit: number }): Promise<HubRecord[]>;
  /** Ended ones too; at most 500. */
  links(record: number): Promise<Link[]>;
  /** Newest first; `before` is the last version of the page before. */
  history(record: number, page: { before?: number; limit: number }): Promise<RecordChange[]>;
}

/** Records, links and history. Transfers read here and write through effects, in the commit that ends them. */
export interface Hub {
  /** The live or source-deleted link of an external record, with its hub record. */
  linked(name: ExternalName): Promise<LinkedRecord | null>;
  /** A record as a connection sees it. */
  view(record: number, connection: number): Promise<RecordView | null>;
  /** Who claimed a match key. */
  holder(key: MatchKeyName): Promise<KeyHolder | null>;
  /** The id of a record to be made, known before the commit that makes it. Ids not used leave a gap. */
  nextRecordId(): Promise<number>;
  /** Commits a link at once, for a create whose rest may still fail; null when another record has the external id. */
  remember(link: NewLink): Promise<Link | null>;
  /** Takes a soft delete back; false when there is no such deleted record. Raises no requests. */
  undelete(record: number): Promise<boolean>;
  readonly read: HubReads;
}

const IDS_PER_BLOCK = 1_000;
const RECORD_ID_KEY = 'hub.record-id';
const MOST_LINKS = 500;
const LAST = Number.MAX_SAFE_INTEGER;

export function createHub(options: { readonly store: Store; readonly clock: Clock }): Hub {
  const { store, clock } = options;
  const linked = new Batch<ExternalName, LinkedRecord | null>((names) => readLinked(store, names));
  const views = new Batch<ViewName, RecordView | null>((names) => readViews(store, names));
  const holders = new Batch<MatchKeyName, KeyHolder | null>((keys) => readHolders(store, keys));
  const ids = new RecordIds(store);
  return {
    linked: (name) => linked.of(name),
    view: (record, connection) => views.of({ record, connection }),
    holder: (key) => holders.of(key),
    nextRecordId: () => ids.next(),
    remember: (link) => remember(store, link),
    undelete: (record) => undelete(store, record, clock.now()),
    read: readsOf(store),
  };
}

interface ViewName {
  readonly record: number;
  readonly connection: number;
}

async function readLinked(store: Store, names: readonly ExternalName[]): Promise<(LinkedRecord | null)[]> {
  const rows = await store.read(
    linkByExternalId,
    names.map(({ connection, type, externalId }, n) => ({ n, connection, type, externalId })),
  );
  const answers = names.map((): LinkedRecord | null => null);
  for (const row of rows) answers[row.n] = { link: linkOf(row), record: recordOf(row) };
  return answers;
}

async function readViews(store: Store, names: readonly ViewName[]): Promise<(RecordView | null)[]> {
  const [records, links] = await Promise.all([
    store.read(
      recordById,
      names.map(({ record }, n) => ({ n, record })),
    ),
    store.read(
      linkByRecord,
      names.map(({ record, connection }, n) => ({ n, record, connection })),
    ),
  ]);
  const linkRows = new Map<number, LinkRow>(links.map((row) => [row.n, row]));
  const answers = names.map((): RecordView | null => null);
  for (const row of records) {
    const found = linkRows.get(row.n);
    const link = found && found.state !== 'ended' ? linkOf(found) : null;
    answers[row.n] = { record: recordOf(row), link, nextGeneration: found ? found.generation + 1 : 1 };
  }
  return answers;
}

async function readHolders(store: Store, keys: readonly MatchKeyName[]): Promise<(KeyHolder | null)[]> {
  const rows = await store.read(
    holderOfKey,
    keys.map(({ tenant, mode, type, key, value }, n) => ({ n, tenant, mode, type, key, value })),
  );
  const answers = keys.map((): KeyHolder | null => null);
  for (const row of rows) {
    const isThere = typeof row.r_id === 'number';
    answers[row.n] = { id: row.holder, record: isThere ? recordOf(row as RecordRow) : null };
  }
  return answers;
}

/** Record ids come in blocks of their own, so that drafts for other connections can name a record not yet written. */
class RecordIds {
  private nextId = 0;
  private end = 0;
  private refill: Promise<void> | undefined;

  constructor(private readonly store: Store) {}

  async next(): Promise<number> {
    while (this.nextId >= this.end) await (this.refill ??= this.draw());
    return this.nextId++;
  }

  private async draw(): Promise<void> {
    try {
      const [row] = await this.store.write((tx) =>
        tx.many(drawRecordIds, [{ key: RECORD_ID_KEY, count: IDS_PER_BLOCK }]),
      );
      this.end = Number(row?.value) + 1;
      this.nextId = this.end - IDS_PER_BLOCK;
    } finally {
      this.refill = undefined;
    }
  }
}

async function remember(store: Store, link: NewLink): Promise<Link | null> {
  const [row] = await store.write((tx) => tx.many(insertLinks, [linkRow(link)]));
  const known = await readLinked(store, [link]);
  const found = known[0]?.link ?? null;
  return row || found?.record === link.record ? found : null;
}

async function undelete(store: Store, record: number, at: number): Promise<boolean> {
  return store.write(async (tx) => {
    const [locked] = await tx.many(lockRecords, [{ id: record }]);
    const [row] = locked ? await store.read(recordById, [{ n: 0, record }]) : [];
    if (!locked || !row || row.r_deleted_at === null || row.r_version !== locked.version) return false;
    const expected = locked.version;
    await tx.many(updateRecords, [{ id: record, expected, data: row.r_data, deletedAt: null, at }]);
    await tx.many(insertChanges, [
      { record, version: expected + 1, at, root: 0, connection: null, changed: '{}' },
    ]);
    return true;
  });
}

function readsOf(store: Store): HubReads {
  return {
    async record(id) {
      const [row] = await store.read(recordById, [{ n: 0, record: id }]);
      return row ? recordOf(row) : null;
    },
    async records({ tenant, type, before = LAST, limit }) {
      return (await store.read(recordsByType, [{ tenant, type, before, limit }])).map(recordOf);
    },
    async links(record) {
      return (await store.read(linksOfRecord, [{ record, limit: MOST_LINKS }])).map(linkOf);
    },
    async history(record, { before = LAST, limit }) {
      return (await store.read(changesOfRecord, [{ record, before, limit }])).map(changeOf);
    },
  };
}
