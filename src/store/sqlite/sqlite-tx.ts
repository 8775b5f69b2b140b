import type { Database, Statement as Prepared } from 'better-sqlite3';

import { HostError } from '../../errors/index.js';
import type { ColumnValue, Statement, Tx } from '../tx.js';

type Row = Readonly<Record<string, ColumnValue>>;

/** Prepares each statement once per connection. */
export class PreparedStatements {
  private readonly prepared = new Map<Statement, Prepared<[Row], unknown>>();
  private readonly prepareRaw: Database['prepare'];

  constructor(database: Database) {
    this.prepareRaw = database.prepare.bind(database);
  }

  run<Answer>(statement: Statement<Answer>, rows: readonly Row[]): Answer[] {
    const prepared = this.of(statement);
    if (!prepared.reader) {
      for (const row of rows) prepared.run(row);
      return [];
    }
    if (rows.length === 1) return prepared.all(rows[0] as Row) as Answer[];
    const answers: Answer[] = [];
    for (const row of rows) for (const answer of prepared.all(row)) answers.push(answer as Answer);
    return answers;
  }

  /** A statement without parameters: BEGIN, COMMIT, ROLLBACK. */
  prepare(text: string): Prepared {
    return this.prepareRaw(text);
  }

  private of(statement: Statement): Prepared<[Row], unknown> {
    let prepared = this.prepared.get(statement);
    if (!prepared) this.prepared.set(statement, (prepared = this.prepareRaw(plannedOnce(statement.sqlite))));
    return prepared;
  }
}

const QUERY = /^\s*(?:EXPLAIN QUERY PLAN\s+)?(?:SELECT|WITH)\b/i;

/**
 * The driver's SQLite is built with STAT4: a query whose plan looked at a bound value is planned anew at every binding,
 * 20 µs instead of 2 for the ledger's and the hub's look-ups (joins, LIMIT @n). Into a scalar subquery the planner
 * does not look; indexes are used all the same.
 */
function plannedOnce(sql: string): string {
  return QUERY.test(sql) ? sql.replace(/@\w+/g, '(SELECT $&)') : sql;
}

/** One transaction on the write connection; a statement after its end is refused. */
export class SqliteTx implements Tx {
  readonly engine = 'sqlite';
  private isOpen = true;

  constructor(private readonly statements: PreparedStatements) {}

  async many<Answer>(statement: Statement<Answer>, rows: readonly Row[]): Promise<Answer[]> {
    if (!this.isOpen) throw new HostError('WRITE_WITHOUT_LOCK', { subject: statement.name });
    return this.statements.run(statement, rows);
  }

  end(): void {
    this.isOpen = false;
  }
}
