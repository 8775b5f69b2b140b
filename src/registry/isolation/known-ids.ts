import type { CallAt } from './facts.js';
import type { Path } from './wire.js';

/** Of each of two generations, those of the last seconds: what a hook brings is asked for until it is through. */
const MOST_IDS = 4_000;
/** Longer ones are asked for each time: all of them take a megabyte or two. */
const MOST_CHARS = 128;

/**
 * External ids of a connector's types, and the one form its `normalize` gives each (S1.4): pure, so that it is asked once.
 * What `resolve` answered comes with the ids in it normalised.
 */
export class KnownIds {
  private young = new Map<string, string>();
  private old = new Map<string, string>();

  /** Type, id and its one form, one after the other, as a worker told them. */
  add(told: readonly string[]): void {
    for (let at = 0; at + 2 < told.length; at += 3) this.keep(keyOf(told[at], told[at + 1]), told[at + 2]);
  }

  /** What is known answers at once, all else goes on to where the code is. */
  before(call: (path: Path, args: readonly unknown[]) => Promise<unknown>): CallAt {
    return (path, args) => {
      const type = typeOfIds(path);
      const [raw] = args;
      if (type === undefined || typeof raw !== 'string') return call(path, args);
      const key = keyOf(type, raw);
      return (
        this.young.get(key) ??
        this.old.get(key) ??
        call(path, args).then((id) => {
          this.keep(key, id);
          return id;
        })
      );
    };
  }

  private keep(key: string, id: unknown): void {
    if (typeof id !== 'string' || id === '' || key.length > MOST_CHARS || id.length > MOST_CHARS) return;
    if (this.young.size >= MOST_IDS) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, id);
  }
}

/** Of `records.TYPE.id.normalize`: TYPE. */
function typeOfIds([of, type, part, name]: Path): string | undefined {
  return of === 'records' && part === 'id' && name === 'normalize' ? type : undefined;
}

function keyOf(type: unknown, raw: unknown): string {
  return `${String(type)}\n${String(raw)}`;
}
