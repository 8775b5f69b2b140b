import { HostError } from '../errors/index.js';
import type { Page, PageAsk } from '../registry/index.js';
import type { PageBody, PageQuery } from './page.dto.js';

/** A page of the configuration, oldest first. */
export function pageAsk({ limit, cursor }: PageQuery): PageAsk {
  return { after: cursor === undefined ? 0 : numberOfCursor(cursor), limit };
}

export function pageBody<Item, Body>(page: Page<Item>, show: (item: Item) => Body): PageBody<Body> {
  return { items: page.items.map(show), next: page.next === null ? null : numberCursor(page.next) };
}

/** A list that is short by nature. */
export function wholeList<Body>(items: readonly Body[]): PageBody<Body> {
  return { items, next: null };
}

/** The cursor behind a page of hot rows, from up to one row more than was asked for. */
export function nextId(
  rows: readonly { readonly seq: number }[],
  limit: number,
  id: (seq: number) => string,
): string | null {
  const last = rows.at(limit - 1);
  return rows.length > limit && last ? id(last.seq) : null;
}

/** A cursor for rows without a public id; it says where to go on and nothing else. */
export function numberCursor(number: number): string {
  return number.toString(36);
}

export function numberOfCursor(cursor: string): number {
  const number = /^[0-9a-z]{1,10}$/.test(cursor) ? Number.parseInt(cursor, 36) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw strangeCursor();
  return number;
}

export function strangeCursor(): HostError {
  return new HostError('VALIDATION_FAILED', {
    errors: [{ field: 'cursor', message: 'is no cursor of this list; take the `next` of the page before' }],
  });
}
