import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

import { CONTRACT_VERSION, isInRange } from '@hookyard/sdk';
import { z } from 'zod';

/** What a package says of itself, read before any of its code runs. */
export interface ConnectorManifest {
  /** The npm package; null where package.json names none. */
  readonly packageName: string | null;
  /** The version of the package; null where package.json has none. */
  readonly version: string | null;
  /** Whether it has the `hookyard` field, which binds the connector to what is said here. */
  readonly isDeclared: boolean;
  /** The file that exports `connector`, inside the folder. */
  readonly entry: string;
  /** Packages it wants beside it, with their ranges; those it brings along are not among them. */
  readonly dependencies: Readonly<Record<string, string>>;
}

export type ManifestRead =
  | { readonly manifest: ConnectorManifest; readonly problems?: never }
  | { readonly manifest?: never; readonly problems: readonly string[] };

export interface ManifestOptions {
  /** Which of a package's two entries is imported first: what was built, or its source. */
  readonly prefer: 'built' | 'source';
  /** A package needs the `hookyard` field; a folder may do with `exports["."]`. */
  readonly needsField: boolean;
}

/** A manifest has a few kilobytes; one larger is none. */
const MAX_MANIFEST_BYTES = 1024 * 1024;

const packageSchema = z.object({
  name: z.string().min(1).max(214).optional(),
  version: z.string().max(100).optional(),
  exports: z.unknown().optional(),
  hookyard: z
    .strictObject({
      connector: z.string().min(1).max(1_000),
      /** Taken where sources are preferred: a watched folder need not be built. */
      source: z.string().min(1).max(1_000).optional(),
      host: z.string().min(1).max(200).default('^1.0.0'),
    })
    .optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
  peerDependenciesMeta: z.record(z.string(), z.looseObject({ optional: z.boolean().optional() })).default({}),
  bundleDependencies: z.union([z.array(z.string()), z.boolean()]).optional(),
  bundledDependencies: z.union([z.array(z.string()), z.boolean()]).optional(),
});

type PackageJson = z.output<typeof packageSchema>;

/** Reads package.json: the entry, the host range and what it depends on; or everything that is wrong with it. */
export function readManifest(folder: string, options: ManifestOptions): ManifestRead {
  const read = readPackageJson(folder);
  if (read.problem !== undefined) return { problems: [read.problem] };
  const { json } = read;
  const entry = entryOf(folder, json, options);
  const problems = [...fieldProblems(json, options), ...('problem' in entry ? [entry.problem] : [])];
  if (problems.length > 0 || 'problem' in entry) return { problems };
  return {
    manifest: {
      packageName: json.name ?? null,
      version: json.version ?? null,
      isDeclared: json.hookyard !== undefined,
      entry: entry.path,
      dependencies: dependenciesOf(json),
    },
  };
}

function readPackageJson(
  folder: string,
): { readonly json: PackageJson; readonly problem?: never } | { readonly problem: string } {
  try {
    const file = join(folder, 'package.json');
    if (statSync(file).size > MAX_MANIFEST_BYTES) return { problem: 'package.json is larger than 1 MiB' };
    const parsed = packageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return { json: parsed.data };
    const told = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
    return { problem: `package.json is not valid: ${told.join('; ')}` };
  } catch (error) {
    return {
      problem: `package.json cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function fieldProblems({ hookyard }: PackageJson, { needsField }: ManifestOptions): string[] {
  if (!hookyard) {
    const remedy = 'write "hookyard": {"connector": "./dist/index.js", "host": "^1.0.0"}';
    return needsField ? [`package.json has no field "hookyard": ${remedy}`] : [];
  }
  const { host } = hookyard;
  const isHost = isInRange(CONTRACT_VERSION, host);
  if (isHost === undefined)
    return [`package.json: hookyard.host '${host}' is no semver range: write one like ^1.0.0`];
  const remedy = 'take the version of the package made for it';
  return isHost ? [] : [`it was written for host ${host}, this host is ${CONTRACT_VERSION}: ${remedy}`];
}

function entryOf(
  folder: string,
  { hookyard, exports }: PackageJson,
  { prefer }: ManifestOptions,
): { readonly path: string } | { readonly problem: string } {
  const entries = hookyard ? ownEntriesOf(hookyard, prefer) : entriesOf(exports, prefer);
  const found = entries.map((entry) => join(folder, entry)).find((entry) => existsSync(entry));
  if (found === undefined) {
    const remedy = 'set hookyard.connector (or exports["."]), and build it';
    return { problem: `package.json names no entry that exists: ${remedy}` };
  }
  const [root, path] = [realpathSync(folder), realpathSync(found)];
  if (!path.startsWith(root + sep))
    return { problem: 'its entry lies outside the package: name a file inside it' };
  return statSync(path).isFile()
    ? { path }
    : { problem: 'its entry is no file: name one inside the package' };
}

function ownEntriesOf(
  { connector, source }: NonNullable<PackageJson['hookyard']>,
  prefer: ManifestOptions['prefer'],
): string[] {
  return prefer === 'source' && source !== undefined ? [source, connector] : [connector];
}

function entriesOf(exports: unknown, prefer: ManifestOptions['prefer']): string[] {
  const main = isRecord(exports) ? exports['.'] : undefined;
  const { source, default: built } = isRecord(main) ? main : {};
  return (prefer === 'built' ? [built, source] : [source, built]).filter((one) => typeof one === 'string');
}

function dependenciesOf(json: PackageJson): Readonly<Record<string, string>> {
  const bundled = json.bundleDependencies ?? json.bundledDependencies ?? [];
  const own = Object.entries(json.dependencies);
  const brought = new Set(bundled === true ? own.map(([name]) => name) : bundled || []);
  const peers = Object.entries(json.peerDependencies).filter(
    ([name]) => json.peerDependenciesMeta[name]?.optional !== true,
  );
  return Object.fromEntries([...peers, ...own].filter(([name]) => !brought.has(name)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
