import pg from 'pg';

import { HostError, ignore, isHostError } from '../../errors/index.js';
import type { ColumnValue, Statement, Tx } from '../tx.js';
import { arraysOf } from './postgres-arrays.js';
import { isConnectionLost, postgresFailure } from './postgres-errors.js';

type Row = Readonly<Record<string, ColumnValue>>;

/** After a failed attempt nobody tries again for this long: callers get their 503 at once. */
const PAUSE_AFTER_FAILURE_MS = 250;
const CONNECT_TIMEOUT_MS = 3_000;
/** Above the server's statement_timeout of 10 s: only a server that does not answer at all meets it. */
const ANSWER_TIMEOUT_MS = 15_000;

const INT8 = 20;

/** int8 below 2^53 by contract of the tables. */
export const NUMBERS: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

export interface SessionOptions {
  readonly url: string;
  readonly name: string;
  /** Run on every new connection before anybody uses it; a throw refuses the connection. */
  readonly prepare: (client: pg.Client) => Promise<void>;
}

/**
 * One connection that is made when it is needed and made again after it was lost. Used by one caller at a time
 * (`SessionPool`).
 */
export class PostgresSession {
  private client: pg.Client | null = null;
  private failedAt = -Infinity;
  private failure: unknown;

  constructor(private readonly options: SessionOptions) {}

  async connected(): Promise<pg.Client> {
    if (this.client) return this.client;
    if (performance.now() - this.failedAt < PAUSE_AFTER_FAILURE_MS) throw this.failure;
    try {
      return await this.connect();
    } catch (error) {
      this.failedAt = performance.now();
      this.failure = isHostError(error)
        ? error
        : new HostError('STORE_UNAVAILABLE', { detail: 'the database does not answer' }, { cause: error });
      throw this.failure;
    }
  }

  isConnected(): boolean {
    return this.client !== null;
  }

  /** Drops the connection: its state is not known any more. */
  lose(): void {
    const client = this.client;
    this.client = null;
    client?.end().catch((error: unknown) => ignore(error, 'the connection was lost already'));
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = null;
    await client?.end();
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: this.options.name,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
      types: NUMBERS,
    });
    const forget = (): void => {
      if (this.client === client) this.client = null;
    };
    client.on('error', (error) => {
      forget();
      ignore(error, 'an idle database connection was lost; the next use makes a new one');
    });
    client.on('end', forget);
    try {
      await client.connect();
      await this.options.prepare(client);
    } catch (error) {
      await client.end().catch((failure: unknown) => ignore(failure, 'it never was connected'));
      throw error;
    }
    this.client = client;
    return client;
  }
}

/** Runs a statement over rows, as a named statement that the server plans once per connection. */
export async function runMany<Answer>(
  client: pg.Client | pg.PoolClient,
  statement: Statement<Answer>,
  rows: readonly Row[],
  onLost: () => void,
): Promise<Answer[]> {
  if (rows.length === 0) return [];
  const values = arraysOf(statement, rows);
  try {
    const result = await client.query({
      name: statement.name,
      text: statement.postgres,
      values,
      types: NUMBERS,
    });
    return result.rows as Answer[];
  } catch (error) {
    if (isConnectionLost(error)) onLost();
    throw postgresFailure(error);
  }
}

/** One transaction; a statement after its end is refused. */
export class PostgresTx implements Tx {
  readonly engine = 'postgres';
  private isOpen = true;

  constructor(
    private readonly client: pg.Client | pg.PoolClient,
    private readonly onLost: () => void,
  ) {}

  async many<Answer>(statement: Statement<Answer>, rows: readonly Row[]): Promise<Answer[]> {
    if (!this.isOpen) throw new HostError('WRITE_WITHOUT_LOCK', { subject: statement.name });
    return runMany(this.client, statement, rows, this.onLost);
  }

  end(): void {
    this.isOpen = false;
  }
}
