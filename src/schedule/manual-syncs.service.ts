import type { Direction, RecordType } from '@hookyard/sdk';

import { HostError, isHostError } from '../errors/index.js';
import { rootOfSync } from '../flow/index.js';
import type { TreeProgress } from '../ledger/index.js';
import { writeAudit, type Actor, type ConnectionView } from '../registry/index.js';
import { newKey } from '../vault/index.js';

import type { ListPage, ListPart } from '../store/index.js';
import type { ManualSyncRow, SyncsOf } from './manual-sync.store.js';
import { planOfSync } from './sync-drafts.js';
import { SyncIntake, type SyncIntakeOptions } from './sync-intake.js';

/** What somebody synced by ids, and how far it is. */
export type ManualSyncInfo = Omit<
  ManualSyncRow,
  'id' | 'publicId' | 'tenant' | 'connection' | 'chain' | 'turn'
> & {
  readonly id: string;
  readonly connection: string;
  /** The root of its requests' tree. */
  readonly root: number;
  readonly progress: TreeProgress;
};

export interface ManualSyncAsk {
  readonly direction: Direction;
  readonly type: RecordType;
  readonly isDebug: boolean;
  /** The same key names the same sync: what ended is answered again, what broke off is gone on with. */
  readonly key: string | null;
}

export interface ManualSyncsOptions extends SyncIntakeOptions {
  progress(root: number, queue: number): Promise<TreeProgress>;
}

/** A list nobody wrote to for so long has lost its process. */
const ABANDONED_MS = 30_000;
const KEPT_MS = 30 * 86_400_000;
const FORGOTTEN_AT_ONCE = 200;

/** Records brought over by their ids, any number, as they come in. */
export class ManualSyncs {
  private readonly receiving = new Set<number>();

  constructor(private readonly options: ManualSyncsOptions) {}

  async receive(
    actor: Actor,
    connection: string,
    ask: ManualSyncAsk,
    body: AsyncIterable<Uint8Array>,
  ): Promise<ManualSyncInfo> {
    const view = this.viewOf(actor.tenant, connection);
    const plan = planOfSync(view, ask);
    const row = await this.open(actor, view, ask);
    if (row.state === 'received') return this.show(row, view);
    this.receiving.add(row.id);
    try {
      return this.show(await takeIn(new SyncIntake(row, plan, this.options), body), view);
    } finally {
      this.receiving.delete(row.id);
    }
  }

  /** Newest first. */
  async list(
    tenant: number,
    connection: string,
    page: ListPage,
    filter: Omit<SyncsOf, 'connection'> = {},
  ): Promise<ListPart<ManualSyncInfo>> {
    const view = this.viewOf(tenant, connection);
    const of = { ...filter, connection: view.number };
    const { items, next } = await this.options.store.ofConnection(of, page);
    return { items: await Promise.all(items.map((row) => this.show(row, view))), next };
  }

  async get(tenant: number, connection: string, id: string): Promise<ManualSyncInfo> {
    const view = this.viewOf(tenant, connection);
    const row = await this.options.store.byPublicId(id);
    if (row?.connection !== view.number) throw new HostError('NOT_FOUND', { subject: id });
    return this.show(row, view);
  }

  /** Old ones are forgotten, a few at a time; answers true when there are more. */
  async forgetOld(): Promise<boolean> {
    const before = this.options.clock.now() - KEPT_MS;
    return (await this.options.store.forget(before, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE;
  }

  private async open(actor: Actor, view: ConnectionView, ask: ManualSyncAsk): Promise<ManualSyncRow> {
    const { store, clock } = this.options;
    const { direction, type, isDebug, key } = ask;
    const now = clock.now();
    const known = key === null ? undefined : await store.byKey(view.number, key);
    if (known) return this.goOnWith(known, ask);
    const publicId = newKey('syn_');
    const named = { publicId, tenant: actor.tenant, connection: view.number };
    const entry = { action: 'sync.start', subject: publicId, after: { connection: view.id, ...ask } };
    const made = await store.insert({ ...named, direction, type, isDebug, key }, now, (tx) =>
      writeAudit(tx, actor, now, entry),
    );
    if (made) return made;
    throw new HostError('CONFLICT', { subject: key ?? '', detail: 'it has just begun; ask for it again' });
  }

  private async goOnWith(row: ManualSyncRow, ask: ManualSyncAsk): Promise<ManualSyncRow> {
    const { store, clock } = this.options;
    const refuse = (detail: string): HostError =>
      new HostError('CONFLICT', { subject: row.publicId, detail });
    const isSame = row.direction === ask.direction && row.type === ask.type && row.isDebug === ask.isDebug;
    if (!isSame) throw refuse('this key names a sync of another type, direction or debug flag');
    if (row.state === 'received') return row;
    const isFresh = row.state === 'receiving' && clock.now() - row.updatedAt < ABANDONED_MS;
    if (this.receiving.has(row.id) || isFresh) throw refuse('its ids are still coming in');
    const taken = await store.takeOver(row, clock.now());
    if (!taken) throw refuse('its ids are still coming in');
    return taken;
  }

  private async show(row: ManualSyncRow, view: ConnectionView): Promise<ManualSyncInfo> {
    const {
      id,
      publicId,
      tenant: _tenant,
      connection: _connection,
      chain: _chain,
      turn: _turn,
      ...rest
    } = row;
    const root = rootOfSync(id, row.isDebug);
    const progress = await this.options.progress(root, view.queues[row.direction]);
    return { ...rest, id: publicId, connection: view.id, root, progress };
  }

  private viewOf(tenant: number, connection: string): ConnectionView {
    const view = this.options.directory.current().connectionById(connection);
    if (view?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: connection });
    return view;
  }
}

async function takeIn(intake: SyncIntake, body: AsyncIterable<Uint8Array>): Promise<ManualSyncRow> {
  try {
    for await (const piece of body) await intake.piece(piece);
    return await intake.end();
  } catch (error) {
    const isOurs = isHostError(error);
    const row = await intake.breakOff(isOurs ? error.message : 'the connection broke off');
    if (isOurs) throw error;
    return row;
  }
}
