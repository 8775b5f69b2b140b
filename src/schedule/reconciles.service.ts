import type { RecordType } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import { TIERS, WHOLE_TYPE, type GatedRequest } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { TreeProgress } from '../ledger/index.js';
import { writeAudit, type Actor, type ConnectionView, type DirectorySource } from '../registry/index.js';
import type { ListPage, ListPart } from '../store/index.js';
import { newKey } from '../vault/index.js';

import {
  OPEN_STATES,
  type ReconcileRow,
  type ReconcileStore,
  type ReconcileWish,
  type ReconcilesOf,
} from './reconcile.store.js';
import { planOfSync } from './sync-drafts.js';

/** A comparison of a source with the links of a connection, as the API shows it. */
export type ReconcileInfo = Pick<
  ReconcileRow,
  | 'type'
  | 'since'
  | 'cause'
  | 'state'
  | 'request'
  | 'pages'
  | 'listed'
  | 'counts'
  | 'samples'
  | 'wanted'
  | 'queued'
  | 'folded'
  | 'refused'
  | 'reasons'
  | 'createdAt'
  | 'updatedAt'
> & {
  readonly id: string;
  readonly connection: string;
  /** Of the requests it queued. */
  readonly progress: TreeProgress;
};

export interface ReconcileAsk {
  readonly type: RecordType;
  /** Null: the whole list, which alone can tell what is gone. */
  readonly since: number | null;
  readonly pageSize: number;
}

type Queued =
  { readonly kind: 'queued'; readonly seq: number } | { readonly kind: 'folded'; readonly into: number };

export interface ReconcilesOptions {
  readonly store: ReconcileStore;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly enqueue: (
    requests: readonly GatedRequest[],
  ) => Promise<readonly (Queued | { readonly kind: 'duplicate' })[]>;
  progress(root: number, queue: number): Promise<TreeProgress>;
}

/** A gap is filled with what can be said for certain: nothing is deleted for it. */
const WANTED_FOR_GAP: ReconcileWish = { missing: true, changed: true, unknown: true };
const LOOKED_AT = 100;

/** Sources compared with what is linked: planned first, then brought over by normal requests. */
export class Reconciles {
  constructor(private readonly options: ReconcilesOptions) {}

  async start(actor: Actor, connection: string, ask: ReconcileAsk): Promise<ReconcileInfo> {
    const view = this.viewOf(actor.tenant, connection);
    const of = { connection: view.number };
    const { items: rows } = await this.options.store.ofConnection(of, { limit: LOOKED_AT });
    const open = rows.find(({ type, state }) => type === ask.type && OPEN_STATES.includes(state));
    if (open) {
      const detail = `${open.publicId} is ${open.state}; wait for it, or cancel it`;
      throw new HostError('CONFLICT', { subject: ask.type, detail });
    }
    return this.show(await this.begin(actor, view, ask, 'person'), view);
  }

  /** What a gap in a sequence may have lost of a connection: every type that can be listed, since then. Answers ids. */
  async startForGap(actor: Actor, view: ConnectionView, since: number): Promise<string[]> {
    const types = [...new Set([...view.scopes.TO.values()].map(({ type }) => type))];
    const started: string[] = [];
    for (const type of types) {
      if (!listScope(view, type)?.isEnabled || !canRead(view, type)) continue;
      const row = await this.begin(actor, view, { type, since, pageSize: 100 }, 'gap');
      started.push(row.publicId);
    }
    return started;
  }

  /** Newest first. */
  async list(
    tenant: number,
    connection: string,
    page: ListPage,
    filter: Omit<ReconcilesOf, 'connection'> = {},
  ): Promise<ListPart<ReconcileInfo>> {
    const view = this.viewOf(tenant, connection);
    const of = { ...filter, connection: view.number };
    const { items, next } = await this.options.store.ofConnection(of, page);
    return { items: await Promise.all(items.map((row) => this.show(row, view))), next };
  }

  async get(tenant: number, connection: string, id: string): Promise<ReconcileInfo> {
    const view = this.viewOf(tenant, connection);
    return this.show(await this.row(view, id), view);
  }

  /** Queues what the plan says. */
  async run(actor: Actor, connection: string, id: string, wanted: ReconcileWish): Promise<ReconcileInfo> {
    const view = this.viewOf(actor.tenant, connection);
    const row = await this.row(view, id);
    planOfSync(view, { direction: 'TO', type: row.type, isDebug: false });
    if (row.state !== 'planned') throw conflict(row);
    return this.decide(actor, view, row, { state: 'running', place: '', wanted });
  }

  async cancel(actor: Actor, connection: string, id: string): Promise<ReconcileInfo> {
    const view = this.viewOf(actor.tenant, connection);
    const row = await this.row(view, id);
    if (row.state !== 'planned' && !OPEN_STATES.includes(row.state)) throw conflict(row);
    return this.decide(actor, view, row, { state: 'cancelled' });
  }

