// For `.ci/run`, behind a test run that failed: a few spec files that failed beside others are tried once more, alone.
// What passes then is unsteady: it does not stop the run, and the closing line names it, because it is a bug to be found.
// Many failures are no matter of chance and are not tried again.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const MOST_FILES = 4;

const { failed, files } = JSON.parse(readFileSync('.test-runs/failed.json', 'utf8'));
if (files.length === 0 || files.length > MOST_FILES) process.exit(1);
const names = files.map((file) => relative(process.cwd(), file));
console.log(`── once more, alone: ${names.join(', ')}`);
const { status } = spawnSync(
  'npm',
  ['test', '--silent', '--ignore-scripts', '--', '--runInBand', '--runTestsByPath', ...names],
  { stdio: 'inherit', env: { ...process.env, FAILED_BEFORE: String(failed) } },
);
if (status === 0) appendFileSync('.test-runs/unsteady', names.map((name) => `${name}\n`).join(''));
process.exit(status ?? 1);
