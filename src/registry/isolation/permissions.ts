import { realpathSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files it may read: the connector's own, the packages above it, and the host's program. Nothing it may write or start. */
export function permissions(entry: string): string[] {
  const file = realpathSync(fileURLToPath(entry.replace(/\?.*$/, '')));
  const host = fileURLToPath(new URL('../..', import.meta.url));
  const roots = new Set([
    packageOf(file),
    ...packagesAbove(file),
    ...packagesAbove(host),
    host,
    ...sdkFolder(host),
  ]);
  return [
    '--permission',
    // For the thread that watches parent and memory; a connector finds no module to make one with.
    '--allow-worker',
    '--no-warnings',
    ...[...roots].map((root) => `--allow-fs-read=${root}`),
  ];
}

/** In a workspace it lies beside the host, and is linked to. */
function sdkFolder(host: string): string[] {
  const links = packagesAbove(host).map((folder) => join(folder, '@hookyard', 'sdk'));
  return links
    .filter((link) => isPackage(link))
    .slice(0, 1)
    .map((link) => realpathSync(link));
}

function packageOf(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (isPackage(folder) || folder === parse(folder).root) return folder;
  }
}

function isPackage(folder: string): boolean {
  try {
    return realpathSync(join(folder, 'package.json')) !== '';
  } catch {
    return false;
  }
}

/** Where Node looks for packages: the folders `node_modules` on the way up. */
function packagesAbove(file: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); folder !== parse(folder).root; folder = dirname(folder))
    folders.push(join(folder, 'node_modules'));
  return folders;
}
