import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

import type { PackageEntry } from './package-list.js';
import { fileNameOf, pinId, type Pin } from './package-name.js';
import { MAX_TARBALL_BYTES, integrityOf, readTarball, type PackageFiles } from './tarball.js';
import { packageError, reasonOf } from './package-error.js';

const INSTALL = 'run hookyard connectors install';

/**
 * Packages on disk: each as the tarball that the registry served, whose digest the configuration names, and unpacked
 * beside it. Only what is byte for byte what its tarball holds is used.
 */
export class PackageStore {
  constructor(readonly directory: string) {}

  /** Where an entry lies unpacked, what it depends on in its `node_modules`. */
  folderOf(entry: Pick<Pin, 'package' | 'version'>): string {
    return join(this.directory, 'unpacked', fileNameOf(entry));
  }

  tarballOf(pin: Pick<Pin, 'package' | 'version'>): string {
    return join(this.directory, 'tarballs', `${fileNameOf(pin)}.tgz`);
  }

  /** What keeps an entry from being used; empty: it is whole. */
  async problemsOf(entry: PackageEntry): Promise<string[]> {
    try {
      const wanted = await this.filesOf(entry);
      const folder = this.folderOf(entry);
      if (!existsSync(folder)) return [`is not unpacked: ${INSTALL}`];
      const difference = await differenceOf(folder, wanted);
      return difference === null
        ? []
        : [`${difference} since it was installed: ${INSTALL}, and find out who did it`];
    } catch (error) {
      return [reasonOf(error)];
    }
  }

  /** The tarball of a pin, where it is there and has the digest; null where it is not there. */
  async tarball(pin: Pin): Promise<Buffer | null> {
    const path = this.tarballOf(pin);
    const found = await lstat(path).catch(() => null);
    if (!found) return null;
    if (!found.isFile() || found.size > MAX_TARBALL_BYTES)
      throw packageError(`${path} is no tarball of a connector`);
    const bytes = await readFile(path);
    const integrity = integrityOf(bytes);
    if (integrity === pin.integrity) return bytes;
    const remedy = `remove the file and ${INSTALL}, or correct the integrity in the configuration`;
    throw packageError(
      `${path} is not the package that is pinned: it has ${integrity}, not ${pin.integrity}; ${remedy}`,
    );
  }

  async keepTarball(pin: Pin, bytes: Buffer): Promise<void> {
    const path = this.tarballOf(pin);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, bytes);
    await rename(`${path}.new`, path);
  }

  /** Unpacks an entry from its tarballs, in the place of what was there. No script of it runs. */
  async unpack(entry: PackageEntry): Promise<void> {
    const files = await this.filesOf(entry);
    const folder = this.folderOf(entry);
    await mkdir(dirname(folder), { recursive: true });
    const made = await mkdtemp(join(dirname(folder), '.new-'));
    for (const [path, content] of files) {
      const file = join(made, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content, { mode: 0o644 });
    }
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder);
  }

  /** All files of an entry, its dependencies among them. */
  private async filesOf(entry: PackageEntry): Promise<PackageFiles> {
    const files = new Map<string, Buffer>(await this.filesOfPin(entry));
    for (const dependency of entry.dependencies) {
      for (const [path, content] of await this.filesOfPin(dependency)) {
        const place = `node_modules/${dependency.package}/${path}`;
        if (files.has(place))
          throw packageError(`it brings ${dependency.package} along: do not name it beside it`);
        files.set(place, content);
      }
    }
    return files;
  }

  private async filesOfPin(pin: Pin): Promise<PackageFiles> {
    const bytes = await this.tarball(pin);
    if (!bytes) throw packageError(`${pinId(pin)} is not installed: ${INSTALL}`);
    return readTarball(bytes).catch((error: unknown) => {
      throw packageError(`${pinId(pin)} ${reasonOf(error)}`, error);
    });
  }
}

/** The first difference between a folder and what it is to hold. */
async function differenceOf(folder: string, wanted: PackageFiles): Promise<string | null> {
  const present = new Set<string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isFile()) return `${path} was put there as a link or a device`;
    const content = wanted.get(path);
    if (!content) return `${path} was added`;
    if (!content.equals(await readFile(join(folder, path)))) return `${path} was changed`;
    present.add(path);
  }
  const missing = [...wanted.keys()].find((path) => !present.has(path));
  return missing === undefined ? null : `${missing} was removed`;
}
