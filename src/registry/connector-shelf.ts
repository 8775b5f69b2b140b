import type { AnyConnector } from '@hookyard/sdk';

import type { Isolation, LoadedConnector } from './directory.js';
import { EVERY_TENANT, connectorId } from './ids.js';
import { isInPlace, type ConnectorOrigin } from './loading/origin.js';
import { typesOf, type ConnectorsType } from './record-types/declared-types.js';

/** A connector that was not taken, and why. */
export interface RefusedConnector {
  /** The folder, `package@version`, or `name@version` of a stored one. */
  readonly from: string;
  readonly problems: readonly string[];
}

/**
 * The connectors there are, by name and version. Those in code come from disk at boot and belong to everybody; those
 * in data are added while the host runs and belong to one tenant, or to all.
 */
export class ConnectorShelf {
  private readonly byName = new Map<string, LoadedConnector[]>();
  private readonly types = new Map<number, ReadonlyMap<string, ConnectorsType>>();
  private readonly refusals = new Map<string, RefusedConnector>();

  addCode(definition: AnyConnector, origin: ConnectorOrigin, isolation: Isolation = 'inProcess'): void {
    this.add({
      id: connectorId(definition.name, definition.version),
      definition,
      form: 'code',
      isolation,
      tenant: null,
      origin,
    });
  }

  /** Takes what was loaded from a folder in the place of what was loaded from it before. */
  replaceCode(
    definition: AnyConnector,
    { tag, isolation, ...origin }: ConnectorOrigin & { readonly tag: string; readonly isolation: Isolation },
  ): LoadedConnector {
    const id = `${connectorId(definition.name, definition.version)}+${tag}`;
    const connector: LoadedConnector = {
      id,
      definition,
      form: 'code',
      isolation,
      tenant: null,
      origin,
    };
    for (const [name, versions] of this.byName) {
      const others = versions.filter(
        (one) => one.origin.from !== origin.from || one.origin.source !== origin.source,
      );
      this.byName.set(name, others);
    }
    this.add(connector);
    return connector;
  }

  addData(definition: AnyConnector, tenant: number): LoadedConnector {
    const id = connectorId(definition.name, definition.version);
    const connector: LoadedConnector = {
      id,
      definition,
      form: 'data',
      isolation: 'inProcess',
      tenant: tenant === EVERY_TENANT ? null : tenant,
      origin: { source: 'data', from: id },
    };
    this.add(connector);
    return connector;
  }

  /** What came from the same place was refused before, or not: only the last word counts. */
  refuse(refusal: RefusedConnector): void {
    this.refusals.set(refusal.from, refusal);
  }

  /** It is whole now. */
  pardon(from: string): void {
    this.refusals.delete(from);
  }

  get refused(): readonly RefusedConnector[] {
    return [...this.refusals.values()];
  }

  /** Those that are loaded from disk. */
  inCode(): LoadedConnector[] {
    return [...this.byName.values()].flat().filter(({ form }) => form === 'code');
  }

  /** All versions a tenant may use, by name, newest first. */
  list(tenant: number): LoadedConnector[] {
    return [...this.byName.keys()].sort().flatMap((name) => this.versions(tenant, name));
  }

  /** The version asked for; or the newest that is no pre-release, where there is one. */
  find(tenant: number, name: string, version?: string): LoadedConnector | undefined {
    const versions = this.versions(tenant, name);
    if (version !== undefined) return versions.find(({ definition }) => definition.version === version);
    return versions.find(({ definition }) => !isPreRelease(definition.version)) ?? versions[0];
  }

  /** The newest version of every connector a tenant may use, those that were there first at the front. */
  newest(tenant: number): AnyConnector[] {
    return [...this.byName.keys()].flatMap((name) => this.find(tenant, name)?.definition ?? []);
  }

  /** What the connectors of a tenant declare of record types, each in its newest version. */
  recordTypes(tenant: number): ReadonlyMap<string, ConnectorsType> {
    let types = this.types.get(tenant);
    if (!types) this.types.set(tenant, (types = typesOf(this.newest(tenant))));
    return types;
  }

  /**
   * What a connection runs on: the version it is pinned to. A folder holds one version: one of the same major version
   * that took its place there runs its connections, too. Versions of packages are never exchanged for each other.
   */
  pinned(tenant: number, name: string, version: string): LoadedConnector | undefined {
    const exact = this.find(tenant, name, version);
    if (exact) return exact;
    const major = majorOf(version);
    return this.versions(tenant, name).find(
      ({ origin, definition }) => isInPlace(origin) && majorOf(definition.version) === major,
    );
  }

  private versions(tenant: number, name: string): LoadedConnector[] {
    const isForEvery = tenant === EVERY_TENANT;
    return (this.byName.get(name) ?? []).filter(
      (one) => isForEvery || one.tenant === null || one.tenant === tenant,
    );
  }

  private add(connector: LoadedConnector): void {
    const { name } = connector.definition;
    const versions = [...(this.byName.get(name) ?? []), connector];
    versions.sort((a, b) => compareVersions(b.definition.version, a.definition.version));
    this.byName.set(name, versions);
    this.types.clear();
  }
}

function majorOf(version: string): number {
  return numbersOf(version)[0] ?? 0;
}

/** Semantic versions without regard to what stands behind a dash, which is older than the plain one. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let place = 0; place < 3; place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return preReleaseOrder(a, b);
}

/** The numbers in it by their value, the rest by its letters; none is newest. */
function preReleaseOrder(a: string, b: string): number {
  if (isPreRelease(a) !== isPreRelease(b)) return Number(isPreRelease(b)) - Number(isPreRelease(a));
  return tagOf(a).localeCompare(tagOf(b), 'en', { numeric: true });
}

function isPreRelease(version: string): boolean {
  return tagOf(version) !== '';
}

function tagOf(version: string): string {
  return /^[^+-]*-([^+]*)/.exec(version)?.[1] ?? '';
}

function numbersOf(version: string): number[] {
  return (version.split(/[-+]/)[0] ?? '').split('.').map(Number);
}
