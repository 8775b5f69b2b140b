import { BadConfig, type Json, type JsonObject, type ListPage, type RecordHandlers } from '@hookyard/sdk';

import { canonicalId, type Draft, type Origin } from '../flow/index.js';
import type { ScopeView } from '../registry/index.js';

import { handlersOf } from './read-source.js';
import { comeBack, type StoryEnd, type StoryParts } from './story.js';
import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';

/** How the records of a type are walked. */
export interface WalkPlan {
  readonly overlapMs: number;
  readonly pageSize: number;
  /** What the first walk brings: nothing, everything, or what changed since `since`. */
  readonly firstRun: 'skip' | 'backfill' | 'since';
  readonly since: number | null;
}

export interface WalkParts extends Pick<StoryParts, 'judge' | 'hub'> {
  /** The plan of a polled type; undefined where nobody scheduled it. */
  planOf(connection: number, type: string): Promise<WalkPlan | undefined>;
}

/** Where the walks of a type are, kept in the connection's state. */
interface WalkState {
  /** When the last whole walk began; null before the first. */
  readonly since: number | null;
  /** What the last whole walk ended with, for systems that go on from a cursor. */
  readonly token: string | null;
  /** The walk under way. */
  readonly open: OpenWalk | null;
  readonly last: WalkCount | null;
}

interface WalkCount {
  readonly startedAt: number;
  readonly pages: number;
  readonly listed: number;
  readonly queued: number;
}

interface OpenWalk extends WalkCount {
  readonly since: number | null;
  readonly cursor: string | null;
}

const FRESH: WalkState = { since: null, token: null, open: null, last: null };

/** A POLL that no schedule made, a ping of the system for example, brings what is there. */
const UNSCHEDULED: WalkPlan = { overlapMs: 60_000, pageSize: 100, firstRun: 'backfill', since: null };

/**
 * One page of the records of a type, each as a draft through the gate. The place behind the page is in the commit that
 * queues its requests, as what this turn leaves to the next; the next writes it into the connection's state before it
 * asks for more. So whatever ends in between, a page is asked for again at worst, and none is left out.
 */
export async function walkOn(turn: Turn, parts: WalkParts): Promise<StoryEnd> {
  const { view, request, runtime } = turn;
  const key = `hookyard:${request.action.toLowerCase()}:${request.type}`;
  const keep = (state: WalkState): Promise<void> => runtime.state.set(key, state as unknown as Json);
  const left = leftOf(request.result);
  if (left) await keep(left);
  if (left?.open === null) return done(left);
  const known = left ?? (await runtime.state.get<WalkState & JsonObject>(key)) ?? FRESH;
  const plan = (await parts.planOf(view.number, request.type)) ?? UNSCHEDULED;
  if (known.open === null && known.since === null && plan.firstRun === 'skip') {
    await keep({ ...known, since: turn.now() });
    return { outcome: { kind: 'done', facts: { firstRun: 'skip' } } };
  }
  const { next, requests, verdicts } = await takePage(turn, known, plan, parts);
  if (next.open === null && requests.length === 0) {
    await keep(next);
    return { ...done(next), verdicts };
  }
  const { outcome } = comeBack(turn.now(), 'next-page');
  return { outcome: { ...outcome, facts: { walk: next as unknown as Json } }, requests, verdicts };
}

async function takePage(
  turn: Turn,
  known: WalkState,
  plan: WalkPlan,
  parts: WalkParts,
): Promise<Awaited<ReturnType<WalkParts['judge']>> & { readonly next: WalkState }> {
  const open = known.open ?? begin(known, plan, turn.now());
  const page = await readPage(turn, open, plan.pageSize);
  const judged = await parts.judge(await draftsOf(turn, page, parts), []);
  const counted = {
    ...open,
    pages: open.pages + 1,
    listed: open.listed + page.ids.length,
    queued: open.queued + judged.requests.length,
  };
  return { ...judged, next: behind(known, counted, page) };
}

function done({ last }: WalkState): StoryEnd {
  const { pages, listed, queued } = last ?? { pages: 0, listed: 0, queued: 0 };
  return { outcome: { kind: 'done', facts: { pages, listed, queued } } };
}

function begin({ since, token }: WalkState, plan: WalkPlan, now: number): OpenWalk {
  const from = since === null ? firstSince(plan) : Math.max(0, since - plan.overlapMs);
  return { startedAt: now, since: from, cursor: token, pages: 0, listed: 0, queued: 0 };
}

function firstSince({ firstRun, since }: WalkPlan): number | null {
  return firstRun === 'since' ? since : null;
}

