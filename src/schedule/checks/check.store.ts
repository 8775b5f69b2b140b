import type { Store, Tx } from '../../store/index.js';

import * as sql from './check-statements.js';
import type { CheckRow } from './check-statements.js';

/** A connection whose configuration may be another than was checked. */
export interface NoticedCheck {
  readonly connection: number;
  readonly seen: string;
}

/** What is kept of a check that was made. */
export type CheckResult = Pick<
  CheckRow,
  'account' | 'at' | 'attempts' | 'dueAt' | 'end' | 'failure' | 'message' | 'tookMs'
>;

/** When connections are checked, by whom now, and what it came to last. */
export class CheckStore {
  constructor(private readonly store: Store) {}

  async notice(all: readonly NoticedCheck[], now: number): Promise<void> {
    const rows = all.map((one) => ({ ...one, now }));
    await this.store.write((tx) => tx.many(sql.noticeCheck, rows));
  }

  /** It is due now, in the commit that says who asked. */
  async askIn(tx: Tx, connection: number, now: number): Promise<CheckRow> {
    const [row] = await tx.many(sql.askCheck, [{ connection, now }]);
    if (!row) throw new Error(`the check of connection ${connection} was asked for and is not there`);
    return row;
  }

  due(now: number, count: number): Promise<CheckRow[]> {
    return this.store.read(sql.dueChecks, [{ now, count }]);
  }

  async of(connection: number): Promise<CheckRow | undefined> {
    const [row] = await this.store.read(sql.checkOf, [{ connection }]);
    return row;
  }

  /** Undefined where somebody else has it. */
  async take(
    { connection, turn }: CheckRow,
    { seen, now, until }: { readonly seen: string; readonly now: number; readonly until: number },
  ): Promise<CheckRow | undefined> {
    const asked = [{ connection, turn, seen, now, until }];
    const [taken] = await this.store.write((tx) => tx.many(sql.takeCheck, asked));
    return taken;
  }

  /** False where somebody else has it by now: nothing is written then. */
  settle(
    { connection, turn }: CheckRow,
    result: CheckResult,
    also: (tx: Tx) => Promise<void>,
  ): Promise<boolean> {
    return this.store.write(async (tx) => {
      const isKept = (await tx.many(sql.settleCheck, [{ connection, turn, ...result }])).length > 0;
      if (isKept) await also(tx);
      return isKept;
    });
  }

  async rest({ connection, turn }: CheckRow, seen: string, dueAt: number): Promise<void> {
    await this.store.write((tx) => tx.many(sql.restCheck, [{ connection, turn, seen, dueAt }]));
  }
}
