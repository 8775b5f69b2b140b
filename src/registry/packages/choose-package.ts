import { readFile, stat } from 'node:fs/promises';

import { isInRange } from '@hookyard/sdk';
import { z } from 'zod';

import { compareVersions } from '../connector-shelf.js';
import { lentModules } from './host-modules.js';
import type { Packages } from './package-sources.js';
import type { PackageEntry } from './package-list.js';
import { isExactVersion, pinId, pinSchema, type Pin } from './package-name.js';
import { MAX_TARBALL_BYTES, integrityOf, readTarball } from './tarball.js';
import { packageError } from './package-error.js';

/** More than this is an application, not a connector. */
const MAX_DEPENDENCIES = 200;

const manifestSchema = z.looseObject({
  name: pinSchema.shape.package,
  version: pinSchema.shape.version,
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
  peerDependenciesMeta: z.record(z.string(), z.looseObject({ optional: z.boolean().optional() })).default({}),
  bundleDependencies: z.union([z.array(z.string()), z.boolean()]).optional(),
  bundledDependencies: z.union([z.array(z.string()), z.boolean()]).optional(),
});

interface Chosen extends Pin {
  readonly needs: readonly Need[];
}

interface Need {
  readonly name: string;
  readonly range: string;
  readonly by: string;
}

/**
 * The entry for a package that somebody wants, with all it needs beside it: each in the newest version that everybody's
 * range allows. What the host lends and what a package brings along is not looked for. Throws where two of them cannot
 * do with one version.
 */
export async function choosePackage(wanted: string, packages: Packages): Promise<PackageEntry> {
  const root = await rootOf(wanted, packages);
  const lent = new Set(lentModules().map(({ name }) => name));
  const chosen = new Map<string, Chosen>();
  const open = [...root.needs];
  for (let need = open.shift(); need; need = open.shift()) {
    if (lent.has(need.name)) continue;
    const present = chosen.get(need.name);
    if (present) refuseOther(present, need);
    else {
      if (chosen.size >= MAX_DEPENDENCIES)
        throw packageError(
          `${pinId(root)} needs more than ${MAX_DEPENDENCIES} packages: bundle what it needs`,
        );
      const one = await dependencyOf(need, packages);
      chosen.set(need.name, one);
      open.push(...one.needs);
    }
  }
  return { ...pinOf(root), dependencies: [...chosen.values()].map(pinOf) };
}

async function rootOf(wanted: string, packages: Packages): Promise<Chosen> {
  if (wanted.endsWith('.tgz')) return fromFile(wanted, packages);
  const at = wanted.indexOf('@', 1);
  const name = at < 0 ? wanted : wanted.slice(0, at);
  const asked = at < 0 ? 'latest' : wanted.slice(at + 1);
  const packument = await packages.registry.packument(name);
  const version = isExactVersion(asked) ? asked : packument.tags[asked];
  if (version === undefined) throw packageError(`${name} has neither a version nor a tag ${asked}`);
  return fetched(packument.offer(version), packages);
}

async function dependencyOf(need: Need, packages: Packages): Promise<Chosen> {
  const { name, range, by } = need;
  const packument = await packages.registry.packument(name);
  const fitting = packument.versions.filter((one) => !one.includes('-') && isInRange(one, range) === true);
  const version = fitting.toSorted(compareVersions).at(-1);
  if (version === undefined) throw packageError(`${by} needs ${name} ${range}, and there is none: bundle it`);
  return fetched(packument.offer(version), packages);
}

function refuseOther({ package: name, version }: Pin, { range, by }: Need): void {
  if (isInRange(version, range) === true) return;
  throw packageError(
    `${by} needs ${name} ${range}, others ${version}: bundle what they need (bundleDependencies)`,
  );
}

async function fetched(
  offer: Parameters<Packages['registry']['tarball']>[0],
  packages: Packages,
): Promise<Chosen> {
  const bytes = packages.offered.get(offer.integrity) ?? (await packages.registry.tarball(offer));
  if (integrityOf(bytes) !== offer.integrity)
    throw packageError(`${pinId(offer)} did not come as the registry says it is: it is not taken`);
  return kept(bytes, packages);
}

async function fromFile(path: string, packages: Packages): Promise<Chosen> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) throw packageError(`there is no file ${path}`);
  if (facts.size > MAX_TARBALL_BYTES) throw packageError(`${path} is larger than 32 MiB`);
  return kept(await readFile(path), packages);
}

async function kept(bytes: Buffer, { store }: Packages): Promise<Chosen> {
  const files = await readTarball(bytes);
  const parsed = manifestSchema.safeParse(JSON.parse(files.get('package.json')?.toString('utf8') ?? 'null'));
  if (!parsed.success) throw packageError('it has no package.json with a name and an exact version');
  const { name, version } = parsed.data;
  const pin = { package: name, version, integrity: integrityOf(bytes) };
  await store.keepTarball(pin, bytes);
  return { ...pin, needs: needsOf(parsed.data) };
}

function needsOf(manifest: z.output<typeof manifestSchema>): Need[] {
  const { name, version, dependencies, peerDependencies, peerDependenciesMeta } = manifest;
  const bundled = manifest.bundleDependencies ?? manifest.bundledDependencies ?? [];
  const brought = bundled === true ? Object.keys(dependencies) : bundled || [];
  const peers = Object.entries(peerDependencies).filter(
    ([one]) => peerDependenciesMeta[one]?.optional !== true,
  );
  return [...peers, ...Object.entries(dependencies)]
    .filter(([one]) => !brought.includes(one))
    .map(([one, range]) => ({ name: one, range, by: `${name}@${version}` }));
}

function pinOf({ package: name, version, integrity }: Pin): Pin {
  return { package: name, version, integrity };
}
