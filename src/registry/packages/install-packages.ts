import { existsSync } from 'node:fs';
import { lstat, readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Egress } from '../../egress/index.js';
import { lendModules } from './host-modules.js';
import { NpmRegistry } from './npm-registry.js';
import type { Packages } from './package-sources.js';
import { readPackageList, writePackageEntry, type PackageEntry } from './package-list.js';
import { pinId, type Pin } from './package-name.js';
import type { PackageSettings } from './package-places.js';
import { PackageStore } from './package-store.js';
import { choosePackage } from './choose-package.js';
import { MAX_TARBALL_BYTES, integrityOf } from './tarball.js';
import { packageError, reasonOf } from './package-error.js';

export interface PackageAsk extends PackageSettings {
  /** `name`, `name@version`, `name@tag` or the path of a tarball: named in the file first. Absent: what it names. */
  readonly wanted?: string;
  readonly isolation?: PackageEntry['isolation'];
  /** A folder of tarballs that are taken before the registry is asked. */
  readonly folder?: string;
  readonly registry: { readonly url: string; readonly token?: string; readonly egress: Egress };
}

/** What became of one package. */
export interface Installed {
  readonly package: string;
  readonly state: 'installed' | 'present' | 'failed';
  readonly problem?: string;
}

/** Tarballs looked at in a folder that was named. */
const MAX_LOOKED_AT = 1_000;

/**
 * Brings the packages that the configuration names to disk: from the folder given, else from the registry; each held to
 * its digest and unpacked by the host itself. No script of a package runs. One that cannot be had harms no other.
 */
export async function installPackages(ask: PackageAsk): Promise<Installed[]> {
  const store = new PackageStore(ask.directory);
  const registry = new NpmRegistry(ask.registry);
  const offered =
    ask.folder === undefined ? new Map<string, Buffer>() : await tarballsIn(resolve(ask.folder));
  if (ask.wanted !== undefined) {
    const entry = await choosePackage(ask.wanted, { registry, store, offered });
    writePackageEntry(ask.file, { ...entry, ...(ask.isolation ? { isolation: ask.isolation } : {}) });
  }
  const { entries, problems } = readPackageList(ask.file);
  const done: Installed[] = problems.map((one) => failed(one.from, one.problems.join('; ')));
  if (entries.length > 0) lendModules(ask.directory);
  for (const entry of entries) done.push(await install(entry, { store, registry, offered }));
  return done;
}

async function install(entry: PackageEntry, packages: Packages): Promise<Installed> {
  const { store } = packages;
  const name = pinId(entry);
  try {
    if ((await store.problemsOf(entry)).length === 0) return { package: name, state: 'present' };
    for (const pin of [entry, ...entry.dependencies]) await fetchTarball(pin, packages);
    await store.unpack(entry);
    const [problem] = await store.problemsOf(entry);
    return problem === undefined ? { package: name, state: 'installed' } : failed(name, problem);
  } catch (error) {
    return failed(name, reasonOf(error));
  }
}

/** Has the tarball of a pin on disk, with the digest that was pinned. */
async function fetchTarball(pin: Pin, { store, registry, offered }: Packages): Promise<void> {
  if (await store.tarball(pin)) return;
  const bytes = offered.get(pin.integrity) ?? (await fromRegistry(pin, registry));
  const integrity = integrityOf(bytes);
  if (integrity !== pin.integrity)
    throw packageError(`${pinId(pin)} came with ${integrity}, pinned is ${pin.integrity}: it is not taken`);
  await store.keepTarball(pin, bytes);
}

async function fromRegistry(pin: Pin, registry: NpmRegistry): Promise<Buffer> {
  return registry.tarball((await registry.packument(pin.package)).offer(pin.version));
}

async function tarballsIn(folder: string): Promise<Map<string, Buffer>> {
  if (!existsSync(folder)) throw packageError(`there is no folder ${folder}`);
  const found = new Map<string, Buffer>();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tgz')).slice(0, MAX_LOOKED_AT);
  for (const name of names) {
    const facts = await lstat(join(folder, name));
    if (!facts.isFile() || facts.size > MAX_TARBALL_BYTES) continue;
    const bytes = await readFile(join(folder, name));
    found.set(integrityOf(bytes), bytes);
  }
  return found;
}

function failed(name: string, problem: string): Installed {
  return { package: name, state: 'failed', problem };
}
