import { pathToFileURL } from 'node:url';

import { checkConnector } from '@hookyard/sdk';
import { conformance, readFixture } from '@hookyard/sdk/testing';
import jsonata from 'jsonata';

import { fixtureFile } from '../connector/fed-hook.js';
import { openFolder, type ConnectorFolder } from '../connector/folder.js';
import type { GoldenRun } from '../connector/golden-run.js';
import { goldenRuns, heldToGolden, type GoldenDifference } from '../connector/golden.js';
import { linesOf } from '../connector/run-lines.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';

export interface TestOptions {
  readonly update?: boolean;
  readonly fixture?: string;
}

interface Tried {
  readonly checks: number;
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  readonly fixtures: number;
  /** What each came to. */
  readonly runs: readonly GoldenRun[];
  readonly differences: readonly GoldenDifference[];
  readonly stored?: string;
  readonly tookMs: { readonly checks: number; readonly fixtures: number; readonly slowestFixture: number };
}

export async function testConnector(
  context: Context,
  given: string,
  { update = false, fixture }: TestOptions,
): Promise<void> {
  const folder = await openFolder(given);
  const began = performance.now();
  const { checks, failed } = await promises(folder);
  const between = performance.now();
  // One that does not load would be refused by the host as well.
  const isLoadable = checkConnector(folder.connector).length === 0;
  const { runs, slowestMs } = isLoadable ? await runsOf(folder, fixture) : { runs: [], slowestMs: 0 };
  const tried: Tried = {
    checks,
    failed,
    fixtures: runs.length,
    runs,
    ...heldToGolden(folder, runs, { update, isWhole: fixture === undefined }),
    tookMs: {
      checks: Math.round(between - began),
      fixtures: Math.round(performance.now() - between),
      slowestFixture: slowestMs,
    },
  };
  context.out.result(tried, (shown) =>
    [...(fixture === undefined ? [] : shown.runs.flatMap(runText)), triedText(shown)].join('\n'),
  );
  if (failed.length > 0 || tried.differences.length > 0) context.endWith(EXIT.found);
}

function runsOf(folder: ConnectorFolder, fixture: string | undefined): ReturnType<typeof goldenRuns> {
  if (fixture === undefined) return goldenRuns(folder);
  return goldenRuns(folder, readFixture(pathToFileURL(fixtureFile(folder.path, fixture))));
}

function runText(run: GoldenRun): readonly string[] {
  return [`${run.fixture}:`, ...linesOf(run).map((line) => `  ${line}`)];
}

async function promises({
  connector,
  fixtures,
  calls,
  excused,
}: ConnectorFolder): Promise<Pick<Tried, 'checks' | 'failed'>> {
  const checks = conformance(connector, {
    fixtures,
    calls,
    excused,
    evaluate: (expression, input, bindings) => jsonata(expression).evaluate(input, bindings) as unknown,
  });
  const failed: { name: string; message: string }[] = [];
  for (const { name, run } of checks) {
    await run().catch((error: Error) => failed.push({ name, message: error.message }));
  }
  return { checks: checks.length, failed };
}

function triedText({ checks, failed, fixtures, differences, stored, tookMs }: Tried): string {
  return [
    ...failed.map(({ name, message }) => `✗ ${name}\n  ${message.replaceAll('\n', '\n  ')}`),
    ...differences.map(
      ({ fixture, was, is }) => `≠ ${fixture}\n  was ${JSON.stringify(was)}\n  is  ${JSON.stringify(is)}`,
    ),
    `${checks - failed.length} of ${checks} promises kept in ${tookMs.checks} ms`,
    `${fixtures} fixtures through a host in ${tookMs.fixtures} ms with its start, the slowest in ${tookMs.slowestFixture} ms: ${differences.length} differ`,
    ...(stored === undefined ? [] : [`stored ${stored}`]),
    ...(differences.length > 0 ? ['If that is what you meant: hookyard connector test --update'] : []),
  ].join('\n');
}
