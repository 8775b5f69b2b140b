import type { AnyConnector } from '@hookyard/sdk';

import type { LoadedConnector } from './directory.js';
import { EVERY_TENANT, connectorId } from './ids.js';
import { typesOf, type ConnectorsType } from './record-types/declared-types.js';

/** A connector that was not taken, and why. */
export interface RefusedConnector {
  /** The folder, or `name@version` of a stored one. */
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
  private readonly refusals: RefusedConnector[] = [];

  addCode(definition: AnyConnector): void {
    this.add({
      id: connectorId(definition.name, definition.version),
      definition,
      form: 'code',
      tenant: null,
    });
  }

  addData(definition: AnyConnector, tenant: number): LoadedConnector {
    const connector: LoadedConnector = {
      id: connectorId(definition.name, definition.version),
      definition,
      form: 'data',
      tenant: tenant === EVERY_TENANT ? null : tenant,
    };
    this.add(connector);
    return connector;
  }

  refuse(refusal: RefusedConnector): void {
    this.refusals.push(refusal);
  }

  get refused(): readonly RefusedConnector[] {
    return this.refusals;
  }

  /** All versions a tenant may use, by name, newest first. */
  list(tenant: number): LoadedConnector[] {
    return [...this.byName.keys()].sort().flatMap((name) => this.versions(tenant, name));
  }

  /** The version asked for, or the newest. */
  find(tenant: number, name: string, version?: string): LoadedConnector | undefined {
    const versions = this.versions(tenant, name);
    return version === undefined
      ? versions[0]
      : versions.find(({ definition }) => definition.version === version);
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
   * What a connection runs on: the version it is pinned to, or the one of the same major version that took its place
   * on disk.
   */
  pinned(tenant: number, name: string, version: string): LoadedConnector | undefined {
    const exact = this.find(tenant, name, version);
    if (exact) return exact;
    const major = majorOf(version);
    return this.versions(tenant, name).find(
      (one) => one.form === 'code' && majorOf(one.definition.version) === major,
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
  return Number(b.includes('-')) - Number(a.includes('-'));
}

function numbersOf(version: string): number[] {
  return (version.split(/[-+]/)[0] ?? '').split('.').map(Number);
}
