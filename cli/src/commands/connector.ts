import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkConnector } from '@hookyard/sdk';
import { conformance } from '@hookyard/sdk/testing';
import type { Command } from 'commander';
import jsonata from 'jsonata';

import { devConnector } from '../connector/dev.js';
import { capabilityRows, changesBetween, demandOfAll, factsOf, isEnough } from '../connector/facts.js';
import { openFolder, type ConnectorFolder } from '../connector/folder.js';
import {
  differencesOf,
  goldenRuns,
  readGolden,
  writeGolden,
  type GoldenDifference,
} from '../connector/golden.js';
import { newConnector } from '../connector/template.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';

export function addConnector(program: Command, context: Context): void {
  const connector = program.command('connector').description('makes and tries connectors, offline');
  connector
    .command('new <name>')
    .description('a folder with a connector that works, a fixture and its test')
    .option('--into <folder>', 'where the folder is made', '.')
    .action((name: string, { into }: { readonly into: string }) => makeConnector(context, name, into));
  connector
    .command('test [folder]')
    .description('what every connector promises, and each fixture through a host, against what was stored')
    .option('--update', 'store what the fixtures come to now')
    .action((folder: string = '.', { update = false }: { readonly update?: boolean }) =>
      testConnector(context, folder, update),
    );
  connector
    .command('dev [folder]')
    .description('tries it again whenever a file is saved, and shows what that changed')
    .option('--most <count>', 'ends after so many tries')
    .action((folder: string = '.', { most }: { readonly most?: string }) =>
      devConnector(context, folder, most === undefined ? Infinity : Number(most)),
    );
  connector
    .command('check [folder]')
    .description('its definition: what is wrong, what it can do, and which version a change demands')
    .option('--against <folder>', 'the version before')
    .action((folder: string = '.', { against }: { readonly against?: string }) =>
      checkFolder(context, folder, against),
    );
}

const NAME = /^[a-z][a-z0-9-]{0,49}$/;
/** What a folder needs beside it to be tried: taken from where this command line has it. */
const LENT = ['@hookyard/sdk', 'zod'];

function makeConnector({ out }: Context, name: string, into: string): void {
  if (!NAME.test(name))
    throw new CommandError(
      EXIT.usage,
      `${name} is no name of a connector`,
      'Use lower case letters, digits and dashes.',
    );
  const folder = resolve(into, name);
  if (existsSync(folder))
    throw new CommandError(EXIT.usage, `${folder} is there already`, 'Choose another name.');
  for (const [file, content] of Object.entries(newConnector(name))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  lend(folder);
  out.result({ folder }, () => `made ${folder}: cd ${name} && npm test`);
}

/** An installation replaces these links by what a registry has. */
function lend(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@hookyard'), { recursive: true });
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of LENT) symlinkSync(homeOf(name), join(modules, name), 'dir');
  symlinkSync(
    fileURLToPath(new URL('../../bin/hookyard.mjs', import.meta.url)),
    join(modules, '.bin/hookyard'),
  );
}

/** The folder of a package, as this command line finds it. */
function homeOf(name: string): string {
  const entry = fileURLToPath(import.meta.resolve(name));
  let folder = dirname(entry);
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

interface Tried {
  readonly checks: number;
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  readonly fixtures: number;
  readonly differences: readonly GoldenDifference[];
  readonly stored?: string;
  readonly tookMs: { readonly checks: number; readonly fixtures: number; readonly slowestFixture: number };
}

async function testConnector(context: Context, given: string, update: boolean): Promise<void> {
  const folder = await openFolder(given);
  const began = performance.now();
  const { checks, failed } = await promises(folder);
  const between = performance.now();
  // One that does not load would be refused by the host as well.
  const isLoadable = checkConnector(folder.connector).length === 0;
  const { runs, slowestMs } = isLoadable ? await goldenRuns(folder) : { runs: [], slowestMs: 0 };
  const golden = readGolden(folder);
  const isFirst = golden === undefined && runs.length > 0;
  const tried: Tried = {
    checks,
    failed,
    fixtures: runs.length,
    differences: update || isFirst ? [] : differencesOf(golden ?? [], runs),
    ...(update || isFirst ? { stored: writeGolden(folder, runs) } : {}),
    tookMs: {
      checks: Math.round(between - began),
      fixtures: Math.round(performance.now() - between),
      slowestFixture: slowestMs,
    },
  };
  context.out.result(tried, triedText);
  if (failed.length > 0 || tried.differences.length > 0) context.endWith(EXIT.found);
}

async function promises({
  connector,
  fixtures,
  calls,
}: ConnectorFolder): Promise<Pick<Tried, 'checks' | 'failed'>> {
  const checks = conformance(connector, {
    fixtures,
    calls,
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

async function checkFolder(context: Context, given: string, against: string | undefined): Promise<void> {
  const { connector } = await openFolder(given);
  const problems = checkConnector(connector);
  const before = against === undefined ? undefined : (await openFolder(against)).connector;
  const changes = before ? changesBetween(factsOf(before), factsOf(connector)) : [];
  const demands = demandOfAll(changes);
  const isLow =
    before !== undefined && demands !== undefined && !isEnough(before.version, connector.version, demands);
  const checked = {
    name: connector.name,
    version: connector.version,
    problems,
    changes,
    demands: demands ?? null,
    isLow,
  };
  context.out.result(checked, () =>
    [
      `${connector.name}@${connector.version}`,
      ...problems.map(({ subject, message, remedy }) => `✗ ${subject} ${message}. ${remedy}`),
      table(['TYPE', 'HOOKS', 'CAN'], capabilityRows(connector)),
      ...changes.map(
        ({ about, was = '–', is = '–', demands: level }) => `${level}: ${about}: ${was} → ${is}`,
      ),
      ...(before
        ? [
            `from ${before.version}: ${demands ?? 'nothing'} is demanded${isLow ? ', and the version does not say so' : ''}`,
          ]
        : []),
    ].join('\n'),
  );
  if (problems.length > 0 || isLow) context.endWith(EXIT.found);
}
