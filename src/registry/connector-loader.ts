import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { AnyConnector } from '@hookyard/sdk';

import { connectorProblems } from './connector-problems.js';
import type { ConnectorShelf } from './connector-shelf.js';
import type { Isolation, LoadedConnector } from './directory.js';
import { EVERY_TENANT } from './ids.js';
import type { ConnectorWorkers } from './isolation/connector-workers.js';
import { isolationOf, type IsolationChoices } from './isolation/isolation-of.js';
import { importConnector } from './loading/import-connector.js';
import { readManifest, type ConnectorManifest, type ManifestOptions } from './loading/manifest.js';
import type { ConnectorOrigin, ConnectorSource } from './loading/origin.js';
import { unmetDependencies } from './packages/host-modules.js';
import type { PackageSettings } from './packages/package-places.js';

export interface LoaderOptions {
  /** A folder whose folders are connectors; one that does not exist holds none. */
  readonly directory: string;
  /** Which of a package's two entries is imported first: what was built, or its source. */
  readonly prefer: ManifestOptions['prefer'];
  /** npm packages: the file that names them, and the directory they are kept in. */
  readonly packages?: PackageSettings;
  /** Folders of connectors under development: `Registry.start` loads them anew as they change. */
  readonly watched?: readonly string[];
  /** How long the import of one may take. Default 10 s. */
  readonly importWithinMs?: number;
  /** Where connectors run by the operator's choice: by folder or package, `*` for all others. */
  readonly isolation?: IsolationChoices;
}

/** One place a connector is loaded from. */
export interface ConnectorPlace {
  readonly folder: string;
  readonly source: ConnectorSource;
  /** What an operator finds it by. */
  readonly from: string;
  readonly isolation?: ConnectorOrigin['isolation'];
  /** Of a package: what the configuration names it by, and what lies beside it. */
  readonly pinned?: Pin & { readonly dependencies: readonly Pin[] };
}

interface Pin {
  readonly package: string;
  readonly version: string;
}

/** A module that is imported does its work at once: 10 s is a slow disk, or a wait that never ends. */
const IMPORT_WITHIN_MS = 10_000;
/** Its own connectors lie beside the host, built or not. */
const REPOSITORY = fileURLToPath(new URL('../../connectors', import.meta.url));

/**
 * Loads connectors onto the shelf, one place after another. A bad one is refused with its reasons; the others are taken.
 * A name belongs to the package, or else the folder, that had it first: its versions stand side by side.
 */
export class ConnectorLoader {
  /** Connector names to what brought them. */
  private readonly owners: Map<string, string>;
  /** What runs elsewhere, by where it came from. */
  private readonly opened = new Map<string, () => void>();

  constructor(
    private readonly shelf: ConnectorShelf,
    private readonly options: Pick<LoaderOptions, 'prefer' | 'importWithinMs' | 'isolation'> & {
      readonly workers: Pick<ConnectorWorkers, 'open'>;
    },
  ) {
    this.owners = new Map(shelf.inCode().map(({ definition, origin }) => [definition.name, origin.from]));
  }

  async load(place: ConnectorPlace): Promise<void> {
    const { source, from, isolation } = place;
    const loaded = await this.read(place);
    if (loaded.problems) return this.shelf.refuse({ from, problems: loaded.problems });
    const { connector, entry, owner, retire } = loaded;
    const problems = this.problemsWith(connector, owner ?? `the folder ${from}`);
    if (problems.length > 0) {
      retire?.();
      return this.shelf.refuse({ from, problems });
    }
    this.owners.set(connector.name, owner ?? `the folder ${from}`);
    this.keep(from, retire);
    const origin = { source, from, entry, ...(isolation ? { isolation } : {}) };
    this.shelf.addCode(connector, origin, loaded.isolation);
  }

  /** Takes a folder as it is now in the place of what was loaded of it before, which calls under way end with. */
  async reload(
    place: ConnectorPlace,
    loading: number,
  ): Promise<LoadedConnector | { readonly problems: readonly string[] }> {
    const { source, from } = place;
    const loaded = await this.read(place, `reload=${loading}`);
    if (loaded.problems) return loaded;
    const { connector, entry, owner, retire, isolation } = loaded;
    const problems = this.problemsWith(connector, owner ?? `the folder ${from}`, from);
    if (problems.length > 0) {
      retire?.();
      return { problems };
    }
    this.owners.set(connector.name, owner ?? `the folder ${from}`);
    this.shelf.pardon(from);
    const replaced = this.shelf.replaceCode(connector, {
      source,
      from,
      entry,
      isolation,
      tag: `reload.${loading}`,
    });
    this.keep(from, retire);
    return replaced;
  }

