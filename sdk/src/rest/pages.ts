import type { HttpResponse } from '../context.js';
import type { JsonObject } from '../vocabulary.js';
import { inAnswer, textOf } from './places.js';
import type { RestPages, RestQuery, RestSince, RestTime } from './rest-resource.js';

/** What a page is asked for with. */
export interface PageAsk {
  /** Beside the list's own; given as text where the address of a link says it all. */
  readonly query: RestQuery | string;
  /** How many records it has at most. */
  readonly size: number;
}

/** What the host asks of a list. */
export interface ListAsk {
  readonly cursor?: string;
  readonly limit: number;
  /** The most of a page. */
  readonly most: number;
}

/** How a page is asked for. */
export function pageAsk(pages: RestPages, { cursor, limit, most }: ListAsk): PageAsk {
  const size = Math.min(limit, most);
  switch (pages.kind) {
    case 'link':
      return { query: cursor ?? { [pages.size]: size }, size };
    case 'cursor':
      return { query: { [pages.size]: size, [pages.cursor]: cursor }, size };
    case 'last':
      return { query: { [pages.size]: size, [pages.after]: cursor }, size };
    case 'page':
    case 'offset':
      return placeAsk(pages, cursor, { size, most });
    case 'whole':
      return { query: {}, size: Number.POSITIVE_INFINITY };
  }
}

/** Pages at a place keep the size of the first: one of another size would begin elsewhere. */
function placeAsk(
  pages: Extract<RestPages, { kind: 'page' | 'offset' }>,
  cursor: string | undefined,
  { size: asked, most }: { readonly size: number; readonly most: number },
): PageAsk {
  const [place, kept] = placeIn(cursor, firstOf(pages));
  const size = pages.size === undefined ? most : (kept ?? asked);
  const sized = pages.size === undefined ? {} : { [pages.size]: size };
  return { query: { ...sized, [pages.kind === 'page' ? pages.page : pages.offset]: place }, size };
}

/** A page as it came. */
export interface GivenPage {
  readonly answer: HttpResponse;
  readonly records: readonly JsonObject[];
  readonly ids: readonly string[];
  readonly size: number;
  /** What it was asked for with. */
  readonly cursor: string | undefined;
}

/** What the next page is asked for with; undefined where this was the last. */
export function nextCursor(pages: RestPages, page: GivenPage): string | undefined {
  const { answer, records, ids, size, cursor } = page;
  switch (pages.kind) {
    case 'link':
      return nextQuery(answer.headers['link']);
    case 'cursor':
      return textOf(inAnswer(answer, pages.next));
    case 'last':
      return inAnswer(answer, pages.more) === true ? ids.at(-1) : undefined;
    case 'page':
      return records.length < size ? undefined : `${placeIn(cursor, firstOf(pages))[0] + 1}/${size}`;
    case 'offset':
      return records.length < size ? undefined : `${placeIn(cursor, 0)[0] + records.length}/${size}`;
    case 'whole':
      return undefined;
  }
}

/** The query and headers that ask for changes since a time, in ms since the epoch. */
export function sinceParts(
  given: RestSince | undefined,
  since: number | undefined,
): { readonly query: RestQuery; readonly headers: Readonly<Record<string, string>> } {
  if (given === undefined || since === undefined) return { query: {}, headers: {} };
  const time = written(since, given.as ?? 'rfc3339');
  return given.query === undefined
    ? { query: {}, headers: { [given.header]: time } }
    : { query: { [given.query]: time }, headers: {} };
}

function written(ms: number, as: RestTime): string {
  if (typeof as === 'function') return as(ms);
  if (as === 's') return String(Math.floor(ms / 1000));
  if (as === 'ms') return String(ms);
  return as === 'http' ? new Date(ms).toUTCString() : new Date(ms).toISOString();
}

/** The query of `<https://…?page=2>; rel="next"`; addresses never hold a bare `>`. */
function nextQuery(header: string | undefined): string | undefined {
  for (const [, address = '', parameters = ''] of (header ?? '').matchAll(/<([^<>]*)>([^<]*)/g)) {
    const isNext = /;\s*rel="?next"?\s*(?:[;,]|$)/i.test(parameters);
    const at = address.indexOf('?');
    if (isNext && at >= 0) return address.slice(at + 1);
  }
  return undefined;
}

/** A place and the size its pages have: `3/100`. */
function placeIn(cursor: string | undefined, first: number): readonly [number, number | undefined] {
  const [, place, size] = /^(\d{1,12})\/(\d{1,6})$/.exec(cursor ?? '') ?? [];
  return place === undefined ? [first, undefined] : [Number(place), Number(size)];
}

function firstOf(pages: Extract<RestPages, { kind: 'page' | 'offset' }>): number {
  return pages.kind === 'page' ? (pages.first ?? 1) : 0;
}
