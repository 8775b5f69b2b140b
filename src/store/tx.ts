/** The type of a column as PostgreSQL's unnest needs it; int8 is a JavaScript number below 2^53. */
export type ColumnType = 'int8' | 'text' | 'bytes' | 'float8';

export type ColumnValue = string | number | Buffer | null;

/**
 * A named statement with both engines' texts. It runs over many rows: SQLite runs its text (named parameters,
 * `@key`) once a row; PostgreSQL gets one array per parameter, in the order of `params` (`$1::int8[]`, …), once.
 * So one text per statement and engine, never a VALUES list of varying length, and EXPLAIN can be tested on each.
 */
export interface Statement<Row = unknown> {
  readonly name: string;
  readonly params: Readonly<Record<string, ColumnType>>;
  readonly sqlite: string;
  readonly postgres: string;
  /**
   * The embedded database's answer for a row that was written, from its parameters and its number: the text needs no
   * RETURNING, which costs 4 to 7 µs a row.
   */
  readonly echo?: (row: Readonly<Record<string, ColumnValue>>, rowid: number) => Row;
  /** Carries the row type; never set. */
  readonly row?: Row;
  /** Why a scan is right here (a small table); without it the EXPLAIN test fails on a scan. */
  readonly scans?: string;
}

/** One open transaction under the write lock. */
export interface Tx {
  readonly engine: 'sqlite' | 'postgres';
  /**
   * Runs a statement over rows and answers whatever it returns, in no promised order: carry a key or an index
   * (`n`) through RETURNING where the order matters.
   */
  many<Row>(
    statement: Statement<Row>,
    rows: readonly Readonly<Record<string, ColumnValue>>[],
  ): Promise<Row[]>;
}

/** A bulk writer of one kind: gets all items of a commit, answers one result per item, in their order. */
export type Writer<Item, Result> = (tx: Tx, items: readonly Item[]) => Promise<Result[]>;

/** Names a kind of write for the commit pump: one constant object per kind. */
export interface WriteKind<Item, Result> {
  readonly name: string;
  /**
   * Kinds of one stream never commit at the same time within a process: they lock the same rows. PostgreSQL commits
   * kinds without a stream beside them, on its second connection.
   */
  readonly stream?: string;
  /**
   * Nobody outside waits for it: while others that somebody waits for keep coming it waits a moment to share their
   * commit.
   */
  readonly isPatient?: boolean;
  /** How many row writes an item costs, for the cap of 600 per commit. */
  weigh(item: Item): number;
  readonly write: Writer<Item, Result>;
}

/** What rooms see of the database. */
export interface Store {
  readonly engine: 'sqlite' | 'postgres';
  /**
   * Queues an item for the next commit and answers after that commit is flushed. Throws StoreUnavailable (503)
   * when it cannot be kept, and CommitUnknown when the connection was lost during COMMIT.
   */
  submit<Item, Result>(kind: WriteKind<Item, Result>, item: Item): Promise<Result>;
  /**
   * A transaction of its own under the write lock, with the hot tables' statements. After a deadlock `work` is
   * called again: it keeps nothing between calls.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Committed rows only; on SQLite a second, read-only connection. */
  read<Row>(
    statement: Statement<Row>,
    rows: readonly Readonly<Record<string, ColumnValue>>[],
  ): Promise<Row[]>;
}
