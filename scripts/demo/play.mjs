// Sends one hook, follows it until everything that came of it has ended, and says what differs from what was expected.
import { factWithin } from './fact-within.mjs';

const ENDS_WITHIN_MS = 8_000;
const OVER = ['done', 'ended', 'cancelled', 'parked', 'held'];

export async function play(hook, { admin, url, destination }) {
  const known = await newestHook(admin);
  const writesBefore = destination.calls.length;
  const begun = performance.now();
  const answer = await fetch(url, { method: 'POST', headers: hook.headers, body: hook.body });
  const text = await answer.text();
  const newest = await newestHook(admin);
  const seen = newest === known ? await unkept(admin, answer) : await ended(admin, newest, hook.what);
  const tookMs = performance.now() - begun;
  const writes = destination.calls.slice(writesBefore).filter(({ isRepeat }) => !isRepeat);
  const became = {
    ...seen,
    status: answer.status,
    answer: text,
    made: writes.filter(({ method }) => method === 'POST').length,
    changed: writes.filter(({ method }) => method === 'PATCH' || method === 'PUT').length,
    tookMs,
  };
  return { ...became, differences: differences(hook.expect, became, destination) };
}

async function newestHook(admin) {
  const { items } = await admin.get('/v1/hooks?limit=1');
  return items[0]?.id;
}

/** It was answered before anything was kept of it: refused, or seen before. */
async function unkept(admin, answer) {
  const nothing = { scope: '', in: 0, out: 0 };
  if (answer.ok) return { ...nothing, outcome: 'duplicate, kept once' };
  const { items } = await admin.get('/v1/rejections?limit=1');
  return { ...nothing, outcome: `refused: ${items[0]?.reason ?? 'for a reason nobody kept'}` };
}

async function ended(admin, id, what) {
  const look = () => endOf(admin, id);
  return factWithin(`the end of “${what}”`, ENDS_WITHIN_MS, look).catch((error) => ({
    outcome: error.message,
    scope: '',
    in: 0,
    out: 0,
  }));
}

/** Undefined while something of it is still under way. */
async function endOf(admin, id) {
  const { state, verdicts, requests } = await admin.get(`/v1/hooks/${id}`);
  if (state === 'open') return undefined;
  const tree = await treeOf(admin, requests);
  if (!tree.every((request) => OVER.includes(request.state))) return undefined;
  const inward = tree.filter(({ direction }) => direction === 'TO');
  const scopes = [...inward, ...verdicts].map(({ scope }) => scope).filter(Boolean);
  return {
    outcome: counted([...inward.map(outcomeOf), ...verdicts.map(({ verdict }) => verdict)]),
    scope: [...new Set(scopes)].toSorted((a, b) => a.localeCompare(b)).join(', '),
    in: inward.length,
    out: tree.length - inward.length,
    accounts: new Set(inward.map(({ connection }) => connection)).size,
  };
}

/** All requests under the tracking ids of a hook's own: children and those to destinations. */
async function treeOf(admin, requests) {
  const details = await Promise.all(requests.map(({ id }) => admin.get(`/v1/transfers/${id}`)));
  const all = [...requests, ...details.flatMap(({ tree }) => tree)];
  return [...new Map(all.map((request) => [request.id, request])).values()];
}

function outcomeOf({ state, code }) {
  return state === 'done' || code === null ? state : code;
}

function counted(outcomes) {
  const counts = Map.groupBy(outcomes, (outcome) => outcome);
  return [...counts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([outcome, list]) => `${list.length} ${outcome}`)
    .join(', ');
}

function differences(expected, became, destination) {
  const { holds = [], answer, ...facts } = { status: 200, ...expected };
  const found = Object.entries(facts)
    .filter(([name, value]) => became[name] !== value)
    .map(([name, value]) => `${name} is ${JSON.stringify(became[name])}, expected ${JSON.stringify(value)}`);
  if (answer !== undefined && !became.answer.includes(answer)) {
    found.push(`the answer is ${JSON.stringify(became.answer)}, expected ${answer} in it`);
  }
  for (const [collection, fields] of holds) {
    const matching = destination.records(collection).filter((record) => carries(record, fields));
    if (matching.length === 1) continue;
    found.push(
      `${matching.length} ${collection} at the destination with ${JSON.stringify(fields)}, expected 1`,
    );
  }
  return found;
}

function carries(record, fields) {
  return Object.entries(fields).every(([name, value]) => record[name] === value);
}
