import { NEVER } from '../flow/index.js';
import type { Statement, Store } from '../store/index.js';

import { gapsDueAt, type SequenceState } from './sequence-gaps.js';

interface Stored {
  readonly owner: number;
  readonly version: number;
  readonly high: number;
  readonly seenAt: number;
  /** JSON text: open gaps, and what came behind the highest number. */
  readonly gaps: string;
  readonly reported: string;
}

export interface SequenceRow {
  readonly owner: number;
  readonly version: number;
  readonly state: SequenceState;
}

const COLUMNS = 'owner, version, high, seen_at AS "seenAt", gaps, reported';

const byOwner: Statement<Stored> = {
  name: 'sequence_by_owner',
  params: { owner: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM hook_sequence WHERE owner = @owner`,
  postgres: `SELECT s.* FROM unnest($1::int8[]) AS x(o) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM hook_sequence WHERE owner = x.o) s`,
};

const due: Statement<Stored> = {
  name: 'sequence_due',
  params: { now: 'int8', count: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM hook_sequence WHERE due_at <= @now ORDER BY due_at LIMIT @count`,
  postgres: `SELECT s.* FROM unnest($1::int8[], $2::int8[]) AS x(now, n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM hook_sequence WHERE due_at <= x.now ORDER BY due_at LIMIT x.n) s`,
};

/** Only over the version that was read: nobody's delivery is lost. */
const keep: Statement<{ owner: number }> = {
  name: 'sequence_keep',
  params: {
    owner: 'int8',
    version: 'int8',
    high: 'int8',
    seenAt: 'int8',
    gaps: 'text',
    reported: 'text',
    dueAt: 'int8',
  },
  sqlite: `INSERT INTO hook_sequence (owner, version, high, seen_at, gaps, reported, due_at)
    VALUES (@owner, @version, @high, @seenAt, @gaps, @reported, @dueAt)
    ON CONFLICT (owner) DO UPDATE SET version = excluded.version, high = excluded.high, seen_at = excluded.seen_at,
      gaps = excluded.gaps, reported = excluded.reported, due_at = excluded.due_at
    WHERE hook_sequence.version = excluded.version - 1 RETURNING owner`,
  postgres: `INSERT INTO hook_sequence (owner, version, high, seen_at, gaps, reported, due_at)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::text[], $6::text[], $7::int8[])
    ON CONFLICT (owner) DO UPDATE SET version = excluded.version, high = excluded.high, seen_at = excluded.seen_at,
      gaps = excluded.gaps, reported = excluded.reported, due_at = excluded.due_at
    WHERE hook_sequence.version = excluded.version - 1 RETURNING owner`,
};

export const SEQUENCE_STATEMENTS: readonly Statement[] = [byOwner, due, keep];

const DUE_AT_ONCE = 20;

/** What is known of the numbers each receiving point's sender gives its deliveries. */
export class SequenceStore {
  constructor(private readonly store: Store) {}

  async of(owner: number): Promise<SequenceRow | undefined> {
    const [row] = await this.store.read(byOwner, [{ owner }]);
    return row && rowOf(row);
  }

  async due(now: number): Promise<SequenceRow[]> {
    return (await this.store.read(due, [{ now, count: DUE_AT_ONCE }])).map(rowOf);
  }

  /** Reads, changes and keeps; again where somebody else did meanwhile. Answers what is known now. */
  async change(
    owner: number,
    change: (state: SequenceState | undefined) => SequenceState,
  ): Promise<SequenceState> {
    for (;;) {
      const row = await this.of(owner);
      const state = change(row?.state);
      if (await this.keep({ owner, version: (row?.version ?? 0) + 1, state })) return state;
    }
  }

  private async keep({ owner, version, state }: SequenceRow): Promise<boolean> {
    const { high, seenAt, open, reported, behind } = state;
    const texts = { gaps: JSON.stringify({ open, behind }), reported: JSON.stringify(reported) };
    const row = { owner, version, high, seenAt, ...texts, dueAt: gapsDueAt(state) ?? NEVER };
    return this.store.write(async (tx) => (await tx.many(keep, [row])).length > 0);
  }
}

function rowOf({ owner, version, high, seenAt, gaps, reported }: Stored): SequenceRow {
  const { open, behind } = JSON.parse(gaps) as Pick<SequenceState, 'open' | 'behind'>;
  const state = { high, seenAt, open, behind, reported: JSON.parse(reported) as SequenceState['reported'] };
  return { owner, version, state };
}
