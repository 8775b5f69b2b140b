// The honest limit of keeping a signed hook once (baseline c of `accept`), read in the same run as something else: it
// tells how fast the machine is just now. The figures wanted of us were set on one that gave 15,000 a second.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ended, startServer } from './host.mjs';
import { SECRET } from './shop.mjs';

const REFERENCE_PER_SECOND = 15_000;
const run = promisify(execFile);

/** Hooks a second of the baseline at 64 connections, for two seconds each. */
export async function baselinePerSecond() {
  const { url, child } = await startServer(['bench/load/baseline-server.mjs', 'c', SECRET]);
  try {
    const given = [`${url}/hook`, SECRET, 64, 1, 2].map(String);
    const readings = [];
    for (let round = 0; round < 2; round += 1) {
      const { stdout } = await run(process.execPath, ['bench/load/load.mjs', ...given]);
      readings.push(JSON.parse(stdout).perSecond);
    }
    return Math.max(...readings);
  } finally {
    await ended(child);
  }
}

/** How much faster the machine of the wanted figures was, by the mean of readings before and after. */
export function machineFactor(before, after) {
  const mean = (before + after) / 2;
  return {
    baselineBefore: before,
    baselineAfter: after,
    factor: Math.round((REFERENCE_PER_SECOND / mean) * 100) / 100,
  };
}
