// `budget`: what one hook costs the embedded host on its way to the destination: rows, index entries, commits and CPU
// time, by stage. Each stage is the difference between a run that ends after it and one that ends before it.
// Usage: node bench/budget.mjs [hooks=4000]; run from the root after a build.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Pool } from 'undici';
import { ended, startServer, until } from './load/host.mjs';
import { save } from './load/results.mjs';
import { addDestination, addShop, anOrder, signed } from './load/shop.mjs';

const ADMIN_KEY = 'key_bench_0123456789abcdefghijklmnop';
const SENDERS = 64;
const BUDGET = { microseconds: 300, rows: 16, indexEntries: 8 };
const hooks = Number(process.argv.find((given) => /^\d+$/.test(given)) ?? 4_000);
/** Counts are the same for every hook; only times need many. */
const COUNTED_HOOKS = 400;
/** Sent before the clock starts: the first thousands of hooks run on code that is not compiled yet. */
const WARM_HOOKS = 2_000;

/** Runs that each end one stage later. */
const RUNS = [
  { stage: 'accept', role: 'receive', pauses: false, hasDestination: false },
  { stage: 'resolve', role: 'all', pauses: true, hasDestination: false },
  { stage: 'to', role: 'all', pauses: false, hasDestination: false },
  { stage: 'from', role: 'all', pauses: false, hasDestination: true },
];
/** A record's first hook makes records and links; a later one changes them. */
const SHAPES = ['first', 'later'];

const upTo = {};
for (const run of RUNS) {
  const [counted, timed] = [await measure(run, 'counting'), await measure(run, 'timing')];
  upTo[run.stage] = Object.fromEntries(
    SHAPES.map((shape) => {
      const { microseconds, commits } = timed[shape];
      return [shape, { ...counted[shape], microseconds, commits }];
    }),
  );
}
const shapes = Object.fromEntries(SHAPES.map((shape) => [shape, stagesOf(shape)]));
for (const shape of SHAPES) console.table(shapes[shape].table);
await save('budget', { hooks, budget: BUDGET, shapes });

async function measure({ role, pauses, hasDestination }, how) {
  const sink = hasDestination ? await startServer(['bench/load/sink.mjs']) : null;
  const dataDir = mkdtempSync(join(tmpdir(), 'hookyard-budget-'));
  // configured by a whole host first, so that the measured one only carries hooks
  const setUp = await startHost('all', 'timing', dataDir);
  const shop = await addShop(setUp);
  if (sink) await addDestination(setUp, sink.url);
  if (pauses) await setUp.call('POST', `/v1/connections/${shop.id}/pause`);
  await setUp.stop();
  const host = await startHost(role, how, dataDir);
  const isDone = role === 'receive' ? async () => true : restOf(dataDir, pauses);
  const result = {};
  const count = how === 'counting' ? COUNTED_HOOKS : hooks;
  const url = host.url + new URL(shop.hookUrl).pathname;
  try {
    if (how === 'timing') await send(url, { ids: 'warm', count: WARM_HOOKS, revision: 1 });
    await until(isDone, 240_000);
    for (const [place, shape] of SHAPES.entries()) {
      const before = await host.spent();
      await send(url, { ids: 'order', count, revision: place + 1 });
      await until(isDone, 240_000);
      result[shape] = perHook(before, await host.spent(), count);
    }
  } finally {
    await host.stop();
    if (sink) await ended(sink.child);
    rmSync(dataDir, { recursive: true, force: true });
  }
  return result;
}

/** Nothing open, and (unless its queue is held) no lane left: read from outside, so that asking costs the host nothing. */
function restOf(dataDir, isPaused) {
  const db = new Database(join(dataDir, 'hookyard.sqlite'), { readonly: true });
  const open = db.prepare('SELECT 1 FROM open_hook LIMIT 1');
  const lane = db.prepare('SELECT 1 FROM lane LIMIT 1');
  return async () => !open.get() && (isPaused || !lane.get());
}

async function send(url, { ids, count, revision }) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: SENDERS });
  let next = 0;
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (next < count) {
        const at = next++;
        const answer = await pool.request({
          path: pathname,
          method: 'POST',
          ...signed(anOrder(`${ids}-${at}`, revision)),
        });
        await answer.body.dump();
        if (answer.statusCode >= 300) throw new Error(`a hook was answered ${answer.statusCode}`);
      }
    }),
  );
  await pool.close();
}

function startHost(role, how, dataDir) {
  const child = fork('bench/budget-host.mjs', [role, how], {
    env: {
      PATH: process.env.PATH,
      HOOKYARD_PORT: '0',
      HOOKYARD_DATA_DIR: dataDir,
      HOOKYARD_ADMIN_KEY: ADMIN_KEY,
      HOOKYARD_EGRESS_ALLOW: '127.0.0.0/8',
    },
    // budgets are of the host as it is shipped
    execArgv: [],
  });
  const ends = new Promise((_, reject) => {
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}`)));
  });
  ends.catch(() => undefined);
  const said = () => Promise.race([ends, new Promise((resolve) => child.once('message', resolve))]);
  const asked = (what) => {
    const answer = said();
    child.send(what);
    return answer;
  };
  return said().then(({ url }) => ({
    url,
    spent: () => asked('spent'),
    call: (method, path, body) => call(url + path, method, body),
    stop: () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.send('stop');
      return gone;
    },
  }));
}

async function call(url, method, body) {
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${ADMIN_KEY}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

function perHook(before, after, hooks) {
  const cpu = after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system;
  const of = (kind) =>
    Object.fromEntries(
      Object.entries(after.counts[kind]).map(([name, count]) => [
        name,
        (count - (before.counts[kind][name] ?? 0)) / hooks,
      ]),
    );
  return {
    microseconds: cpu / hooks,
    commits: (after.counts.commits - before.counts.commits) / hooks,
    queries: (after.counts.reads - before.counts.reads) / hooks,
    rows: of('rows'),
    made: of('made'),
    removed: of('removed'),
    statements: of('statements'),
  };
}

function stagesOf(shape) {
  const table = {};
  const details = {};
  let before = null;
  for (const { stage } of RUNS) {
    const now = upTo[stage][shape];
    table[stage] = lineOf(minus(now, before));
    details[stage] = minus(now, before);
    before = now;
  }
  table.whole = lineOf(before);
  return { table, details };
}

function minus(now, before) {
  if (before === null) return now;
  const less = (kind) => {
    const names = [...new Set([...Object.keys(now[kind]), ...Object.keys(before[kind])])];
    const differences = names.map((name) => [
      name,
      round((now[kind][name] ?? 0) - (before[kind][name] ?? 0)),
    ]);
    return Object.fromEntries(differences.filter(([, difference]) => Math.abs(difference) >= 0.01));
  };
  return {
    microseconds: now.microseconds - before.microseconds,
    commits: now.commits - before.commits,
    queries: now.queries - before.queries,
    rows: less('rows'),
    made: less('made'),
    removed: less('removed'),
    statements: less('statements'),
  };
}

function lineOf({ microseconds, commits, queries, rows, made, removed }) {
  const sum = (counts) => round(Object.values(counts).reduce((total, count) => total + count, 0));
  return {
    microseconds: Math.round(microseconds),
    rows: sum(rows),
    indexEntriesMade: sum(made),
    indexEntriesRemoved: sum(removed),
    queries: round(queries),
    commits: round(commits),
  };
}

function round(value) {
  return Math.round(value * 100) / 100;
}