  /** What came from there before ends with its last call. */
  private keep(from: string, retire: (() => void) | undefined): void {
    this.opened.get(from)?.();
    this.opened.delete(from);
    if (retire) this.opened.set(from, retire);
  }

  /** Reads a folder and imports it, held to its manifest; `tag` makes its modules new to this process. */
  private async read(place: ConnectorPlace, tag?: string): Promise<Read> {
    const { folder, source, from, pinned } = place;
    const { prefer, isolation: choices, workers } = this.options;
    const { manifest, problems } = readManifest(folder, {
      prefer: source === 'watched' ? 'source' : prefer,
      needsField: source === 'package',
    });
    if (problems) return { problems };
    const unlike = pinned ? unlikePin(manifest, pinned) : [];
    if (unlike.length > 0) return { problems: unlike };
    const names = [manifest.packageName, from, basename(folder)];
    const isolation = isolationOf({ source, names }, place.isolation, choices);
    const imported = await importConnector(manifest, {
      trial: this.trialOf(folder, source),
      ...(tag ? { tag } : {}),
      ...(isolation === 'worker' ? { elsewhere: (entry) => workers.open(entry, from) } : {}),
    });
    return imported.problems ? imported : { ...imported, isolation, owner: ownerOf(manifest) };
  }

  /** What speaks against a connector beside those that are there; what it takes the place of is none. */
  private problemsWith(connector: AnyConnector, owner: string, replaced?: string): string[] {
    const others = this.shelf.newest(EVERY_TENANT);
    const problems = connectorProblems(connector, { trusted: true, others }).map(
      ({ field, message }) => `${field} ${message}`,
    );
    const first = this.owners.get(connector.name);
    if (first !== undefined && first !== owner)
      return [`its name ${connector.name} is taken by ${first}`, ...problems];
    const twin = this.shelf.find(EVERY_TENANT, connector.name, connector.version);
    return twin && twin.origin.from !== replaced
      ? [`its version ${connector.version} is there from ${twin.origin.from}`, ...problems]
      : problems;
  }

  /** Code of the repository was tested with the host. */
  private trialOf(folder: string, source: ConnectorSource): Parameters<typeof importConnector>[1]['trial'] {
    if (source === 'repository') return null;
    const { importWithinMs: withinMs = IMPORT_WITHIN_MS } = this.options;
    const reloading = {
      hooks: new URL('./loading/reload-hooks.js', import.meta.url).href,
      folders: [folder],
    };
    return { withinMs, ...(source === 'watched' ? { reloading } : {}) };
  }
}

type Read =
  | { readonly problems: readonly string[]; readonly connector?: never }
  | {
      readonly problems?: never;
      readonly connector: AnyConnector;
      readonly entry: string;
      readonly owner: string | null;
      readonly isolation: Isolation;
      readonly retire?: () => void;
    };

/** What a package says of itself that is not what was pinned, and what it lacks beside it. */
function unlikePin(manifest: ConnectorManifest, pinned: NonNullable<ConnectorPlace['pinned']>): string[] {
  const { packageName, version, dependencies } = manifest;
  if (packageName !== pinned.package || version !== pinned.version)
    return [`its package.json says ${packageName}@${version}: correct what the configuration names`];
  return unmetDependencies(dependencies, pinned.dependencies);
}

/** The folders of a folder that are connectors, by name. */
export function connectorPlaces(directory: string): ConnectorPlace[] {
  const root = resolve(directory);
  if (!existsSync(root)) return [];
  const source = isRepository(root) ? 'repository' : 'folder';
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'package.json')))
    .map(({ name }) => ({ folder: join(root, name), source, from: name }) as const)
    .sort((a, b) => a.from.localeCompare(b.from));
}

export function watchedPlace(folder: string): ConnectorPlace {
  const path = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  return { folder: path, source: 'watched', from: path };
}

function isRepository(root: string): boolean {
  return existsSync(REPOSITORY) && realpathSync(root) === realpathSync(REPOSITORY);
}

function ownerOf({ packageName }: ConnectorManifest): string | null {
  return packageName === null ? null : `the package ${packageName}`;
}
