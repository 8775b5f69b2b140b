import type { ColumnValue, Statement, Tx } from '../store/index.js';

/** About 6 ms of held loop on the embedded database. */
const SLICE = 500;

/** Runs a statement over many rows; a long list gives the event loop its turns between slices. */
export async function inSlices<Row>(
  tx: Tx,
  statement: Statement<Row>,
  rows: readonly Readonly<Record<string, ColumnValue>>[],
): Promise<Row[]> {
  if (rows.length <= SLICE) return tx.many(statement, rows);
  const answers: Row[] = [];
  for (let from = 0; from < rows.length; from += SLICE) {
    for (const answer of await tx.many(statement, rows.slice(from, from + SLICE))) answers.push(answer);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return answers;
}
