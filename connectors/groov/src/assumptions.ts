import { RetryLater, type Json, type JsonObject } from '@hookyard/sdk';

/**
 * What Groov's public material does not say, each under its number in the list of assumptions (GR-A…). Whoever has an
 * account and sees it otherwise changes it here, and the fake with it. GR-A2, no signature: the secret lies in the path,
 * and an account is read only while its consent is active (`consent.ts`). GR-A6, GR-A7 (errors, order, repeats) need
 * nothing.
 */

/** GR-A4, GR-A5: paths behind `/api/v1`. */
export const paths = {
  consent: '/auth/consent/status',
  endpoints: '/webhooks',
  endpoint: (id: string): string => `/webhooks/${encodeURIComponent(id)}`,
  data: (resource: string): string => `/${resource}`,
} as const;

/** GR-A1: the name of the event. */
export const eventType = 'type ? type : event ? event : eventType';

/** GR-A1: the account, in any of the spellings of the models, in `data` or beside it. */
export const account = `
  (
    $all := $merge([$, $type(data) = "object" ? data : {}]);
    $all.ledgerAccountId ? $all.ledgerAccountId
      : $all.ledgerAccountid ? $all.ledgerAccountid
      : $all.ledgeraccount_id ? $all.ledgeraccount_id
      : $all.ledger_id
  )
`;

/** GR-A3: a thin hook without an id and a time of its own is no repeat of another: each is read anew. */
export const eventId = `
  id ? id : created ? [${eventType}, ${account}, data.partnerSource ? data.partnerSource : data.partner_source, created]
`;

/** GR-A1: the environment of an event, where it says it; the key of the connection has one anyway. */
export const mode = 'livemode = true ? "live" : livemode = false ? "sandbox"';

/** Pages are counted from 0 (V8). */
export const FIRST_PAGE = 0;

/** Spellings of a field in the models, with the one we use. */
const SPELLINGS: Readonly<Record<string, string>> = {
  Id: 'id',
  ledgerAccountid: 'ledgerAccountId',
  ledgeraccount_id: 'ledgerAccountId',
  ledger_id: 'ledgerAccountId',
  partner_source: 'partnerSource',
};

/** An object of any model, under one spelling. */
export function inOneSpelling(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [SPELLINGS[name] ?? name, value]));
}

/** A page of a list. */
export interface DataPage {
  readonly items: readonly JsonObject[];
  readonly isLast: boolean;
}

/** GR-A5: lists are `{object: "list", data}`, or pages as Spring writes them, or bare. */
export function pageOf(answer: Json, size: number): DataPage {
  const page: Json = Array.isArray(answer) ? { data: answer as readonly Json[] } : answer;
  if (!isObject(page)) throw new RetryLater('the answer is no list');
  const rows = page['content'] ?? page['data'] ?? [];
  if (!Array.isArray(rows) || !rows.every(isObject))
    throw new RetryLater('the answer holds no list of objects');
  const { totalPages, number } = page;
  const isLast =
    typeof totalPages === 'number' && typeof number === 'number'
      ? number + 1 >= totalPages
      : rows.length < size;
  return { items: rows.map(inOneSpelling), isLast };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
