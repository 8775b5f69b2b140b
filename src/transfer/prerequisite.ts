import {
  BadConfig,
  SCOPE_ACTIONS,
  type ChildRequest,
  type Direction,
  type PrerequisiteAnswer,
  type PrerequisiteRequest,
} from '@hookyard/sdk';
import { z } from 'zod';

import type { Draft, VerdictRow } from '../flow/index.js';
import type { Hub } from '../hub/index.js';

import type { JudgeDrafts } from './judge-drafts.js';
import { ended, type StoryEnd } from './story.js';
import { guardOf } from './to-hub-delete.js';
import { ancestorsOf, headersOf, type AncestorName, type LedgerReads } from './tree-reads.js';
import { BadAnswer } from './turn-failures.js';
import { hintsOf, type Turn } from './turn.js';

/** 10,000 children are one hook's worth of order lines; more are a loop. */
const MOST_CHILDREN = 10_000;

export interface PrerequisiteParts {
  readonly judge: JudgeDrafts;
  readonly reads: LedgerReads;
  readonly hub: Pick<Hub, 'view'>;
}

const childSchema = z.object({
  type: z.string().min(1),
  action: z.enum(Object.keys(SCOPE_ACTIONS)),
  externalId: z.union([z.string(), z.number()]).transform(String).optional(),
  scope: z.string().optional(),
  direction: z.enum(['TO', 'FROM']).optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
  optional: z.boolean().optional(),
});

const answerSchema = z.object({
  children: z.array(childSchema).max(MOST_CHILDREN).default([]),
  then: z.enum(['done', 'continue']).optional(),
  unresolved: z.string().optional(),
});

/** What a prerequisite decided: the request ends here or waits, or it goes on with what was noted on the way. */
export type Prepared =
  | { readonly kind: 'ends'; readonly end: StoryEnd }
  | { readonly kind: 'goes-on'; readonly verdicts: readonly VerdictRow[] };

const GOES_ON: Prepared = { kind: 'goes-on', verdicts: [] };

/** Asks the connector whether the request is ready, or stands for others (DOMAIN part 3, rule 3). */
export async function prepare(turn: Turn, direction: Direction, parts: PrerequisiteParts): Promise<Prepared> {
  const { definition } = turn.view.connector;
  if (!definition.handlePrerequisite || turn.remembered.isResumed || isSwitchedOff(turn, direction))
    return GOES_ON;
  if (turn.request.hook !== null) turn.headers = await headersOf(parts.reads, turn.request.hook);
  const request = Object.assign(hintsOf(turn), { direction, ...(await hubRecordOf(turn, direction, parts)) });
  const given: unknown = await turn.call('prerequisite', (ctx) =>
    definition.handlePrerequisite?.(request, ctx),
  );
  if (given === undefined || given === null) return GOES_ON;
  const answer = checkedAnswer(given);
  if (standsForOthers(answer)) needsCollection(turn, direction);
  if (answer.children.length === 0) return withoutChildren(answer);
  const drafts = answer.children.map((child) => draftOf(child, direction, turn));
  const judged = await parts.judge(drafts, await lineOf(turn, parts));
  return withChildren(answer, judged);
}

/** What an order needs before it is in the order: a connector that pushes it first has to see the record. */
async function hubRecordOf(
  { request, view }: Turn,
  direction: Direction,
  { hub }: PrerequisiteParts,
): Promise<Pick<PrerequisiteRequest, 'record'>> {
  if (direction === 'TO') return {};
  const id = Number(request.recordId);
  const seen = Number.isSafeInteger(id) ? await hub.view(id, view.number) : null;
  const isOwn = seen?.record.tenant === view.tenant && seen.record.mode === view.mode;
  return isOwn ? { record: seen.record.data } : {};
}

/** A delete whose guard is off: nothing is to be done for it, so nothing is prepared. */
function isSwitchedOff(turn: Turn, direction: Direction): boolean {
  return direction === 'TO' && turn.request.action === 'DELETED' && guardOf(turn) === 'off';
}

/** The request itself brings nothing over: it is of a control type, as a generic hook's message is. */
function standsForOthers({ children, then, unresolved }: PrerequisiteAnswer): boolean {
  return then !== 'continue' || (children.length === 0 && unresolved !== undefined);
}

/**
 * A control type needs a mapping collection as every type does, though nothing of it is mapped (DOMAIN part 3, rule 4):
 * its hooks wait for one, all under one code, instead of ending one by one.
 */
function needsCollection({ view, request }: Turn, direction: Direction): void {
  const { type } = request;
  const isThere = view.collections.some(
    ({ definition }) => definition.type === type && definition.direction === direction,
  );
  if (isThere) return;
  throw new BadConfig(
    `${view.name}: no mapping collection for the control type ${type} ${direction}; ` +
      'add one (POST /v1/mapping-collections), it may be without mappings',
    `no-mapping ${type} ${direction}`,
  );
}

function withoutChildren({ unresolved, then }: PrerequisiteAnswer): Prepared {
  if (unresolved !== undefined)
    return { kind: 'ends', end: ended('unresolved', { reason: unresolved.slice(0, 500) }) };
  if (then === 'continue') return GOES_ON;
  return { kind: 'ends', end: { outcome: { kind: 'done', facts: { children: 0 } } } };
}

/** Children that became a verdict count as over: with none left the parent goes on, or is done, at once. */
function withChildren(
  { then = 'done' }: PrerequisiteAnswer,
  judged: Awaited<ReturnType<JudgeDrafts>>,
): Prepared {
  const { requests, verdicts } = judged;
  const facts = { children: requests.length, refused: verdicts.length };
  if (requests.length > 0) {
    return { kind: 'ends', end: { outcome: { kind: 'children', then, facts }, requests, verdicts } };
  }
  if (then === 'continue') return { kind: 'goes-on', verdicts };
  return { kind: 'ends', end: { outcome: { kind: 'done', facts }, verdicts } };
}

function draftOf(child: ChildRequest, direction: Direction, turn: Turn): Draft {
  const { request, view, runtime } = turn;
  const { type, action } = child;
  const towards = child.direction ?? direction;
  const own = towards === 'FROM' ? `${type}/${action.toLowerCase()}` : undefined;
  return {
    origin: 'prerequisite',
    connection: view.number,
    direction: towards,
    mode: view.mode,
    scope: child.scope ?? own ?? runtime.scopeFor(type, action),
    type,
    action,
    recordId: child.externalId ?? request.recordId,
    ...(child.payload === undefined ? {} : { payload: child.payload }),
    ...(request.hook === null ? {} : { hook: request.hook }),
    element: request.element,
    root: turn.root,
    parent: request.seq,
    depth: request.depth + 1,
    isOptional: child.optional ?? false,
    tier: request.tier,
  };
}

async function lineOf({ request }: Turn, parts: PrerequisiteParts): Promise<AncestorName[]> {
  const self = { type: request.type, action: request.action, recordId: request.recordId };
  return [self, ...(await ancestorsOf(parts.reads, request.parent))];
}

function checkedAnswer(given: unknown): PrerequisiteAnswer {
  const checked = answerSchema.safeParse(given);
  if (checked.success) return checked.data as PrerequisiteAnswer;
  const problems = checked.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new BadAnswer(`handlePrerequisite: ${problems.join('; ')}`);
}
