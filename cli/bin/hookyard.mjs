#!/usr/bin/env node
// Runs the built command line under the Node that the packages brought; builds it first where it is not there yet.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 24;
const root = fileURLToPath(new URL('../../', import.meta.url));
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const brought = `${root}node_modules/.bin/node`;
const isOld = Number(process.versions.node.split('.')[0]) < OLDEST_NODE;

if (!existsSync(main)) run(process.execPath, [`${root}scripts/bootstrap.mjs`, '--build'], { cwd: root });
if (isOld && existsSync(brought)) process.exit(run(brought, [main, ...process.argv.slice(2)], {}));
const { run: runProgram } = await import(main);
process.exitCode = await runProgram(process.argv.slice(2), process.env);

function run(command, args, options) {
  const { status } = spawnSync(command, args, { ...options, stdio: 'inherit' });
  if (status !== 0 && command === process.execPath) process.exit(status ?? 1);
  return status ?? 1;
}
