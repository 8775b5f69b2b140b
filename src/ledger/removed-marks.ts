import type { Store, Tx } from '../store/index.js';

import { readGeneration, writeMeta } from './statements/hook-statements.js';

/** The newest row of a table that retention removed. Older ones that are not there were removed, too. */
export interface RemovedMark {
  readonly seq: number;
  readonly at: number;
}

type Table = 'hook' | 'request';

const KEYS = { hook: 'removed-hook', request: 'removed-request' } as const;

/** What lets an answer say "removed" instead of "not found", without a row for each that is gone. */
export class RemovedMarks {
  constructor(private readonly store: Store) {}

  async read(): Promise<Readonly<Record<Table, RemovedMark | null>>> {
    return marksOf(await this.store.read(readGeneration, ASKED));
  }

  /** In the commit that removes them. */
  async write(tx: Tx, table: Table, gone: readonly RemovedMark[]): Promise<void> {
    if (gone.length === 0) return;
    const known = marksOf(await tx.many(readGeneration, ASKED))[table];
    const newest = gone.reduce((most, one) => (one.seq > most.seq ? one : most), known ?? { seq: 0, at: 0 });
    if (newest === known) return;
    const value = JSON.stringify({ seq: newest.seq, at: newest.at });
    await tx.many(writeMeta, [{ key: KEYS[table], value }]);
  }
}

const ASKED = Object.values(KEYS).map((key) => ({ key }));

function marksOf(
  rows: readonly { readonly key: string; readonly value: string }[],
): Readonly<Record<Table, RemovedMark | null>> {
  const values = new Map(rows.map(({ key, value }) => [key, JSON.parse(value) as RemovedMark]));
  return { hook: values.get(KEYS.hook) ?? null, request: values.get(KEYS.request) ?? null };
}
