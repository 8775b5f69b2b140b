import type { JsonObject } from '@hookyard/sdk';

import { compareVersions, type ReconcileKind } from '../flow/index.js';
import type { Hub, LinkedRecord } from '../hub/index.js';
import { canonicalIn } from '../registry/index.js';

import { comeBack, ended, type StoryEnd } from './story.js';
import { piecesOf, readPage, versionsOf, type Page, type Piece } from './walk-page.js';
import type { Turn } from './turn.js';

/** A listed record, and how it compares with its link. */
export interface Compared {
  readonly externalId: string;
  readonly kind: ReconcileKind;
  readonly version: string | null;
}

/** One reconcile under way, as the request that lists for it sees it. Every step answers true when it was the last. */
export interface ReconcileTicket {
  readonly phase: 'listing' | 'comparing';
  readonly since: number | null;
  readonly cursor: string | null;
  readonly pageSize: number;
  keep(entries: readonly Compared[], page: Pick<Page, 'cursor' | 'isLast'>): Promise<boolean>;
  /** Looks through the next links for those that the list did not name. */
  compare(): Promise<boolean>;
}

/** Where reconciles are kept. */
export interface ReconcileBook {
  /** Undefined where it was cancelled, or is not this request's. */
  open(
    id: number,
    request: Pick<Turn['request'], 'seq' | 'queue' | 'type'>,
  ): Promise<ReconcileTicket | undefined>;
}

export interface ReconcileParts {
  readonly hub: Hub;
  readonly reconciles: ReconcileBook;
}

/** The reconcile a walk is for; undefined for every other. What a hook brought cannot name one. */
export function reconcileIn({ request, payload }: Turn): number | undefined {
  if (request.hook !== null || request.parent !== null) return undefined;
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined;
  const id = (payload as JsonObject)['reconcile'];
  return typeof id === 'number' ? id : undefined;
}

/**
 * One page of the list, or of the links behind it. Nothing is queued: what differs is marked, each record in a row of
 * its own, in the commit that moves the reconcile behind the page; a page asked for twice is marked once.
 */
export async function reconcileOn(turn: Turn, id: number, parts: ReconcileParts): Promise<StoryEnd> {
  const ticket = await parts.reconciles.open(id, turn.request);
  if (!ticket) return ended('skipped', { reason: 'it was cancelled' });
  const isOver = ticket.phase === 'comparing' ? await ticket.compare() : await listPage(turn, ticket, parts);
  return isOver ? { outcome: { kind: 'done' } } : comeBack(turn.now(), 'next-page');
}

async function listPage(turn: Turn, ticket: ReconcileTicket, parts: ReconcileParts): Promise<boolean> {
  const { cursor, since, pageSize: limit } = ticket;
  const page = await readPage(turn, { cursor, since, limit });
  const [first, ...others] = piecesOf(page);
  let compared = await comparedOf(turn, first, parts);
  for (const piece of others) {
    turn.signal.throwIfAborted();
    await ticket.keep(compared, { cursor, isLast: false });
    compared = await comparedOf(turn, piece, parts);
  }
  return ticket.keep(compared, page);
}

async function comparedOf(turn: Turn, piece: Piece, parts: ReconcileParts): Promise<Compared[]> {
  const versions = await versionsOf(turn, piece);
  const compared = await Promise.all([
    ...piece.ids.map((id, index) => compare(turn, id, versions[index], parts)),
    ...piece.deleted.map((id) => goneOf(turn, id, parts)),
  ]);
  return compared.filter((one) => one !== undefined);
}

async function compare(
  turn: Turn,
  raw: string,
  version: string | number | undefined,
  { hub }: ReconcileParts,
): Promise<Compared | undefined> {
  const externalId = await canonicalOf(turn, raw);
  if (externalId === undefined) return undefined;
  const linked = await linkedAs(turn, externalId, hub);
  return {
    externalId,
    kind: kindOf(linked, version),
    version: version === undefined ? null : String(version),
  };
}

/** What the list says is gone, where a live link says otherwise. */
async function goneOf(turn: Turn, raw: string, { hub }: ReconcileParts): Promise<Compared | undefined> {
  const externalId = await canonicalOf(turn, raw);
  const linked = externalId === undefined ? null : await linkedAs(turn, externalId, hub);
  if (externalId === undefined || linked?.link.state !== 'live') return undefined;
  return { externalId, kind: 'gone', version: null };
}

async function canonicalOf({ view, request }: Turn, raw: string): Promise<string | undefined> {
  return (await canonicalIn(view.connector, request.type, raw)).id;
}

function linkedAs({ view, request }: Turn, externalId: string, hub: Hub): Promise<LinkedRecord | null> {
  return hub.linked({ connection: view.number, type: request.type, externalId });
}

/** Without a version on both sides nobody can say whether a record changed. */
function kindOf(linked: LinkedRecord | null, version: string | number | undefined): ReconcileKind {
  if (!linked) return 'missing';
  const { state, remoteVersion } = linked.link;
  if (state === 'source-deleted') return 'changed';
  if (version === undefined || remoteVersion === null) return 'unknown';
  return compareVersions(version, remoteVersion) === 0 ? 'same' : 'changed';
}
