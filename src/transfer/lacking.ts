import { BadConfig, type Direction, type RecordType, type ScopeAction } from '@hookyard/sdk';

import type { Draft, VerdictRow } from '../flow/index.js';
import { needName } from '../hub/index.js';

import type { LackingParts } from './link-parts.js';
import type { MissingLink } from './references.js';
import type { StoryEnd } from './story.js';
import { ancestorsOf } from './tree-reads.js';
import type { Turn } from './turn.js';

/** A record that names thousands fetches them in rounds. */
const MOST_FETCHED = 200;

/**
 * How a turn ends whose record names others that are not linked yet (S5.7): those to be fetched become its children,
 * for the others it waits, one after another.
 */
export async function endLacking(
  turn: Turn,
  missing: readonly MissingLink[],
  parts: LackingParts,
): Promise<StoryEnd> {
  const fetched = new Set(turn.remembered.fetched);
  const toFetch = missing.filter(({ ask, name }) => ask.mapping.missing === 'fetch' && !fetched.has(name));
  if (toFetch.length === 0) return waitFor(turn, missing[0] as MissingLink, parts);
  const round = [...new Map(toFetch.map((one) => [one.name, one])).values()].slice(0, MOST_FETCHED);
  const { request } = turn;
  const self = { type: request.type, action: request.action, recordId: request.recordId };
  const line = [self, ...(await ancestorsOf(parts.reads, request.parent))];
  // Above it, under whatever action: it would wait for itself.
  const above = round.find(({ ask, recordId }) =>
    line.some(({ type, recordId: id }) => type === ask.mapping.type && id === recordId),
  );
  if (above) return circle(turn, above);
  const drafts = round.map((one) => fetchDraft(turn, one));
  const { requests, verdicts } = await parts.judge(drafts, line);
  if (requests.length === 0) return refused(turn, round[0] as MissingLink, verdicts);
  const facts = { children: requests.length, fetched: [...fetched, ...round.map(({ name }) => name)] };
  return { outcome: { kind: 'children', then: 'continue', facts }, requests, verdicts };
}

function fetchDraft(turn: Turn, { ask, view, direction, recordId }: MissingLink): Draft {
  const { request } = turn;
  const { type } = ask.mapping;
  const scope =
    direction === 'FROM' ? { scope: `${type}/created`, action: 'CREATED' as const } : scopeOf(type, view);
  return {
    origin: 'prerequisite',
    connection: view.number,
    direction,
    mode: view.mode,
    type,
    ...scope,
    recordId,
    ...(request.hook === null ? {} : { hook: request.hook }),
    element: request.element,
    root: turn.root,
    parent: request.seq,
    depth: request.depth + 1,
    tier: request.tier,
  };
}

/** The first scope by which records of the type come in, before all others one that is on and reads them by id. */
function scopeOf(
  type: RecordType,
  { scopes, name }: MissingLink['view'],
): { readonly scope: string; readonly action: ScopeAction } {
  const changes = [...scopes.TO.values()].filter(
    (scope) => scope.type === type && (scope.action === 'CREATED' || scope.action === 'UPDATED'),
  );
  const scope = changes.find(({ isEnabled, source }) => isEnabled && source !== 'payload') ?? changes[0];
  if (scope) return { scope: scope.name, action: scope.action };
  throw new BadConfig(`${name}: no scope brings ${type}, which a link is to fetch`, `scope ${type} UPDATED`);
}

/** The gate took none of them: what it said is said here too, and a person decides. */
function refused(turn: Turn, { name }: MissingLink, verdicts: readonly VerdictRow[]): StoryEnd {
  const why = verdicts[0]?.ruling;
  const facts = { needs: name, ...(why ? { refused: why.verdict, rule: why.rule } : {}) };
  return { ...parked(turn, `cannot-fetch ${name}`, facts), verdicts };
}

async function waitFor(turn: Turn, missing: MissingLink, parts: LackingParts): Promise<StoryEnd> {
  const { name, need, view } = missing;
  const own = ownNeed(turn, missing.direction);
  const now = turn.now();
  const { waits } = turn.remembered;
  const since = waits?.for === name ? waits.since : now;
  if (now - since >= parts.linkWaitMs) {
    const waited = new Date(since).toISOString();
    return parked(turn, `needs ${name}`, {
      needs: name,
      system: view.name,
      waitedSince: waited,
      waits: null,
    });
  }
  if (own === need || (await isAbove(turn, missing, parts)) || (await parts.isCircle(own, need)))
    return circle(turn, missing);
  const until = since + parts.linkWaitMs;
  return {
    outcome: {
      kind: 'held',
      code: `needs ${name}`,
      reason: `waits until ${name} is linked in ${view.name}, at most until ${new Date(until).toISOString()}`,
      facts: { waits: { for: name, since } },
      wait: { need, own, until },
    },
  };
}

/** Something above it in its tree waits for it, and would be waited for by it. */
async function isAbove(turn: Turn, missing: MissingLink, { reads }: LackingParts): Promise<boolean> {
  if (turn.request.parent === null) return false;
  const line = await ancestorsOf(reads, turn.request.parent);
  return line.some(
    ({ type, recordId }) => type === missing.ask.mapping.type && recordId === missing.recordId,
  );
}

function ownNeed({ request, view }: Turn, direction: Direction): string {
  return needName(
    direction === 'TO'
      ? { connection: view.number, type: request.type, externalId: request.recordId }
      : { connection: view.number, record: Number(request.recordId) },
  );
}

/** Two that wait for each other wait for ever: it is said at once, of the one that closes the circle. */
function circle(turn: Turn, { name, view }: MissingLink): StoryEnd {
  return parked(turn, 'needs-circle', { needs: name, system: view.name, waits: null });
}

/** A payload cannot be read again: what comes behind it waits with it. */
function parked(turn: Turn, reason: string, facts: Readonly<Record<string, string | null>>): StoryEnd {
  const lane = turn.payload === undefined ? 'skip' : 'block';
  return { outcome: { kind: 'parked', reason, lane, facts } };
}
