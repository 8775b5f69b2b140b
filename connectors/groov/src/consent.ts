import { failureOf, type Json, type JsonObject } from '@hookyard/sdk';

import { inOneSpelling, pageOf, paths } from './assumptions.js';
import { call, type Context } from './calls.js';

/** Of Active, Revoked, Denied, Inactive, Lost Connection and Not Authorised, the one in which data may be read. */
const ACTIVE = 'Active';

/** A ledger account with its consent at each of its partners; null where Groov knows none. */
export async function accountOf(id: string, ctx: Context): Promise<JsonObject | null> {
  try {
    const answer = await call(ctx, { url: paths.consent, query: { ledgerAccountId: id } });
    return accountIn(id, answer.json());
  } catch (error) {
    if (failureOf(error)?.failure === 'NotFound') return null;
    throw error;
  }
}

/** Whether its data may be read: at one of its partners at least. */
export function isActive(account: JsonObject | null): boolean {
  return account?.['status'] === ACTIVE;
}

function accountIn(id: string, answer: Json): JsonObject {
  const single = (answer as JsonObject | null)?.['status'];
  const rows = single === undefined ? pageOf(answer, 0).items : [inOneSpelling(answer as JsonObject)];
  const partners = rows.map(({ partnerSource = null, status = null }) => ({ partnerSource, status }));
  const active = partners.find(({ status }) => status === ACTIVE);
  return {
    id,
    institutionAccountId: rows[0]?.['institutionAccountId'] ?? null,
    status: (active ?? partners[0])?.status ?? null,
    partners,
  };
}
