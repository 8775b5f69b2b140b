import type { Mode } from '@hookyard/sdk';

import type { Statement, Tx } from '../store/index.js';

import { hostEvent } from './host-event.js';
import { writeEvents } from './write-events.js';

/** An address that is called once when a piece of work is over. */
export interface Callback {
  /** The public id of the work: what the address is told. */
  readonly work: string;
  readonly tenant: number;
  readonly mode: Mode;
  readonly url: string;
}

const insertCallbacks: Statement = {
  name: 'event_insert_callbacks',
  params: { work: 'text', tenant: 'int8', mode: 'text', url: 'text' },
  sqlite: `INSERT INTO callback(work, tenant, mode, url) VALUES (@work, @tenant, @mode, @url)
    ON CONFLICT (work) DO UPDATE SET url = @url`,
  postgres: `INSERT INTO callback(work, tenant, mode, url)
    SELECT * FROM unnest($1::text[], $2::int8[], $3::text[], $4::text[])
    ON CONFLICT (work) DO UPDATE SET url = excluded.url`,
};

const takeCallbacks: Statement<Callback> = {
  name: 'event_take_callbacks',
  params: { work: 'text' },
  sqlite: 'DELETE FROM callback WHERE work = @work RETURNING work, tenant, mode, url',
  postgres: `DELETE FROM callback USING unnest($1::text[]) AS q(work) WHERE callback.work = q.work
    RETURNING callback.work, callback.tenant, callback.mode, callback.url`,
};

const arrangedCallbacks: Statement<{ work: string }> = {
  name: 'event_arranged_callbacks',
  params: { work: 'text' },
  sqlite: 'SELECT work FROM callback WHERE work = @work',
  postgres: `SELECT c.work FROM unnest($1::text[]) AS q(work)
    CROSS JOIN LATERAL (SELECT work FROM callback WHERE work = q.work LIMIT 1) c`,
};

export const CALLBACK_STATEMENTS: readonly Statement[] = [insertCallbacks, takeCallbacks, arrangedCallbacks];

/** In the commit that begins the work; its URL was checked, and somebody is there who calls it (`registry.callbacks`). */
export async function arrangeCallback(tx: Tx, { work, tenant, mode, url }: Callback): Promise<void> {
  await tx.many(insertCallbacks, [{ work, tenant, mode, url }]);
}

/** In the commit that ends the work, whichever way: it is called once, and never without that. */
export async function completeCallbacks(tx: Tx, works: readonly string[], at: number): Promise<void> {
  const taken = await tx.many(
    takeCallbacks,
    works.map((work) => ({ work })),
  );
  await writeEvents(
    tx,
    taken.map(({ work, tenant, mode, url }) =>
      hostEvent({ tenant, mode, type: 'callback.due', at, data: { id: work, url } }),
    ),
  );
}

/** Of these, the work whose end somebody wants to hear of. */
export async function withCallbacks(tx: Tx, works: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.many(
    arrangedCallbacks,
    works.map((work) => ({ work })),
  );
  return new Set(rows.map(({ work }) => work));
}
