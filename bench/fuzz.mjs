// Fuzzes a host at length, and keeps what came of it in bench/results: `npm run fuzz [-- --requests=200000 --seed=1
// --minutes=100 --postgres]`. Runs test/fuzz, whose short version is among all tests; run from the root after a build.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flatness } from '../test/kit/flat.ts';
import { option, save } from './load/results.mjs';

const MiB = 1024 * 1024;
const isPostgres = process.argv.includes('--postgres');
const seed = option('seed', Math.floor(Math.random() * 2 ** 31));
const folder = mkdtempSync(join(tmpdir(), 'hookyard-fuzz-'));
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
const { status } = spawnSync(process.execPath, [...jest, '--runInBand', 'test/fuzz'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    DB: isPostgres ? 'postgres' : 'sqlite',
    SEED: String(seed),
    FUZZ_REQUESTS: String(option('requests', 200_000)),
    FUZZ_MINUTES: String(option('minutes', 100)),
    FUZZ_RESULT: join(folder, 'result.json'),
  },
});
const run = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
rmSync(folder, { recursive: true });
const live = run.vitals.map(({ heapUsed, external }) => heapUsed + external);
const rss = run.vitals.map((one) => one.rss);
await save(isPostgres ? 'fuzz-postgres' : 'fuzz', {
  engine: isPostgres ? 'postgres' : 'sqlite',
  seed,
  requests: run.requests,
  seconds: run.seconds,
  perSecond: Math.round(run.requests / run.seconds),
  findings: run.findings,
  exitCode: run.exitCode,
  memory: {
    live: flatness(live, (middle) => Math.max(8 * MiB, middle * 0.1)),
    rss: flatness(rss, (middle) => Math.max(32 * MiB, middle * 0.15)),
    liveMiB: live.map((bytes) => Math.round((bytes / MiB) * 10) / 10),
    rssMiB: rss.map((bytes) => Math.round(bytes / MiB)),
  },
  longestHoldMs: Math.round(Math.max(...run.vitals.map(({ longestHoldMs }) => longestHoldMs))),
  codes: run.codes,
  operations: run.operations,
});
console.table(bySection(run.operations));
process.exitCode = status ?? 1;

/** Answers by what they are about: `/v1/hooks/{id}` and `/v1/hooks` are one. */
function bySection(operations) {
  const rows = {};
  for (const [name, counts] of Object.entries(operations)) {
    const section = /\/v1\/[\w-]+/.exec(name)?.[0] ?? name;
    const row = (rows[section] ??= { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0, none: 0 });
    for (const [outcome, count] of Object.entries(counts)) row[outcome in row ? outcome : 'none'] += count;
  }
  return rows;
}
