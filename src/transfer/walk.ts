import { BadConfig, type Json, type JsonObject, type ListPage, type RecordHandlers } from '@hookyard/sdk';

import { INITIALIZE_PAUSED, canonicalId, type Draft, type Origin } from '../flow/index.js';
import type { ScopeView } from '../registry/index.js';

import { handlersOf } from './read-source.js';
import { comeBack, ended, type StoryEnd, type StoryParts } from './story.js';
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
  readonly request: number;
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
  const { request, runtime } = turn;
  const key = `hookyard:${request.action.toLowerCase()}:${request.type}`;
  const keep = (state: WalkState): Promise<void> => runtime.state.set(key, state as unknown as Json);
  const left = leftOf(request.result);
  if (left) await keep(left);
  if (left?.open === null) return done(left);
  const control = await controlOf(turn, key);
  if (control && control.state !== 'running') return stopped(control);
  const plan = await planFor(turn, control, parts);
  const known = ownWalk(turn, left ?? (await runtime.state.get<WalkState & JsonObject>(key)) ?? FRESH);
  if (isSkipped(known, plan)) {
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
  const open = known.open ?? begin(turn, known, plan);
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

/** What a person decided about an INITIALIZE, and how it walks. */
type Control = WalkPlan & { readonly state: 'running' | 'paused' | 'cancelled'; readonly request: number };

async function controlOf({ request, runtime }: Turn, key: string): Promise<Control | undefined> {
  if (request.action !== 'INITIALIZE') return undefined;
  const control = await runtime.state.get<Pick<Control, 'state' | 'pageSize' | 'request'> & JsonObject>(
    `${key}:control`,
  );
  // 0: its number is not written yet. Another's: an earlier walk was decided about.
  if (!control || (control.request !== 0 && control.request !== request.seq)) return undefined;
  return { ...UNSCHEDULED, request: control.request, state: control.state, pageSize: control.pageSize };
}

function stopped({ state }: Control): StoryEnd {
  if (state === 'cancelled') return ended('skipped', { reason: 'a person cancelled it' });
  return { outcome: { kind: 'held', code: INITIALIZE_PAUSED, reason: 'a person paused it' } };
}

async function planFor(
  { view, request }: Turn,
  control: Control | undefined,
  parts: WalkParts,
): Promise<WalkPlan> {
  if (request.action === 'INITIALIZE') return control ?? UNSCHEDULED;
  return (await parts.planOf(view.number, request.type)) ?? UNSCHEDULED;
}

function isSkipped({ open, since }: WalkState, { firstRun }: WalkPlan): boolean {
  return open === null && since === null && firstRun === 'skip';
}

/** A poll goes on where the one before broke off; who initialises begins at the beginning. */
function ownWalk({ request }: Turn, known: WalkState): WalkState {
  if (request.action === 'POLL' || known.open?.request === request.seq) return known;
  return { ...FRESH, last: known.last };
}

function done({ last }: WalkState): StoryEnd {
  const { pages, listed, queued } = last ?? { pages: 0, listed: 0, queued: 0 };
  return { outcome: { kind: 'done', facts: { pages, listed, queued } } };
}

function begin({ request, startedAt }: Turn, { since, token }: WalkState, plan: WalkPlan): OpenWalk {
  const from = since === null ? firstSince(plan) : Math.max(0, since - plan.overlapMs);
  const none = { pages: 0, listed: 0, queued: 0 };
  return { request: request.seq, startedAt, since: from, cursor: token, ...none };
}

function firstSince({ firstRun, since }: WalkPlan): number | null {
  return firstRun === 'since' ? since : null;
}

function behind(known: WalkState, open: OpenWalk, page: Page): WalkState {
  if (!page.isLast) return { ...known, open: { ...open, cursor: page.cursor } };
  const { since: _since, cursor: _cursor, ...last } = open;
  return { since: open.startedAt, token: page.cursor, open: null, last };
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
