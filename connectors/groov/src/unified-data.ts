import type { HttpResponse, ListPage, JsonObject, RecordHandlers, RecordType } from '@hookyard/sdk';

import { FIRST_PAGE, pageOf, paths } from './assumptions.js';
import { call, changeList, listAt, type Context } from './calls.js';
import { accountOf, isActive } from './consent.js';
import type { Resource } from './presets.js';

/** What the data of a resource is in the hub. */
export const TYPES = {
  payments: 'x:GROOV_PAYMENT',
  transactions: 'x:GROOV_TRANSACTION',
  settlements: 'x:GROOV_SETTLEMENT',
  disputes: 'x:GROOV_DISPUTE',
  customers: 'CUSTOMER',
} as const satisfies Record<Resource, RecordType>;

/** All accounts whose first load was heard of. */
export const KNOWN = 'accounts';

/** Accounts that are to be read; all that are known, where none is. */
export function dueKey(resource: Resource): string {
  return `due:${resource}`;
}

/** Where a walk is: the accounts it has still to read, the first of them from this page on. */
interface Place {
  readonly accounts: readonly string[];
  readonly page: number;
  /** Its pages are all queued. */
  readonly finished?: string;
}

const FORBIDDEN = [403, 404];

/** Data of a kind, of one account after the other, in pages. A place is kept only behind what is queued. */
export function dataOf(resource: Resource): RecordHandlers<Context> {
  return {
    list: async ({ cursor, limit }, ctx) => {
      const place = cursor === undefined ? await begin(resource, ctx) : (JSON.parse(cursor) as Place);
      if (place.finished !== undefined) {
        const { finished } = place;
        await changeList(ctx, dueKey(resource), (due) => due.filter((id) => id !== finished));
      }
      return pageAt(resource, place, { limit, ctx });
    },
  };
}

async function begin(resource: Resource, ctx: Context): Promise<Place> {
  const due = await listAt(ctx, dueKey(resource));
  return { accounts: due.length > 0 ? due : await listAt(ctx, KNOWN), page: FIRST_PAGE };
}

async function pageAt(
  resource: Resource,
  { accounts, page }: Place,
  { limit, ctx }: { readonly limit: number; readonly ctx: Context },
): Promise<ListPage<JsonObject>> {
  const [ledgerAccountId, ...others] = accounts;
  if (ledgerAccountId === undefined) return { items: [], ids: [], done: true };
  const next = behind({ accounts: others, page: FIRST_PAGE, finished: ledgerAccountId });
  if (page === FIRST_PAGE && !isActive(await accountOf(ledgerAccountId, ctx)))
    return leftOut(ledgerAccountId, next, ctx);
  const answer = await read(resource, { ledgerAccountId, page, size: limit }, ctx);
  // Its customer may have revoked the consent between two pages: what was read stays, the others go on.
  if (FORBIDDEN.includes(answer.status)) return leftOut(ledgerAccountId, next, ctx);
  const { items, isLast } = pageOf(answer.json(), limit);
  const named = items.filter(({ id }) => typeof id === 'string' || typeof id === 'number');
  if (named.length < items.length)
    ctx.log.warn(`${items.length - named.length} ${resource} have no id and are left out`);
  return {
    items: named,
    ids: named.map(({ id }) => (typeof id === 'string' ? id : JSON.stringify(id))),
    ...(isLast ? next : behind({ accounts, page: page + 1 })),
  };
}

function read(
  resource: Resource,
  query: { readonly ledgerAccountId: string; readonly page: number; readonly size: number },
  ctx: Context,
): Promise<HttpResponse> {
  return call(ctx, { url: paths.data(resource), query, accept: FORBIDDEN });
}

function leftOut(account: string, next: ReturnType<typeof behind>, { log }: Context): ListPage<JsonObject> {
  log.warn(`account ${account} is not read any further: its consent is not active`);
  return { items: [], ids: [], ...next };
}

function behind(place: Place): { readonly cursor: string; readonly done: false } {
  return { cursor: JSON.stringify(place), done: false };
}
