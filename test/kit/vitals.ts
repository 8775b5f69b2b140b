import { pathToFileURL } from 'node:url';

import type { HostProcess } from './host-process.js';

/** What a host holds after all garbage is collected, and the longest hold of its event loop since the last look. */
export interface Vitals {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
  readonly longestHoldMs: number;
}

/** The environment of a host whose vitals can be taken. */
export const WITH_VITALS = {
  NODE_OPTIONS: `--import ${pathToFileURL('test/kit/vitals-preload.ts').href}`,
};

export function portOfVitals(host: HostProcess): number {
  return Number(host.lines.map((line) => /^vitals at (\d+)$/.exec(line)?.[1]).findLast(Boolean));
}

export async function takeVitals(port: number): Promise<Vitals> {
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  return (await answer.json()) as Vitals;
}
