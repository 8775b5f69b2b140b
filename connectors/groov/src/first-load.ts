import type { ChildRequest, PrerequisiteAnswer, PrerequisiteRequest } from '@hookyard/sdk';

import { changeList, type Context } from './calls.js';
import { accountOf, isActive } from './consent.js';
import { TYPES, dueKey, KNOWN } from './unified-data.js';

/** A connection remembers this many accounts: 36 characters each, and a value of its state holds 64 KiB. */
const MOST_KNOWN = 1_000;

/** The first load of an account is complete: it is due to be read, which a walk of each kind of data does, in pages. */
export async function readWhenLoaded(
  { type, externalId }: PrerequisiteRequest,
  ctx: Context,
): Promise<PrerequisiteAnswer<never> | void> {
  if (type !== 'MESSAGE') return;
  const account = await accountOf(externalId, ctx);
  if (!isActive(account)) {
    const status = account === null ? 'knows no such account' : `says ${JSON.stringify(account['status'])}`;
    return { children: [], unresolved: `account ${externalId} is not read: Groov ${status}` };
  }
  const added = (list: readonly string[]): readonly string[] =>
    [...list.filter((id) => id !== externalId), externalId].slice(-MOST_KNOWN);
  await changeList(ctx, KNOWN, added);
  for (const resource of ctx.settings.reads) await changeList(ctx, dueKey(resource), added);
  const itself: ChildRequest<never> = { type: 'x:GROOV_ACCOUNT', action: 'UPDATED', externalId };
  const walks = ctx.settings.reads.map((resource): ChildRequest<never> => ({
    type: TYPES[resource],
    action: 'POLL',
    externalId: '*',
  }));
  return { children: [itself, ...walks] };
}
