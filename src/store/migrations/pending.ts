import { HostError } from '../../errors/index.js';
import type { Migration } from './migration.js';

/** A step that was taken. `needs`: see Migration; null or absent: taken by a host that did not say. */
export interface DoneStep {
  readonly version: number;
  readonly needs?: number | null;
}

/**
 * What is still to run. Steps that this host does not know are a newer host's: it may work beside it where they say so
 * (S8.9), and is refused where they do not.
 */
export function pendingAfter(done: readonly DoneStep[], all: readonly Migration[]): Migration[] {
  const known = new Set(all.map(({ version }) => version));
  const unreadable = done.find(({ version, needs }) => !known.has(version) && !known.has(needs ?? version));
  if (unreadable) {
    throw new HostError('DATABASE_NEWER', {
      detail: `its schema has step ${unreadable.version}, this host ends at ${Math.max(...known)}`,
    });
  }
  const applied = new Set(done.map(({ version }) => version));
  return all.filter(({ version }) => !applied.has(version));
}
