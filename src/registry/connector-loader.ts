import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { AnyConnector } from '@hookyard/sdk';

import { connectorProblems } from './connector-problems.js';
import type { ConnectorShelf } from './connector-shelf.js';
import { EVERY_TENANT } from './ids.js';

export interface LoaderOptions {
  /** A folder whose folders are connectors; one that does not exist holds none. */
  readonly directory: string;
  /** Which of a package's two entries is imported first: what was built, or its source. */
  readonly prefer: 'built' | 'source';
}

interface ConnectorPackage {
  readonly exports?: { readonly '.'?: { readonly source?: string; readonly default?: string } };
}

/** Loads the connectors of a folder onto the shelf. A bad one is refused with its reasons; the others are taken. */
export async function loadConnectors(shelf: ConnectorShelf, options: LoaderOptions): Promise<void> {
  const directory = resolve(options.directory);
  if (!existsSync(directory)) return;
  const folders = readdirSync(directory, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(join(directory, entry.name, 'package.json')),
  );
  const taken = new Map<string, string>();
  for (const { name: folder } of folders.sort((a, b) => a.name.localeCompare(b.name))) {
    const loaded = await load(join(directory, folder), options.prefer);
    const problems = loaded.connector ? problemsWith(loaded.connector, taken, shelf) : loaded.problems;
    if (!loaded.connector || problems.length > 0) shelf.refuse({ from: folder, problems });
    else {
      taken.set(loaded.connector.name, folder);
      shelf.addCode(loaded.connector);
    }
  }
}

type Loaded =
  | { readonly connector: AnyConnector; readonly problems?: never }
  | { readonly connector?: never; readonly problems: readonly string[] };

async function load(folder: string, prefer: LoaderOptions['prefer']): Promise<Loaded> {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ConnectorPackage;
    const entry = entryOf(folder, manifest, prefer);
    if (!entry)
      return { problems: ['package.json names no entry that exists: set exports["."], and build it'] };
    const module = (await import(pathToFileURL(entry).href)) as { readonly connector?: unknown };
    if (typeof module.connector !== 'object' || module.connector === null) {
      return {
        problems: [
          'its entry has no export named `connector`: write `export const connector = defineConnector({…})`',
        ],
      };
    }
    return { connector: module.connector as AnyConnector };
  } catch (error) {
    return { problems: [`it cannot be imported: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function entryOf(
  folder: string,
  manifest: ConnectorPackage,
  prefer: LoaderOptions['prefer'],
): string | undefined {
  const { source, default: built } = manifest.exports?.['.'] ?? {};
  const entries = prefer === 'built' ? [built, source] : [source, built];
  return entries.flatMap((entry) => (entry ? [join(folder, entry)] : [])).find((entry) => existsSync(entry));
}

function problemsWith(
  connector: AnyConnector,
  taken: ReadonlyMap<string, string>,
  shelf: ConnectorShelf,
): string[] {
  const twin = taken.get(connector.name);
  const others = shelf.newest(EVERY_TENANT);
  const problems = connectorProblems(connector, { trusted: true, others }).map(
    ({ field, message }) => `${field} ${message}`,
  );
  return twin ? [`its name ${connector.name} is taken by the folder ${twin}`, ...problems] : problems;
}
