import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Soon enough for a person who saves a file; editors write one in several steps, which are over by the next look. */
const LOOK_EVERY_MS = 100;
/** What a try itself writes, and what is not the connector's own. */
const NOT_ITS_OWN = /^(node_modules|dist|\.git|golden\.json|.*~|\..*\.sw.)$/;

/** Files with what changes when they are written. */
type Look = ReadonlyMap<string, string>;

/**
 * What is saved in a folder. Looked for by and by: notices of the file system do not come through mounts of containers, and
 * stop for a file that an editor put in the place of another (Node watches the file that was there).
 */
export class Saves {
  private taken: Look;

  constructor(private readonly folder: string) {
    this.taken = lookInto(folder);
  }

  /** The next file that differs from when this was asked last, once the folder has come to rest; undefined when aborted. */
  async next(signal: AbortSignal): Promise<string | undefined> {
    for (let before = this.taken; !signal.aborted;) {
      const now = lookInto(this.folder);
      const saved = differing(this.taken, now);
      if (saved !== undefined && differing(before, now) === undefined) {
        this.taken = now;
        return saved;
      }
      before = now;
      await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  }
}

function lookInto(folder: string, found = new Map<string, string>()): Map<string, string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NOT_ITS_OWN.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) lookInto(path, found);
    const stat = entry.isFile() ? statSync(path, { throwIfNoEntry: false }) : undefined;
    if (stat) found.set(path, `${stat.mtimeMs} ${stat.size} ${stat.ino}`);
  }
  return found;
}

function differing(was: Look, is: Look): string | undefined {
  const written = [...is].find(([path, state]) => was.get(path) !== state);
  return written?.[0] ?? [...was.keys()].find((path) => !is.has(path));
}
