import { BadConfig, type JsonObject, type ListPage, type RecordHandlers } from '@hookyard/sdk';

import { handlersOf } from './read-source.js';
import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';

/** A page of a list, as far as it can be relied on. */
export interface Page {
  readonly ids: readonly string[];
  readonly items: readonly JsonObject[] | undefined;
  readonly versions: readonly (string | number | undefined)[] | undefined;
  readonly deleted: readonly string[];
  readonly cursor: string | null;
  readonly total: number | undefined;
  readonly isLast: boolean;
}

/** Some records of a page; `from`: how many of it come before them. */
export interface Piece extends Pick<Page, 'ids' | 'items' | 'versions' | 'deleted'> {
  readonly from: number;
}

/** As many records are looked up, judged and committed in one go. */
const PIECE = 500;

/** A system may list more than it was asked for: no turn of the loop is for all of it. A page without records is one piece. */
export function piecesOf({ ids, items, versions, deleted }: Page): readonly [Piece, ...Piece[]] {
  const pieceAt = (from: number): Piece => {
    const to = from + PIECE;
    const ofDeleted = (at: number): number => Math.max(0, at - ids.length);
    return {
      from,
      ids: ids.slice(from, to),
      items: items?.slice(from, to),
      versions: versions?.slice(from, to),
      deleted: deleted.slice(ofDeleted(from), ofDeleted(to)),
    };
  };
  const more = Math.ceil((ids.length + deleted.length) / PIECE) - 1;
  return [
    pieceAt(0),
    ...Array.from({ length: Math.max(0, more) }, (_, index) => pieceAt((index + 1) * PIECE)),
  ];
}

export interface PageAsk {
  readonly cursor: string | null;
  readonly since: number | null;
  readonly limit: number;
}

/** The records' versions, in the order of their ids: as the list says them, else where the connector says they lie. */
export function versionsOf(
  { request, runtime }: Turn,
  { ids, items, versions }: Pick<Page, 'ids' | 'items' | 'versions'>,
): Promise<(string | number | undefined)[]> {
  return Promise.all(
    ids.map(async (_id, index) => {
      const item = items?.[index];
      return versions?.[index] ?? (item && (await runtime.versionIn(request.type, item))) ?? undefined;
    }),
  );
}

/** Asks the connector for one page of the request's type. */
export async function readPage(turn: Turn, { cursor, since, limit }: PageAsk): Promise<Page> {
  const handlers: RecordHandlers | undefined = handlersOf(turn);
  const { type, scope } = turn.request;
  if (!handlers?.list) {
    throw new BadConfig(`${turn.view.connector.id} cannot list ${type}`, `list of ${scope}`);
  }
  const ask = { limit, ...(cursor === null ? {} : { cursor }), ...(since === null ? {} : { since }) };
  const given = await turn.call('read', (ctx) => handlers.list?.(ask, ctx) ?? Promise.resolve(undefined));
  return checkedPage(given as ListPage<JsonObject> | undefined, { type, cursor });
}

function checkedPage(
  given: ListPage<JsonObject> | undefined,
  { type, cursor: before }: { readonly type: string; readonly cursor: string | null },
): Page {
  const what = `list of ${type}`;
  if (typeof given !== 'object' || given === null) throw new BadAnswer(`${what} answered no page`);
  const { items, versions, done: isLast } = given;
  const cursor = given.cursor ?? null;
  if (!isLast && (cursor === null || cursor === before))
    throw new BadAnswer(`${what} says there is more, and gives no new cursor to go on from`);
  const ids = idsOf(given, what);
  const deleted = deletedOf(given, what);
  return { ids, items, versions, deleted, cursor, total: totalOf(given), isLast: isLast === true };
}

function idsOf({ ids: named, items }: ListPage<JsonObject>, what: string): string[] {
  const ids = named ?? (items ?? []).map((item) => item['id']);
  const isWhole = items === undefined || items.length === ids.length;
  if (!isWhole || !ids.every(isId))
    throw new BadAnswer(`${what} has records whose id is not said: give ids beside items`);
  return ids.map(String);
}

function deletedOf({ deleted = [] }: ListPage<JsonObject>, what: string): string[] {
  if (!Array.isArray(deleted) || !deleted.every(isId))
    throw new BadAnswer(`${what} names deleted records other than by a list of their ids`);
  return deleted.map(String);
}

function isId(id: unknown): id is string | number {
  return typeof id === 'string' || typeof id === 'number';
}

/** Only an estimate is made of it: a strange one is no failure. */
function totalOf({ total }: ListPage<JsonObject>): number | undefined {
  return typeof total === 'number' && total >= 0 ? total : undefined;
}
