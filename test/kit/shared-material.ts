import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A path into the reference material beside the repository, or null where it is not there. */
export function sharedPath(...parts: readonly string[]): string | null {
  const path = join(ROOT, '..', 'shared', ...parts);
  return existsSync(path) ? path : null;
}
