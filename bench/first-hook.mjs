// `first-hook`: from nothing to the first hook received by a host, with the commands an author types: `connector new` and
// `connector test`, in a home that was never used. Beside them, in turn: a Node that does nothing. Wall and processor time,
// of all processes a command starts. Usage: npm run bench:first-hook -- --rounds=7; run from the root after a build.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { option, percentile, save } from './load/results.mjs';

const rounds = option('rounds', 7);
/** What was promised. */
const PROMISED = { commands: 3, seconds: 10 };
/** One start of a bare Node is less than what a shell counts in. */
const BARE_STARTS = 20;
const BARE = [
  'sh',
  '-c',
  `i=0; while [ $i -lt ${BARE_STARTS} ]; do "$0" -e 0; i=$((i + 1)); done`,
  process.execPath,
];
const HOOKYARD = [process.execPath, 'cli/bin/hookyard.mjs'];

const taken = { bareNode: [], new: [], test: [], whole: [] };
for (let round = 0; round < rounds; round += 1) {
  const home = mkdtempSync(join(tmpdir(), 'hookyard-first-'));
  const bare = timed(home, BARE);
  taken.bareNode.push({ wallMs: bare.wallMs / BARE_STARTS, cpuMs: bare.cpuMs / BARE_STARTS });
  const made = timed(home, [...HOOKYARD, 'connector', 'new', 'acme', '--into', home]);
  const tried = timed(home, [...HOOKYARD, 'connector', 'test', join(home, 'acme')]);
  const [run] = JSON.parse(readFileSync(join(home, 'acme/fixtures/golden.json'), 'utf8'));
  if (run.answered !== 200 || run.records.length !== 1) throw new Error('the hook did not come through');
  taken.new.push(made);
  taken.test.push(tried);
  taken.whole.push({ wallMs: made.wallMs + tried.wallMs, cpuMs: made.cpuMs + tried.cpuMs });
  rmSync(home, { recursive: true });
}
const readings = Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, middleOf(all)]));

await save('first-hook', {
  rounds,
  promised: PROMISED,
  commands: 2,
  readings,
  slowest: { wallMs: Math.max(...taken.whole.map(({ wallMs }) => wallMs)) },
  ratios: {
    'processor time to a bare Node': round2(readings.whole.cpuMs / readings.bareNode.cpuMs),
    'wall time to what was promised': round2(readings.whole.wallMs / (PROMISED.seconds * 1000)),
  },
});

/** A shell adds up the processor time of what it waited for, and of what that waited for. */
function timed(home, command) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', '"$@" >&2; code=$?; times; exit $code', 'sh', ...command],
    {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: home },
    },
  );
  const wallMs = Math.round(performance.now() - began);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  const [, ofChildren = ''] = stdout.trim().split('\n');
  const [user, system] = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => m * 60 + Number(s));
  return { wallMs, cpuMs: Math.round((user + system) * 1000) };
}

function middleOf(all) {
  const of = (key) =>
    percentile(
      all.map((one) => one[key]),
      50,
    );
  return { wallMs: of('wallMs'), cpuMs: of('cpuMs') };
}

function round2(value) {
  return Math.round(value * 100) / 100;
}