  private async decide(
    actor: Actor,
    view: ConnectionView,
    row: ReconcileRow,
    to: Partial<Pick<ReconcileRow, 'state' | 'place' | 'wanted'>>,
  ): Promise<ReconcileInfo> {
    const { store, clock } = this.options;
    const now = clock.now();
    const entry = { action: `reconcile.${to.state}`, subject: row.publicId, after: to };
    const isMoved = await store.decide(row, { ...row, ...to, dueAt: now }, now, (tx) =>
      writeAudit(tx, actor, now, entry),
    );
    if (!isMoved) {
      const detail = 'it has just moved on; look again';
      throw new HostError('CONFLICT', { subject: row.publicId, detail });
    }
    return this.show(await this.row(view, row.publicId), view);
  }

  private async begin(
    actor: Actor,
    view: ConnectionView,
    { type, since, pageSize }: ReconcileAsk,
    cause: ReconcileRow['cause'],
  ): Promise<ReconcileRow> {
    const { store, clock } = this.options;
    const scope = listScope(view, type);
    if (!scope || !view.connector.definition.records?.[type]?.list) {
      const message = 'has no scope whose action is INITIALIZE or POLL, or the connector cannot list it';
      throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'type', message }] });
    }
    const now = clock.now();
    const publicId = newKey('rcn_');
    const names = { publicId, tenant: view.tenant, connection: view.number, type, scope: scope.name };
    const wanted = cause === 'gap' ? WANTED_FOR_GAP : null;
    const entry = { action: 'reconcile.start', subject: publicId, after: { type, since, cause } };
    const id = await store.insert({ ...names, since, pageSize, cause, wanted, now }, (tx) =>
      writeAudit(tx, actor, now, entry),
    );
    const row = (await store.byId(id)) as ReconcileRow;
    try {
      const request = await this.queue(view, scope.name, id);
      return await this.numbered(id, request);
    } catch (error) {
      await store.move(row, { ...row, state: 'cancelled', dueAt: now }, now);
      throw error;
    }
  }

  /** The listing may have begun before its number is written. */
  private async numbered(id: number, request: number): Promise<ReconcileRow> {
    const { store, clock } = this.options;
    for (;;) {
      const row = (await store.byId(id)) as ReconcileRow;
      if (await store.move(row, { ...row, request }, clock.now())) return { ...row, request };
    }
  }

  private async queue(view: ConnectionView, scope: string, id: number): Promise<number> {
    const draft = {
      origin: 'manual',
      connection: view.number,
      direction: 'TO',
      mode: view.mode,
      scope,
      recordId: WHOLE_TYPE,
      payload: { reconcile: id },
      tier: TIERS.bulk,
    } as const;
    const { directory, clock, enqueue } = this.options;
    const judged = await judge([draft], { directory: directory.current(), now: clock.now() });
    const [queued] = await enqueue(judged.requests);
    if (queued?.kind === 'queued') return queued.seq;
    const detail = `the gate says ${judged.verdicts[0]?.ruling.verdict ?? 'no'}`;
    throw new HostError('CONFLICT', { subject: scope, detail });
  }

  private async show(row: ReconcileRow, view: ConnectionView): Promise<ReconcileInfo> {
    const { type, since, cause, state, request, pages, listed, counts, samples, wanted } = row;
    const { queued, folded, refused, reasons, createdAt, updatedAt } = row;
    const far = { type, since, cause, state, request, pages, listed, counts, samples, wanted };
    const progress = await this.options.progress(request, view.queues.TO);
    const ran = { queued, folded, refused, reasons, progress, createdAt, updatedAt };
    return { id: row.publicId, connection: view.id, ...far, ...ran };
  }

  private async row(view: ConnectionView, id: string): Promise<ReconcileRow> {
    const row = await this.options.store.byPublicId(id);
    if (row?.connection !== view.number) throw new HostError('NOT_FOUND', { subject: id });
    return row;
  }

  private viewOf(tenant: number, connection: string): ConnectionView {
    const view = this.options.directory.current().connectionById(connection);
    if (view?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: connection });
    return view;
  }
}

/** A list of all, or of what changed: whichever scope there is, an enabled one first. */
function listScope(view: ConnectionView, type: RecordType) {
  const ofType = [...view.scopes.TO.values()].filter((scope) => scope.type === type);
  const lists = (['INITIALIZE', 'POLL'] as const).flatMap((action) =>
    ofType.filter((scope) => scope.action === action),
  );
  return lists.find(({ isEnabled }) => isEnabled) ?? lists[0];
}

function canRead(view: ConnectionView, type: RecordType): boolean {
  const handlers = view.connector.definition.records?.[type];
  return handlers?.list !== undefined && handlers.get !== undefined;
}

function conflict({ publicId, state }: ReconcileRow): HostError {
  return new HostError('CONFLICT', { subject: publicId, detail: `it is ${state}` });
}
