import { BadConfig, type Json, type JsonObject } from '@hookyard/sdk';

import { INITIALIZE_PAUSED, TIERS, type Draft, type Origin } from '../flow/index.js';
import { canonicalIn, type ScopeView } from '../registry/index.js';

import { piecesOf, readPage, versionsOf, type Page, type Piece } from './walk-page.js';
import { reconcileIn, reconcileOn, type ReconcileBook } from './walk-reconcile.js';
import { comeBack, ended, type StoryEnd, type StoryParts } from './story.js';
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
  readonly reconciles: ReconcileBook;
  /** Queues what was found before its page is behind: asked for again, it is found again. */
  enqueue(found: Awaited<ReturnType<StoryParts['judge']>>): Promise<void>;
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
  /** Of the whole list, where the system says it. */
  readonly total?: number;
  /** When so many had been listed, oldest first. */
  readonly marks?: readonly Mark[];
  /** The first walk of a polled type: what it finds is no news, and waits behind what is. */
  readonly isFirst?: boolean;
}

interface Mark {
  readonly at: number;
  readonly listed: number;
}

interface OpenWalk extends WalkCount {
  readonly since: number | null;
  readonly cursor: string | null;
}

const FRESH: WalkState = { since: null, token: null, open: null, last: null };

/** The rate of a walk is that of its last two minutes: what a quota or a slow hour did before is over. */
const MARKS_APART_MS = 5_000;
const MOST_MARKS = 24;

/** A POLL that no schedule made, a ping of the system for example, brings what is there. */
const UNSCHEDULED: WalkPlan = { overlapMs: 60_000, pageSize: 100, firstRun: 'backfill', since: null };

/**
 * One page of the records of a type, each as a draft through the gate. The place behind the page is in the commit that
 * queues its requests, as what this turn leaves to the next; the next writes it into the connection's state before it
 * asks for more. So whatever ends in between, a page is asked for again at worst, and none is left out.
 */
export async function walkOn(turn: Turn, parts: WalkParts): Promise<StoryEnd> {
  const reconcile = reconcileIn(turn);
  if (reconcile !== undefined) return reconcileOn(turn, reconcile, parts);
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
  const page = await readPage(turn, { ...open, limit: plan.pageSize });
  const [first, ...others] = piecesOf(page);
  let judged = await judgedOf(turn, first, { open, parts });
  let queued = judged.requests.length;
  for (const piece of others) {
    turn.signal.throwIfAborted();
    await parts.enqueue(judged);
    judged = await judgedOf(turn, piece, { open, parts });
    queued += judged.requests.length;
  }
  const listed = open.listed + page.ids.length;
  const total = page.total ?? open.total;
  const counted = {
    ...open,
    pages: open.pages + 1,
    listed,
    queued: open.queued + queued,
    ...(total === undefined ? {} : { total }),
    marks: markedAt(open.marks ?? [], { at: turn.now(), listed }),
  };
  return { ...judged, next: behind(known, counted, page) };
}

async function judgedOf(
  turn: Turn,
  piece: Piece,
  { open, parts }: { readonly open: OpenWalk; readonly parts: WalkParts },
): ReturnType<WalkParts['judge']> {
  const drafts = [...(await draftsOf(turn, piece, parts)), ...deletesOf(turn, piece)];
  return parts.judge(open.isFirst ? drafts.map((draft) => ({ ...draft, tier: TIERS.bulk })) : drafts, []);
}

function markedAt(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const last = marks.at(-1);
  if (last && mark.at - last.at < MARKS_APART_MS) return marks;
  return [...marks, mark].slice(-MOST_MARKS);
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
  const { pages, listed, queued, isFirst = false } = last ?? { pages: 0, listed: 0, queued: 0 };
  const facts = { pages, listed, queued, ...(isFirst ? { isFirst } : {}) };
  return { outcome: { kind: 'done', facts } };
}

function begin({ request, startedAt }: Turn, { since, token }: WalkState, plan: WalkPlan): OpenWalk {
  const from = since === null ? firstSince(plan) : Math.max(0, since - plan.overlapMs);
  const none = { pages: 0, listed: 0, queued: 0, marks: [{ at: startedAt, listed: 0 }] };
  const isFirst = request.action === 'POLL' && since === null;
  return { request: request.seq, startedAt, since: from, cursor: token, isFirst, ...none };
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

/** Known records are updates, others creates; where the scope takes the record from its event, the item is it. */
async function draftsOf(turn: Turn, piece: Piece, parts: WalkParts): Promise<Draft[]> {
  const scopes = { created: scopeOf(turn, 'CREATED'), updated: scopeOf(turn, 'UPDATED') };
  const links = await Promise.all(piece.ids.map((id) => isLinked(turn, id, parts)));
  const versions = await versionsOf(turn, piece);
  return piece.ids.map((recordId, index) => {
    const scope = links[index] ? scopes.updated : scopes.created;
    const item = piece.items?.[index];
    const version = versions[index];
    return {
      ...draftOf(turn, scope, { recordId, element: piece.from + index }),
      ...(item && scope.source !== 'read' ? { payload: item } : {}),
      ...(version === undefined ? {} : { version }),
    };
  });
}

/** What the list says is gone; the guard of the type's deletes has the word. */
function deletesOf(turn: Turn, { deleted, ids, from }: Piece): Draft[] {
  if (deleted.length === 0) return [];
  const scope = scopeOf(turn, 'DELETED');
  return deleted.map((recordId, index) =>
    draftOf(turn, scope, { recordId, element: from + ids.length + index }),
  );
}

function draftOf(
  { view, request, root }: Turn,
  { name: scope }: ScopeView,
  place: { readonly recordId: string; readonly element: number },
): Draft {
  const origin: Origin = request.action === 'POLL' ? 'poll' : 'initialize';
  return { origin, connection: view.number, direction: 'TO', mode: view.mode, scope, root, ...place };
}

async function isLinked(turn: Turn, raw: string, { hub }: WalkParts): Promise<boolean> {
  const { view, request } = turn;
  const { id } = await canonicalIn(view.connector, request.type, raw);
  if (id === undefined) return false;
  return (await hub.linked({ connection: view.number, type: request.type, externalId: id })) !== null;
}

/** The scope of what is found (DOMAIN part 3, rule 6); the switched-on one of a pair where there are several. */
function scopeOf({ view, request }: Turn, action: 'CREATED' | 'UPDATED' | 'DELETED'): ScopeView {
  const pair = [...view.scopes.TO.values()].filter(
    (scope) => scope.type === request.type && scope.action === action,
  );
  const found = pair.find(({ isEnabled }) => isEnabled) ?? pair[0];
  if (found) return found;
  throw new BadConfig(
    `no scope is declared for ${request.type} ${action}`,
    `scope ${request.type} ${action}`,
  );
}

/** Requests for a whole type. */
export function isWalk({ request }: Turn): boolean {
  return request.action === 'POLL' || request.action === 'INITIALIZE';
}
