import type { Removed } from '../flow/index.js';
import type { Store } from '../store/index.js';

import { PACKED_FROM_BYTES, pack } from './packing.js';
import type { Place } from './retention-place.js';
import { hookBodies } from './statements/hook-statements.js';
import type { HookRow } from './statements/read-statements.js';
import { packHook, putRetentionPlace } from './statements/retaining-statements.js';

/** Bodies in memory at a time. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Compresses bodies of hooks that are over, on another thread, some megabytes at a time. */
export class HookPacking {
  constructor(private readonly store: Store) {}

  /** `hooks` are over. The last step notes the place. */
  async *pieces(hooks: readonly HookRow[], place: Place): AsyncGenerator<Removed> {
    const large = hooks.filter(({ size, is_packed }) => size > PACKED_FROM_BYTES && is_packed === 0);
    for (const some of bySize(large)) yield { rows: { packed: await this.packSome(some) } };
    await this.store.write((tx) => tx.many(putRetentionPlace, [place]));
    yield { rows: {} };
  }

  private async packSome(hooks: readonly HookRow[]): Promise<number> {
    const heads = new Map(hooks.map(({ seq, head }) => [seq, head]));
    const bodies = await this.store.read(
      hookBodies,
      hooks.map(({ seq }) => ({ seq })),
    );
    const rows = await Promise.all(
      bodies.map(async ({ seq, body }) => {
        const packed = body.length > PACKED_FROM_BYTES ? await pack(body) : null;
        return packed ? [{ seq, was: heads.get(seq) ?? '', packed, unpacked: body.length }] : [];
      }),
    );
    const worthIt = rows.flat();
    if (worthIt.length === 0) return 0;
    return (await this.store.write((tx) => tx.many(packHook, worthIt))).length;
  }
}

function bySize(hooks: readonly HookRow[]): HookRow[][] {
  const groups: HookRow[][] = [];
  let room = 0;
  for (const hook of hooks) {
    if (hook.size > room) {
      groups.push([]);
      room = MOST_BYTES;
    }
    groups.at(-1)?.push(hook);
    room -= hook.size;
  }
  return groups;
}
