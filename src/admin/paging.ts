import { createHash } from 'node:crypto';

import { HostError } from '../errors/index.js';
import type { Page, PageAsk, PagePlace, PageSort } from '../registry/index.js';
import type { ListQuery, PageBody } from './page.dto.js';

/** How the place where a list goes on is written; undefined for a text that never was one. */
export interface Places<Place> {
  readonly text: (place: Place) => string;
  readonly place: (text: string) => Place | undefined;
}

/** What is asked of a list, with the place its page begins behind, and how it is answered. */
export interface OpenPage<Place, Sort extends string> {
  readonly sort: Sort;
  readonly limit: number;
  readonly behind: Place | undefined;
  answer<Body>(items: readonly Body[], next: Place | null): PageBody<Body>;
}

const MARK_CHARS = 10;

/**
 * A cursor is a place and a mark of what was asked: its list, order and filters. With any other it is refused, for a
 * place in one order is none in another, and pages of two filters are no list.
 */
export function openPage<Place, Sort extends string>(
  query: ListQuery<Sort>,
  places: Places<Place>,
  /** Whose list it is, where its path says that. */
  of = '',
): OpenPage<Place, Sort> {
  const { sort, limit, cursor } = query;
  const mark = markOf(query, of);
  return {
    sort,
    limit,
    behind: cursor === undefined ? undefined : placeIn(cursor, mark, places),
    answer: (items, next) => ({ items, next: next === null ? null : `${places.text(next)}.${mark}` }),
  };
}

function placeIn<Place>(cursor: string, mark: string, places: Places<Place>): Place {
  const [text, given] = cursor.split('.');
  const place = text ? places.place(text) : undefined;
  if (place === undefined || given?.length !== MARK_CHARS) throw strangeCursor();
  if (given !== mark) throw new HostError('CURSOR_MISMATCH');
  return place;
}

function markOf(query: object, of: string): string {
  const asked = Object.entries(query).filter(
    ([name, value]) => name !== 'limit' && name !== 'cursor' && value !== undefined,
  );
  const told = JSON.stringify([query.constructor.name, of, asked.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(told).digest('base64url').slice(0, MARK_CHARS);
}

function strangeCursor(): HostError {
  return new HostError('VALIDATION_FAILED', {
    errors: [{ field: 'cursor', message: 'is no cursor of this list; take the `next` of the page before' }],
  });
}

/** For rows without a public id; it says where to go on and nothing else. */
export const NUMBERS: Places<number> = {
  text: (number) => number.toString(36),
  place: (text) => {
    const number = /^[0-9a-z]{1,11}$/.test(text) ? Number.parseInt(text, 36) : Number.NaN;
    return Number.isSafeInteger(number) ? number : undefined;
  },
};

export const TEXTS: Places<string> = {
  text: (text) => Buffer.from(text).toString('base64url'),
  place: (text) => (/^[\w-]+$/.test(text) ? Buffer.from(text, 'base64url').toString('utf8') : undefined),
};

const ROWS: Places<PagePlace> = {
  text: ({ id, name }) => `${NUMBERS.text(id)}~${TEXTS.text(name)}`,
  place: (text) => {
    const [number = '', name = ''] = text.split('~');
    const id = NUMBERS.place(number);
    return id === undefined ? undefined : { id, name: TEXTS.place(name) ?? '' };
  },
};

/** A page of the configuration. */
export async function configurationPage<Item, Body>(
  query: ListQuery<PageSort>,
  read: (page: PageAsk) => Promise<Page<Item>>,
  show: (item: Item) => Body,
): Promise<PageBody<Body>> {
  const page = openPage(query, ROWS);
  const { items, next } = await read(page);
  return page.answer(items.map(show), next);
}

/** The same of something that a path names. */
export function rowsOf<Sort extends PageSort>(query: ListQuery<Sort>, of: string): OpenPage<PagePlace, Sort> {
  return openPage(query, ROWS, of);
}

/** A page of what is read as a whole: a list that is short by nature. Each order has its key, which no two share. */
export function pageOfWhole<Item, Body, Sort extends string>(
  items: readonly Item[],
  query: ListQuery<Sort>,
  of: {
    readonly by: Readonly<Record<Sort, (item: Item) => string>>;
    readonly show: (item: Item) => Body;
    readonly whose?: string;
  },
): PageBody<Body> {
  const page = openPage(query, TEXTS, of.whose);
  const { sort, limit, behind } = page;
  const keyed = items
    .map((item) => ({ item, key: of.by[sort](item) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .filter(({ key }) => behind === undefined || key > behind);
  const shown = keyed.slice(0, limit);
  const next = keyed.length > limit ? (shown.at(-1)?.key ?? null) : null;
  return page.answer(
    shown.map(({ item }) => of.show(item)),
    next,
  );
}

/** As the stored lists look for a part of a name. */
export function hasInName({ name }: { readonly name: string }, part: string | undefined): boolean {
  return part === undefined || name.toLowerCase().includes(part.toLowerCase());
}

const MOST = Number.MAX_SAFE_INTEGER;
const DIGITS = String(MOST).length;

/** A key by which the greatest number comes first. */
export function greatestFirst(number: number): string {
  return leastFirst(MOST - number);
}

export function leastFirst(number: number): string {
  return String(number).padStart(DIGITS, '0');
}
