import { pathToFileURL } from 'node:url';

import type { HostProcess } from './host-process.js';

/** What a host did between start and stop: processor time of its main thread in one turn of the loop, and live memory. */
export interface LoopFigures {
  readonly turns: number;
  readonly longestMs: number;
  readonly p99Ms: number;
  readonly grownBytes: number;
}

/** The environment of a host that can be metered. */
export const METERED = {
  NODE_OPTIONS: `--import ${pathToFileURL('test/kit/loop-meter-preload.ts').href}`,
};

export async function startMeter(host: HostProcess): Promise<void> {
  await ask(host, '/start');
}

/** What follows is a matter of its own: memory is still measured from the start. */
export async function forgetTurns(host: HostProcess): Promise<void> {
  await ask(host, '/forget-turns');
}

export async function stopMeter(host: HostProcess): Promise<LoopFigures> {
  return (await ask(host, '/stop')) as LoopFigures;
}

async function ask(host: HostProcess, path: string): Promise<unknown> {
  const port = host.lines.map((line) => /^loop meter at (\d+)$/.exec(line)?.[1]).findLast(Boolean);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return answer.json();
}
