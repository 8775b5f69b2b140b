import type { CollectionDefinition } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import { arrangeCallback } from '../events/index.js';
import { TIERS, type Draft } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { Link, LinkReads } from '../hub/index.js';
import {
  writeAudit,
  type Actor,
  type CollectionView,
  type ConnectionView,
  type DirectorySource,
} from '../registry/index.js';

import type { CallbackAsk } from './callback-ask.js';
import type { Enqueue } from './due-polls.js';
import { MOST_RUNNING, type ResyncRow, type ResyncStore } from './resync.store.js';

export interface ResyncsOptions {
  readonly store: ResyncStore;
  readonly directory: DirectorySource;
  readonly links: Pick<LinkReads, 'countLive' | 'ofType'>;
  readonly clock: Clock;
}

/** What a re-sync would bring over again. */
export interface ResyncPlan {
  /** Linked records of the collection's type; a filter may leave some of them to another collection. */
  readonly records: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
  /** Why there is nothing to bring over, or why it cannot be; null where it can. */
  readonly obstacle: string | null;
  readonly sample: readonly Link[];
}

/** On SQLite counting holds the loop: an offer says "more than so many" rather than count on. */
const MOST_COUNTED = 100_000;
const SAMPLE = 3;
/** Requests in one commit; at most one page in each turn of the schedule. */
const PAGE = 200;

/**
 * Brings the records of a changed collection over again, in the bulk class. A page's requests are queued before the
 * place behind it is written: a process that dies between them queues the page again, and none is left out.
 */
export class Resyncs {
  constructor(private readonly options: ResyncsOptions) {}

  async plan(view: ConnectionView, { id, definition }: CollectionView): Promise<ResyncPlan> {
    const obstacle = obstacleOf(view, id, definition);
    if (obstacle !== null) return { records: 0, isMore: false, obstacle, sample: [] };
    const { links } = this.options;
    const of = { connection: view.number, type: definition.type };
    const counted = await links.countLive(of, MOST_COUNTED + 1);
    const sample = await links.ofType({ ...of, behind: '', limit: SAMPLE });
    return { records: Math.min(counted, MOST_COUNTED), isMore: counted > MOST_COUNTED, obstacle, sample };
  }

  async start(
    actor: Actor,
    view: ConnectionView,
    collection: CollectionView,
    callback: CallbackAsk | null = null,
  ): Promise<ResyncRow> {
    const { records: total, obstacle } = await this.plan(view, collection);
    if (obstacle !== null) throw new HostError('CONFLICT', { subject: collection.id, detail: obstacle });
    const { id, version } = collection;
    const { direction, type } = collection.definition;
    const row = {
      collection: id,
      version,
      tenant: view.tenant,
      connection: view.number,
      direction,
      type,
      total,
    };
    const now = this.options.clock.now();
    const entry = { action: 'collection.resync', subject: id, after: { version, records: total, callback } };
    const isBegun = await this.options.store.begin(row, now, async (tx) => {
      await writeAudit(tx, actor, now, entry);
      if (callback) await arrangeCallback(tx, { ...callback, work: id, tenant: view.tenant });
    });
    if (!isBegun) throw new HostError('CONFLICT', { subject: id, detail: 'it is running; cancel it first' });
    return this.get(id);
  }

  async get(collection: string): Promise<ResyncRow> {
    const row = await this.options.store.ofCollection(collection);
    if (!row) throw new HostError('NOT_FOUND', { subject: `resync of ${collection}` });
    return row;
  }

  /** What was queued goes on. */
  async cancel(actor: Actor, collection: string): Promise<ResyncRow> {
    const { store, clock } = this.options;
    const now = clock.now();
    const isCancelled = await store.cancel(collection, now, (tx, far) => {
      const after = { ...far, state: 'cancelled' };
      return writeAudit(tx, actor, now, { action: 'collection.cancel-resync', subject: collection, after });
    });
    const row = await this.get(collection);
    if (!isCancelled) throw new HostError('CONFLICT', { subject: collection, detail: `it is ${row.state}` });
    return row;
  }

  /** Moves each that runs on by a page; answers true when others wait for theirs. */
  async run(enqueue: Enqueue): Promise<boolean> {
    const { store, clock } = this.options;
    const rows = await store.running(clock.now());
    for (const row of rows) await this.runOne(row, enqueue);
    return rows.length === MOST_RUNNING;
  }

  private async runOne(row: ResyncRow, enqueue: Enqueue): Promise<void> {
    const { store, directory, links, clock } = this.options;
    const now = clock.now();
    const { connection, type, behind } = row;
    const view = directory.current().connection(connection);
    const collection = view?.collections.find(({ id }) => id === row.collection);
    if (!view || !collection)
      return store.advance(row, { behind, listed: 0, queued: 0, state: 'cancelled', now });
    const page = await links.ofType({ connection, type, behind, limit: PAGE });
    const drafts = page.flatMap((link) => draftOf(view, collection.definition, link));
    const { requests } = await judge(drafts, { directory: directory.current(), now });
    if (requests.length > 0) await enqueue(requests);
    await store.advance(row, {
      behind: page.at(-1)?.externalId ?? behind,
      listed: page.length,
      queued: requests.length,
      state: page.length < PAGE ? 'done' : 'running',
      now,
    });
  }
}

/** The whole record is mapped again, whatever was last known of it. */
function draftOf(view: ConnectionView, definition: CollectionDefinition, link: Link): Draft[] {
  const { direction, type } = definition;
  const scope = scopeOf(view, definition);
  // What was deleted there is read no more, and nothing is written through a second name.
  if (!scope || link.state !== 'live' || (direction === 'FROM' && !link.isPrimary)) return [];
  return [
    {
      origin: 'initialize',
      connection: view.number,
      direction,
      mode: view.mode,
      scope: scope.name,
      type,
      action: 'UPDATED',
      recordId: direction === 'TO' ? link.externalId : String(link.record),
      tier: TIERS.bulk,
      isRewrite: true,
    },
  ];
}

function scopeOf(
  view: ConnectionView,
  { direction, type }: CollectionDefinition,
): { name: string } | undefined {
  return [...view.scopes[direction].values()].find(
    (scope) => scope.type === type && scope.action === 'UPDATED' && scope.isEnabled,
  );
}

function obstacleOf(view: ConnectionView, id: string, definition: CollectionDefinition): string | null {
  const { type, direction, syncType } = definition;
  if (syncType !== 'UPDATE' && syncType !== 'ADD_AND_UPDATE')
    return `${syncType} is no change of records that are linked: there is nothing to bring over again`;
  if (!view.collections.some((one) => one.id === id)) return 'the collection is switched off';
  if (!scopeOf(view, definition)) return `no scope of ${type} UPDATED is switched on ${direction} the hub`;
  if (direction === 'TO' && !view.connector.definition.records?.[type]?.get)
    return `the connector cannot read ${type} by id: its records come only with their hooks`;
  return null;
}
