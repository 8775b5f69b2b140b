import { requestStateOf } from '../flow/index.js';
import type { ColumnValue, Statement, Store } from '../store/index.js';

import type { StoredHook, StoredRequest, StoredVerdict } from './reads.js';
import { hooksBySeq } from './statements/read-statements.js';
import * as sql from './statements/tail-statements.js';
import { storedHook, storedVerdict } from './stored-rows.js';

/** A request without what it carries. */
export type TailedRequest = Omit<
  StoredRequest,
  'depth' | 'isOptional' | 'kind' | 'lane' | 'payload' | 'result' | 'tier' | 'trail'
>;

/** `delivery`: JSON text, what a delivery is of; null for every other. */
export type TailedTurn = TailedRequest & { readonly delivery: string | null };

/** The rows of one table as they come. */
export interface TailOf<Row extends { readonly seq: number }> {
  /** Oldest first. Numbers are given before the commit: one may come behind a larger one. */
  after(seq: number, count: number): Promise<Row[]>;
  /** Those of them that are there. */
  at(seqs: readonly number[]): Promise<Row[]>;
}

/** Whatever is committed, by whichever process, in the order of its numbers; for who watches. */
export interface LedgerTail {
  /** The newest numbers. */
  ends(): Promise<{ readonly hooks: number; readonly verdicts: number; readonly requests: number }>;
  readonly hooks: TailOf<StoredHook>;
  readonly verdicts: TailOf<StoredVerdict>;
  readonly requests: TailOf<TailedTurn>;
}

export function createTail(store: Store): LedgerTail {
  const read = <Row>(
    statement: Statement<Row>,
    rows: readonly Readonly<Record<string, ColumnValue>>[],
  ): Promise<Row[]> => (rows.length === 0 ? Promise.resolve([]) : store.read(statement, rows));
  const tailOf = <Db, Row extends { readonly seq: number }>(
    newer: Statement<Db>,
    bySeq: Statement<Db>,
    stored: (row: Db) => Row,
  ): TailOf<Row> => ({
    after: async (after, count) => inOrder((await read(newer, [{ after, count }])).map(stored)),
    at: async (seqs) =>
      inOrder(
        (
          await read(
            bySeq,
            seqs.map((seq) => ({ seq })),
          )
        ).map(stored),
      ),
  });
  return {
    async ends() {
      const [ends] = await read(sql.tailEnds, [{}]);
      return ends ?? { hooks: 0, verdicts: 0, requests: 0 };
    },
    hooks: tailOf(sql.tailHooks, hooksBySeq, storedHook),
    verdicts: tailOf(sql.tailVerdicts, sql.verdictsBySeq, storedVerdict),
    requests: tailOf(sql.tailRequests, sql.tailRequestsBySeq, tailedRequest),
  };
}

function inOrder<Row extends { readonly seq: number }>(rows: Row[]): Row[] {
  return rows.sort((a, b) => a.seq - b.seq);
}

function tailedRequest(row: sql.TailRequestRow): TailedTurn {
  const { seq, hook, element, root, parent, queue, type, action, scope, mode, attempts } = row;
  return {
    seq,
    hook,
    element,
    root,
    parent,
    queue,
    type,
    action,
    scope,
    recordId: row.record_id,
    mode,
    state: requestStateOf(row.state),
    heldCode: row.held_code,
    dueAt: row.due_at,
    attempts,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    delivery: row.delivery,
  };
}
