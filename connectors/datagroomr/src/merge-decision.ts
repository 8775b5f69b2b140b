import {
  failureOf,
  type ConnectorContext,
  type JsonObject,
  type PrerequisiteAnswer,
  type PrerequisiteRequest,
} from '@hookyard/sdk';

import { HANDLER_DEADLINE_MS } from './assumptions.js';
import type { DataGroomrSettings } from './presets.js';

export type Context = ConnectorContext<DataGroomrSettings, 'webhook' | 'apiKey' | 'mergeToken'>;

/** What a handler is asked. */
interface AskedMerge {
  readonly asked?: boolean;
  readonly object?: string;
  readonly master?: string;
  readonly merged?: readonly string[];
}

/** One result in the form of an Apex handler. */
interface MergeResult {
  readonly success?: boolean;
  readonly errors?: readonly { readonly message?: string }[];
}

const SALESFORCE_ID = /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/;
/** Kept for a day: longer than any request runs. */
const REMEMBERED_MS = 86_400_000;
/** What is left of the deadline for our own answer. */
const ANSWER_MS = 500;
const EVERY_ERROR = [400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503, 504];

/**
 * Decides a merge that DataGroomr asks for, and has it carried out: refused by our own rules, or done by the service.
 * Its asker believes that nothing was merged when it hears nothing in time: no call is begun late, or a second time.
 */
export async function decideMerge(
  request: PrerequisiteRequest,
  ctx: Context,
): Promise<PrerequisiteAnswer<never> | void> {
  const merge = (request.payload ?? {}) as AskedMerge;
  if (request.direction !== 'TO' || merge.asked !== true) return;
  const why =
    refusal(merge, ctx.settings) ?? (await notBegun(request, ctx)) ?? (await carryOut(merge, request, ctx));
  return why === undefined ? { children: [], then: 'continue' } : { children: [], unresolved: why };
}

/** Our own rules. */
function refusal(
  { object, master, merged = [] }: AskedMerge,
  settings: DataGroomrSettings,
): string | undefined {
  const { mergeObjects, mostMerged, mergeUrl } = settings;
  if (!mergeObjects.some((allowed) => allowed === object))
    return `merges of ${object ?? 'no object'} are not let through`;
  if (master === undefined || ![master, ...merged].every((id) => SALESFORCE_ID.test(id)))
    return 'a record is named by something that is no Salesforce id';
  if (merged.length === 0) return 'it names no record to merge';
  if (merged.includes(master)) return 'the master is among the records to merge into it';
  if (merged.length > mostMerged) return `at most ${mostMerged} records are merged at once`;
  return mergeUrl === undefined ? 'no service carries merges out: set mergeUrl' : undefined;
}

async function notBegun(
  { id, externalId, ageMs }: PrerequisiteRequest,
  { state }: Context,
): Promise<string | undefined> {
  if (HANDLER_DEADLINE_MS - ageMs <= ANSWER_MS) return 'nobody waits for it any longer: it was not begun';
  const key = `merge:${externalId.slice(0, 150)}`;
  if ((await state.get(key)) === id)
    return 'it was begun before and broke off: whether it was merged is not known';
  await state.set(key, id, { ttlMs: REMEMBERED_MS });
  return undefined;
}

async function carryOut(
  merge: AskedMerge,
  { ageMs }: PrerequisiteRequest,
  ctx: Context,
): Promise<string | undefined> {
  const { mergeUrl = '', mergeAuth } = ctx.settings;
  try {
    const answer = await ctx.http.post(mergeUrl, {
      json: { request: [apexRequest(merge)] },
      timeoutMs: HANDLER_DEADLINE_MS - ageMs - ANSWER_MS,
      accept: EVERY_ERROR,
      headers: mergeAuth === 'bearer' ? { authorization: `Bearer ${ctx.secret('mergeToken')}` } : {},
    });
    if (answer.status >= 400) return `the merge service answered ${answer.status}`;
    return whyNot(answer.json<readonly MergeResult[]>());
  } catch (error) {
    const failure = failureOf(error);
    if (!failure || failure.failure === 'BadConfig') throw error;
    // Its address is nothing that DataGroomr should hear.
    ctx.log.warn(`the merge service: ${failure.message}`);
    return 'the merge service gave no answer that can be read';
  }
}

function apexRequest({ object = '', master = '', merged = [] }: AskedMerge): JsonObject {
  return {
    masterRecord: { attributes: { type: object }, Id: master },
    recordToMergeIds: merged,
    AdditionalInformationMap: {},
  };
}

function whyNot(results: readonly MergeResult[]): string | undefined {
  if (!Array.isArray(results) || results.length !== 1)
    return 'the merge service answered no list of one result';
  const [result] = results as [MergeResult];
  return result.success === true
    ? undefined
    : (result.errors?.[0]?.message ?? 'the merge service refused it');
}
