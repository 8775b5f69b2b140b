import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { isInRange } from '@hookyard/sdk';
import { packageError } from './package-error.js';

/** What connectors have of the host: the contract, and the schemas that go with it. Neither is unpacked twice. */
const LENT = ['@hookyard/sdk', 'zod'];

export interface LentModule {
  readonly name: string;
  readonly version: string;
  /** Its folder. */
  readonly path: string;
}

/** The host's own, wherever its packages are. */
export function lentModules(): LentModule[] {
  return LENT.map((name) => {
    const path = realpathSync(nearest(name));
    const { version } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { version: string };
    return { name, version, path };
  });
}

/** Lets everything below a directory find them, as Node looks for packages. */
export function lendModules(directory: string): void {
  for (const { name, path } of lentModules()) {
    const link = join(directory, 'node_modules', name);
    const present = lstatSync(link, { throwIfNoEntry: false });
    if (present?.isSymbolicLink() && readlinkSync(link) === path) continue;
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { recursive: true, force: true });
    symlinkSync(path, link, 'dir');
  }
}

/** What a package wants beside it that neither the host lends nor lies there. */
export function unmetDependencies(
  wanted: Readonly<Record<string, string>>,
  beside: readonly { readonly package: string; readonly version: string }[],
): string[] {
  const there = new Map([
    ...beside.map((one) => [one.package, one.version] as const),
    ...lentModules().map(({ name, version }) => [name, version] as const),
  ]);
  return Object.entries(wanted).flatMap(([name, range]) => {
    const version = there.get(name);
    if (version === undefined)
      return [`it needs ${name} ${range}: bundle it (bundleDependencies), or name it among its dependencies`];
    const isIn = isInRange(version, range);
    return isIn === false
      ? [`it needs ${name} ${range}, and there is ${version}: bundle the one it needs`]
      : [];
  });
}

function nearest(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) throw packageError(`the host has no ${name}`);
  }
}
