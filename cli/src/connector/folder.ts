import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { AnyConnector } from '@hookyard/sdk';
import { readCalls, readExcused, readFixtures, type CallFixture, type Fixture } from '@hookyard/sdk/testing';

import { CommandError, EXIT } from '../exit-codes.js';

/** A connector's folder, with what lies beside its code. */
export interface ConnectorFolder {
  readonly path: string;
  readonly connector: AnyConnector;
  /** Without one to read there are none. */
  readonly fixtures: readonly Fixture[];
  readonly calls: readonly CallFixture[];
  readonly excused: Readonly<Record<string, string>>;
  readonly fixturesPath: string;
}

/** Imports the connector of a folder: what its package.json names, its source first. */
export async function openFolder(given: string): Promise<ConnectorFolder> {
  const path = resolve(given);
  const connector = await connectorOf(path);
  const fixturesPath = join(path, 'fixtures');
  const url = pathToFileURL(`${fixturesPath}/`);
  const isThere = existsSync(fixturesPath);
  return {
    path,
    connector,
    fixtures: isThere ? readFixtures(url) : [],
    calls: isThere ? readCalls(url) : [],
    excused: isThere ? readExcused(url) : {},
    fixturesPath,
  };
}

async function connectorOf(path: string): Promise<AnyConnector> {
  const entry = entryOf(path);
  const module = (await import(pathToFileURL(entry).href).catch((error: unknown) => {
    throw new CommandError(EXIT.refused, `${entry} cannot be imported: ${String(error)}`);
  })) as { readonly connector?: AnyConnector };
  if (typeof module.connector === 'object') return module.connector;
  throw new CommandError(
    EXIT.refused,
    `${entry} exports no connector`,
    'Write export const connector = defineConnector({…}).',
  );
}

interface Manifest {
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  readonly hookyard?: { readonly connector?: string; readonly source?: string };
}

/** Node takes types out of one file; sources of several files name each other as they are built. */
function entryOf(path: string): string {
  const file = join(path, 'package.json');
  if (!existsSync(file))
    throw new CommandError(
      EXIT.usage,
      `there is no connector in ${path}`,
      'Name its folder, or make one: hookyard connector new.',
    );
  const { exports, hookyard } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const main = exports?.['.'];
  const named = [hookyard?.source, hookyard?.connector, main?.['default'], main?.['source']];
  const entries = named.flatMap((one) => (one === undefined ? [] : [join(path, one)]));
  const found = entries.find((entry) => existsSync(entry));
  if (found !== undefined) return found;
  throw new CommandError(
    EXIT.refused,
    `${file} names no entry that exists`,
    'Set hookyard.source, or build it.',
  );
}
