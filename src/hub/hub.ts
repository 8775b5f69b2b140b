import type { RecordType } from '@hookyard/sdk';

import type { Store, Tx } from '../store/index.js';

import { Batch } from './batch.js';
import { linkRow } from './effects-writer.js';
import { followMerged } from './merging/follow-merged.js';
import { mergeOf, type RecordMerge } from './merging/merge-record.js';
import { mergeById, mergesIntoRecord, mergesOfTenant } from './merging/merge-statements.js';
import { createHubLists, type HubLists } from './hub-lists.js';
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
} from './read-statements.js';
import { changeOf, linkOf, recordOf, type LinkRow, type RecordRow } from './rows.js';
import { createSentCreates, type SentCreates } from './sent-creates.js';
import { drawRecordIds, insertLinks, lockRecords } from './write-statements.js';

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
  /** Ended ones too; at most 500. */
  links(record: number): Promise<Link[]>;
  /** Newest first; `before` is the last version of the page before. */
  history(record: number, page: { before?: number; limit: number }): Promise<RecordChange[]>;
  merge(id: number): Promise<RecordMerge | null>;
  /** A tenant's, or those into one record; newest first. */
  merges(page: { tenant: number; winner?: number; before?: number; limit: number }): Promise<RecordMerge[]>;
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
  /** Creates of which nobody knows yet what became of them. */
  readonly creates: SentCreates;
  /** The record that one is now: itself, or what it was merged into. */
  survivor(record: number): Promise<number>;
  readonly read: HubReads;
  readonly lists: HubLists;
}

const IDS_PER_BLOCK = 1_000;
const RECORD_ID_KEY = 'hub.record-id';
const MOST_LINKS = 500;
const LAST = Number.MAX_SAFE_INTEGER;

export function createHub({ store }: { readonly store: Store }): Hub {
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
    creates: createSentCreates(store),
    survivor: (record) => followMerged(store, record),
    read: readsOf(store),
    lists: createHubLists(store),
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
    const record = isThere ? recordOf(row as RecordRow) : null;
    const into = record?.mergedInto ?? null;
    const speaksFor = into === null ? row.holder : await followMerged(store, into);
    answers[row.n] = { id: row.holder, record, speaksFor };
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

/** A record that was merged while its create was under way: what was made is one more of the record it became. */
async function remember(store: Store, given: NewLink): Promise<Link | null> {
  const { row, link } = await store.write(async (tx) => {
    const link = await towardsSurvivor(store, tx, given);
    const [row] = await tx.many(insertLinks, [linkRow(link)]);
    return { row, link };
  });
  const known = await readLinked(store, [link]);
  const found = known[0]?.link ?? null;
  return row || found?.record === link.record ? found : null;
}

async function towardsSurvivor(store: Store, tx: Tx, link: NewLink): Promise<NewLink> {
  const [locked] = await tx.many(lockRecords, [{ id: link.record }]);
  if (typeof locked?.merged_into !== 'number') return link;
  const record = await followMerged(store, locked.merged_into);
  const [view] = await readViews(store, [{ record, connection: link.connection }]);
  return { ...link, record, isPrimary: !view?.link, generation: view?.nextGeneration ?? link.generation };
}

function readsOf(store: Store): HubReads {
  return {
    async record(id) {
      const [row] = await store.read(recordById, [{ n: 0, record: id }]);
      return row ? recordOf(row) : null;
    },
    async links(record) {
      return (await store.read(linksOfRecord, [{ record, limit: MOST_LINKS }])).map(linkOf);
    },
    async history(record, { before = LAST, limit }) {
      return (await store.read(changesOfRecord, [{ record, before, limit }])).map(changeOf);
    },
    async merge(id) {
      const [row] = await store.read(mergeById, [{ id }]);
      return row ? mergeOf(row) : null;
    },
    async merges({ tenant, winner, before = LAST, limit }) {
      const rows =
        winner === undefined
          ? await store.read(mergesOfTenant, [{ tenant, before, limit }])
          : await store.read(mergesIntoRecord, [{ record: winner, before, limit }]);
      return rows.map(mergeOf);
    },
  };
}
