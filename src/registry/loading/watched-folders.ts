import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { ignore } from '../../errors/index.js';
import type { ConnectorLoader, ConnectorPlace } from '../connector-loader.js';
import type { ConnectorShelf } from '../connector-shelf.js';
import { reloadable } from './reload-hooks.js';

export interface WatchedOptions {
  readonly loader: ConnectorLoader;
  readonly shelf: ConnectorShelf;
  readonly places: readonly ConnectorPlace[];
  /** After a folder was loaded anew: connections run on it from their next request on. */
  readonly onReloaded: (id: string) => Promise<void>;
  /** After a folder could not be loaded: what was loaded of it before runs on. */
  readonly onRefused: (from: string, problems: readonly string[]) => void;
  /** Default 300 ms. */
  readonly intervalMs?: number;
}

interface Watched {
  readonly place: ConnectorPlace;
  /** How the folder looked when it was loaded last, and at the last look. */
  loaded: string;
  seen: string;
}

/** Soon enough for a person who saves a file; a folder of some hundred files is looked through in a millisecond. */
const INTERVAL_MS = 300;
const MAX_FILES = 5_000;
const NOT_LOOKED_AT = new Set(['node_modules', '.git']);

/**
 * Folders under development, loaded anew when a file in them changed and the folder has come to rest. Looked through by
 * and by, not by notices of the file system: those do not come through mounts of containers.
 */
export class WatchedFolders {
  private readonly folders: Watched[];
  private loadings = 0;
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(private readonly options: WatchedOptions) {
    this.folders = options.places.map((place) => ({ place, loaded: '', seen: '' }));
    if (options.places.length > 0) reloadable(options.places.map(({ folder }) => folder));
  }

  /** The first loading of all of them. */
  async load(): Promise<void> {
    for (const watched of this.folders) await this.take(watched, await fingerprintOf(watched.place.folder));
  }

  start(): void {
    if (this.folders.length > 0) this.next();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  private next(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.turn = this.look()
        .catch((error: unknown) => ignore(error, 'the folder is looked at again in a moment'))
        .then(() => this.next());
    }, this.options.intervalMs ?? INTERVAL_MS);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    for (const watched of this.folders) {
      const now = await fingerprintOf(watched.place.folder);
      const isAtRest = now === watched.seen;
      watched.seen = now;
      if (!isAtRest || now === watched.loaded) continue;
      const id = await this.take(watched, now);
      if (id !== null) await this.options.onReloaded(id);
    }
  }

  private async take(watched: Watched, fingerprint: string): Promise<string | null> {
    const { loader, shelf, onRefused } = this.options;
    const { from } = watched.place;
    watched.loaded = fingerprint;
    this.loadings += 1;
    const taken = await loader.reload(watched.place, this.loadings);
    if (!('problems' in taken)) return taken.id;
    shelf.refuse({ from, problems: taken.problems });
    onRefused(from, taken.problems);
    return null;
  }
}

/** Changes whenever a file comes, goes or is written. */
async function fingerprintOf(folder: string): Promise<string> {
  if (!existsSync(folder)) return 'it is not there';
  const hash = createHash('sha256');
  let files = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || isLeftOut(path.slice(folder.length))) continue;
    if ((files += 1) > MAX_FILES) break;
    const { mtimeMs, size } = await stat(path);
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function isLeftOut(path: string): boolean {
  return path.split(/[\\/]/).some((part) => NOT_LOOKED_AT.has(part));
}
