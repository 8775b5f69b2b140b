import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { Fixture } from '@hookyard/sdk/testing';

import type { ConnectorFolder } from './folder.js';
import { PARTS, type GoldenRun } from './golden-run.js';
import { TrialHost } from './trial-host.js';
import { TrialRun, isRunnable } from './trial-run.js';

/** What all fixtures came to. */
interface GoldenRuns {
  readonly runs: readonly GoldenRun[];
  /** From the making of its connection to the end of its last transfer. */
  readonly slowestMs: number;
}

/** A run that is not as it was stored. */
export interface GoldenDifference {
  readonly fixture: string;
  readonly was: Partial<GoldenRun>;
  readonly is: Partial<GoldenRun>;
}

const FILE = 'golden.json';

/** Sends fixtures that the kit can sign through a real host, one after the other. Default: all of the folder. */
export async function goldenRuns(
  folder: ConnectorFolder,
  fixtures: readonly Fixture[] = folder.fixtures,
): Promise<GoldenRuns> {
  const runnable = fixtures.filter((fixture) => isRunnable(folder, fixture));
  if (runnable.length === 0) return { runs: [], slowestMs: 0 };
  await using host = await TrialHost.start(folder.path);
  const trial = new TrialRun(host, folder);
  const runs: GoldenRun[] = [];
  let slowestMs = 0;
  for (const fixture of runnable) {
    const began = performance.now();
    runs.push(await trial.of(fixture));
    slowestMs = Math.max(slowestMs, Math.round(performance.now() - began));
  }
  return { runs, slowestMs };
}

/**
 * Runs against what is stored of them. Stored anew where that is asked for, and the first time. Of a single hook (`isWhole`
 * false) only what was stored of it counts, and the others stay.
 */
export function heldToGolden(
  folder: ConnectorFolder,
  runs: readonly GoldenRun[],
  { update, isWhole }: { readonly update: boolean; readonly isWhole: boolean },
): { readonly differences: readonly GoldenDifference[]; readonly stored?: string } {
  const golden = readGolden(folder);
  const isRun = ({ fixture }: GoldenRun): boolean => runs.some((run) => run.fixture === fixture);
  if (update || (golden === undefined && isWhole && runs.length > 0)) {
    const others = isWhole ? [] : (golden ?? []).filter((run) => !isRun(run));
    return { differences: [], stored: writeGolden(folder, [...others, ...runs]) };
  }
  if (isWhole) return { differences: differencesOf(golden ?? [], runs) };
  const known = (golden ?? []).filter(isRun);
  const stored = runs.filter(({ fixture }) => known.some((run) => run.fixture === fixture));
  return { differences: differencesOf(known, stored) };
}

/** What is stored beside the fixtures; undefined where nothing is. */
function readGolden({ fixturesPath }: ConnectorFolder): readonly GoldenRun[] | undefined {
  const file = join(fixturesPath, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly GoldenRun[]) : undefined;
}

function writeGolden({ fixturesPath }: ConnectorFolder, runs: readonly GoldenRun[]): string {
  const file = join(fixturesPath, FILE);
  writeFileSync(file, `${JSON.stringify(runs, null, 2)}\n`);
  return file;
}

/** What is other than it was, part by part. */
function differencesOf(was: readonly GoldenRun[], is: readonly GoldenRun[]): readonly GoldenDifference[] {
  const names = new Set([...was, ...is].map(({ fixture }) => fixture));
  return [...names].flatMap((fixture) => {
    const before: Partial<GoldenRun> = was.find((run) => run.fixture === fixture) ?? {};
    const now: Partial<GoldenRun> = plain(is.find((run) => run.fixture === fixture) ?? {});
    const parts = PARTS.filter((part) => !isDeepStrictEqual(before[part], now[part]));
    return parts.length === 0 ? [] : [{ fixture, was: only(before, parts), is: only(now, parts) }];
  });
}

function only(run: Partial<GoldenRun>, parts: readonly (keyof GoldenRun)[]): Partial<GoldenRun> {
  return Object.fromEntries(parts.map((part) => [part, run[part]]));
}

/** As it is read back: members that are undefined are not there. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
