import { pathToFileURL } from 'node:url';

import type { AnyConnector } from '@hookyard/sdk';

import type { OpenedConnector } from '../isolation/connector-workers.js';
import type { ConnectorManifest } from './manifest.js';
import { trialImport, type TrialOptions } from './trial-import.js';

export interface ImportOptions {
  /** Whether the module is tried in a thread of its own first; code of the repository is not. */
  readonly trial: TrialOptions | null;
  /** Opens the module in a process of its own, where the connector is to run in one. */
  readonly elsewhere?: (entry: string) => Promise<OpenedConnector>;
  /** Makes the module and all it imports from its folder new to this process. */
  readonly tag?: string;
}

export type Imported =
  | {
      readonly connector: AnyConnector;
      readonly entry: string;
      /** Of one that runs elsewhere: nobody needs it any more. */
      readonly retire?: () => void;
      readonly problems?: never;
    }
  | { readonly connector?: never; readonly problems: readonly string[] };

/** Imports what a manifest names, and holds what it exports to the manifest. */
export async function importConnector(
  manifest: ConnectorManifest,
  { trial, tag, elsewhere }: ImportOptions,
): Promise<Imported> {
  if (elsewhere) return openElsewhere(manifest, elsewhere);
  const entry = pathToFileURL(manifest.entry).href + (tag === undefined ? '' : `?${tag}`);
  const problem = trial ? await trialImport(entry, trial) : null;
  if (problem !== null) return { problems: [problem] };
  try {
    const module = (await import(entry)) as { readonly connector?: unknown };
    return connectorOf(module.connector, entry, manifest);
  } catch (error) {
    return { problems: [`it cannot be imported: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

async function openElsewhere(
  manifest: ConnectorManifest,
  open: NonNullable<ImportOptions['elsewhere']>,
): Promise<Imported> {
  const entry = pathToFileURL(manifest.entry).href;
  try {
    const opened = await open(entry);
    const checked = connectorOf(opened.connector, entry, manifest);
    if (!checked.problems) return { ...checked, retire: () => opened.retire() };
    opened.retire();
    return checked;
  } catch (error) {
    return { problems: [`it cannot be imported: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function connectorOf(exported: unknown, entry: string, manifest: ConnectorManifest): Imported {
  if (typeof exported !== 'object' || exported === null) {
    const remedy = 'write `export const connector = defineConnector({…})`';
    return { problems: [`its entry has no export named \`connector\`: ${remedy}`] };
  }
  const connector = exported as AnyConnector;
  const { version, isDeclared } = manifest;
  if (isDeclared && version !== null && connector.version !== version) {
    const said = `its connector says version ${connector.version}, its package.json ${version}`;
    return { problems: [`${said}: say the same in both`] };
  }
  return { connector, entry };
}