function behind(known: WalkState, open: OpenWalk, page: Page): WalkState {
  if (!page.isLast) return { ...known, open: { ...open, cursor: page.cursor } };
  const { startedAt, pages, listed, queued } = open;
  return { since: startedAt, token: page.cursor, open: null, last: { startedAt, pages, listed, queued } };
}

function leftOf(result: string | null): WalkState | undefined {
  if (result === null) return undefined;
  return (JSON.parse(result) as { walk?: WalkState }).walk;
}

interface Page {
  readonly ids: readonly string[];
  readonly items: readonly JsonObject[] | undefined;
  readonly versions: readonly (string | number | undefined)[] | undefined;
  readonly cursor: string | null;
  readonly isLast: boolean;
}

async function readPage(turn: Turn, open: OpenWalk, limit: number): Promise<Page> {
  const handlers: RecordHandlers | undefined = handlersOf(turn);
  const { type, scope } = turn.request;
  if (!handlers?.list) {
    throw new BadConfig(`${turn.view.connector.id} cannot list ${type}`, `list of ${scope}`);
  }
  const ask = {
    limit,
    ...(open.cursor === null ? {} : { cursor: open.cursor }),
    ...(open.since === null ? {} : { since: open.since }),
  };
  const given = await turn.call('read', (ctx) => handlers.list?.(ask, ctx) ?? Promise.resolve(undefined));
  return checkedPage(given as ListPage<JsonObject> | undefined, { type, cursor: open.cursor });
}

function checkedPage(
  given: ListPage<JsonObject> | undefined,
  { type, cursor: before }: { readonly type: string; readonly cursor: string | null },
): Page {
  const what = `list of ${type}`;
  if (typeof given !== 'object' || given === null) throw new BadAnswer(`${what} answered no page`);
  const { items, versions, done: isLast } = given;
  const cursor = given.cursor ?? null;
  if (!isLast && (cursor === null || cursor === before))
    throw new BadAnswer(`${what} says there is more, and gives no new cursor to go on from`);
  const ids = given.ids ?? (items ?? []).map((item) => item['id']);
  const isWhole = items === undefined || items.length === ids.length;
  if (!isWhole || ids.some((id) => typeof id !== 'string' && typeof id !== 'number'))
    throw new BadAnswer(`${what} has records whose id is not said: give ids beside items`);
  return { ids: ids.map(String), items, versions, cursor, isLast: isLast === true };
}

/** Known records are updates, others creates; where the scope takes the record from its event, the item is it. */
async function draftsOf(turn: Turn, page: Page, parts: WalkParts): Promise<Draft[]> {
  const { view, request, runtime } = turn;
  const scopes = spawnedScopes(turn);
  const origin: Origin = request.action === 'POLL' ? 'poll' : 'initialize';
  const links = await Promise.all(page.ids.map((id) => isLinked(turn, id, parts)));
  return Promise.all(
    page.ids.map(async (recordId, index) => {
      const scope = links[index] ? scopes.updated : scopes.created;
      const item = page.items?.[index];
      const version =
        page.versions?.[index] ?? (item && (await runtime.versionIn(request.type, item))) ?? undefined;
      return {
        origin,
        connection: view.number,
        direction: 'TO',
        mode: view.mode,
        scope: scope.name,
        recordId,
        ...(item && scope.source !== 'read' ? { payload: item } : {}),
        ...(version === undefined ? {} : { version }),
        root: turn.root,
        element: index,
      } as const;
    }),
  );
}

async function isLinked(turn: Turn, raw: string, { hub }: WalkParts): Promise<boolean> {
  const { view, request } = turn;
  const rules = handlersOf(turn)?.id;
  const { id } = canonicalId(raw, rules ? (text) => rules.normalize(text) : undefined);
  if (id === undefined) return false;
  return (await hub.linked({ connection: view.number, type: request.type, externalId: id })) !== null;
}

/** The scopes of what is found (DOMAIN part 3, rule 6); the switched-on one of a pair where there are several. */
function spawnedScopes({ view, request }: Turn): {
  readonly created: ScopeView;
  readonly updated: ScopeView;
} {
  const ofType = [...view.scopes.TO.values()].filter(({ type }) => type === request.type);
  const find = (action: 'CREATED' | 'UPDATED'): ScopeView => {
    const pair = ofType.filter((scope) => scope.action === action);
    const found = pair.find(({ isEnabled }) => isEnabled) ?? pair[0];
    if (found) return found;
    throw new BadConfig(
      `no scope is declared for ${request.type} ${action}`,
      `scope ${request.type} ${action}`,
    );
  };
  return { created: find('CREATED'), updated: find('UPDATED') };
}

/** Requests for a whole type. */
export function isWalk({ request }: Turn): boolean {
  return request.action === 'POLL' || request.action === 'INITIALIZE';
}
