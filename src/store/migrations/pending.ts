import { HostError } from '../../errors/index.js';
import type { Migration } from './migration.js';

/** What is still to run. A database that an older host must not touch is refused. */
export function pendingAfter(
  done: readonly { readonly version: number }[],
  all: readonly Migration[],
): Migration[] {
  const known = new Set(all.map(({ version }) => version));
  const unknown = done.find(({ version }) => !known.has(version));
  if (unknown) {
    throw new HostError('DATABASE_NEWER', {
      detail: `its schema has step ${unknown.version}, this host ends at ${all.length}`,
    });
  }
  const applied = new Set(done.map(({ version }) => version));
  return all.filter(({ version }) => !applied.has(version));
}
