import { Skip, type Json, type PrerequisiteRequest } from '@hookyard/sdk';

import { profileOf, type Context } from './profile-calls.js';

/** What is remembered of the last call of a profile. */
interface LastCall {
  readonly request: string;
  readonly fields: string;
}

const MOST_REMEMBERED = 20_000;
const MINUTE_MS = 60_000;

/**
 * A call of a campaign's webhook step, before it is transferred: a repeat within the window and a profile that Datatrics
 * does not have end `skipped`. What was listed, not called, has no headers and passes.
 */
export async function checkCall(request: PrerequisiteRequest, ctx: Context): Promise<void> {
  if (request.direction !== 'TO' || Object.keys(request.headers).length === 0) return;
  await skipRepeat(request, ctx);
  await skipUnknown(request, ctx);
}

/** A retry of the request that was remembered is no repeat of it. */
async function skipRepeat(
  { id, externalId, payload }: PrerequisiteRequest,
  { settings, state }: Context,
): Promise<void> {
  if (settings.repeatMinutes === 0) return;
  const key = `call:${externalId.slice(0, 150)}`;
  const fields = sorted(payload).slice(0, MOST_REMEMBERED);
  const last = await state.get<LastCall & { readonly [key: string]: Json }>(key);
  if (last && last.fields === fields && last.request !== id)
    throw new Skip(`the same call came within ${settings.repeatMinutes} minutes (${last.request})`);
  await state.set(key, { request: id, fields }, { ttlMs: settings.repeatMinutes * MINUTE_MS });
}

async function skipUnknown({ externalId }: PrerequisiteRequest, ctx: Context): Promise<void> {
  if (!ctx.settings.knownOnly) return;
  if ((await profileOf(externalId, ctx)) === null)
    throw new Skip(`Datatrics has no profile ${externalId}: only known profiles are taken`);
}

/** The fields as text, whatever their order. */
function sorted(payload: Json | undefined): string {
  if (typeof payload !== 'object' || payload === null) return JSON.stringify(payload ?? null);
  return JSON.stringify(Object.entries(payload).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
