import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import type { ReadEntry } from 'tar';

import { packageError, reasonOf } from './package-error.js';

/** Connectors are code: the largest SDKs of vendors have 5 MB packed. */
export const MAX_TARBALL_BYTES = 32 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;
const MAX_FILES = 10_000;
const MAX_PATH = 400;

/** What a package holds, by path; folders are not in it. */
export type PackageFiles = ReadonlyMap<string, Buffer>;

/** As a lockfile has it. */
export function integrityOf(tarball: Buffer): string {
  return `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
}

/**
 * The files of a package as npm packs it. Throws, with words for an operator, for what is no such package, is larger
 * than a connector can be, or holds anything but plain files inside it: links and paths upwards are tricks.
 */
export async function readTarball(tarball: Buffer): Promise<PackageFiles> {
  if (tarball.length > MAX_TARBALL_BYTES) throw packageError('is larger than 32 MiB');
  const packed = await promisify(gunzip)(tarball, { maxOutputLength: MAX_UNPACKED_BYTES }).catch(
    (error: unknown) => {
      throw packageError(`cannot be unpacked: ${reasonOf(error)}`);
    },
  );
  return entriesOf(packed);
}

async function entriesOf(packed: Buffer): Promise<PackageFiles> {
  const { Parser } = await import('tar');
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>();
    const parser = new Parser({
      strict: true,
      onReadEntry(entry) {
        const problem = problemOf(entry, files);
        if (problem !== null) reject(packageError(`${problem}: ${entry.path.slice(0, MAX_PATH)}`));
        if (problem !== null || entry.type === 'Directory') {
          entry.resume();
          return;
        }
        const chunks: Buffer[] = [];
        files.set(insidePath(entry.path), Buffer.alloc(0));
        entry.on('data', (chunk: Buffer) => chunks.push(chunk));
        entry.on('end', () => files.set(insidePath(entry.path), Buffer.concat(chunks)));
      },
    });
    parser.on('error', (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))));
    parser.on('end', () => resolve(files));
    parser.end(packed);
  });
}

function problemOf({ type, path }: ReadEntry, files: PackageFiles): string | null {
  if (type === 'Directory') return null;
  if (type !== 'File' && type !== 'OldFile') return `holds a ${type}, which no package needs`;
  if (files.size >= MAX_FILES) return `holds more than ${MAX_FILES} files`;
  const parts = path.split('/');
  const isPlain = !/[\\\0]/.test(path) && !path.startsWith('/') && path.length <= MAX_PATH;
  if (!isPlain || parts.length < 2 || parts.some((part) => part === '..' || part === '.' || part === ''))
    return 'holds a path that leads out of it';
  return files.has(insidePath(path)) ? 'holds a file twice' : null;
}

/** npm puts everything into one folder, `package` by custom. */
function insidePath(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}
