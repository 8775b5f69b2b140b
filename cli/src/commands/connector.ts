import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkConnector } from '@hookyard/sdk';
import { Option, type Command } from 'commander';

import { devConnector } from '../connector/dev.js';
import { capabilityRows, changesBetween, demandOfAll, factsOf, isEnough } from '../connector/facts.js';
import type { FedOptions } from '../connector/fed-hook.js';
import { openFolder } from '../connector/folder.js';
import { newConnector } from '../connector/template.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';
import { testConnector, type TestOptions } from './connector-test.js';

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
    .option('--fixture <fixture>', 'this hook alone: a file, or the name of one in its fixtures')
    .action((folder: string = '.', options: TestOptions) => testConnector(context, folder, options));
  connector
    .command('dev [folder]')
    .description('feeds it the last hook whenever a file is saved, and shows what that changed')
    .option('--fixture <fixture>', 'this hook; default: the fixture that was saved last')
    .addOption(
      new Option('--hook <id>', 'this hook of a running host, as capture makes it').conflicts('fixture'),
    )
    .addOption(
      new Option('--host', 'the last hook that the running host received for the connector').conflicts([
        'fixture',
        'hook',
      ]),
    )
    .option('--most <count>', 'ends after so many tries')
    .action((folder: string = '.', { most, ...fed }: FedOptions & { readonly most?: string }) =>
      devConnector(context, folder, { ...fed, most: most === undefined ? Infinity : Number(most) }),
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
