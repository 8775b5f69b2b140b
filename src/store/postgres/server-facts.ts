/** What of a server decides whether the host is well on it. */
export interface ServerFacts {
  readonly settings: ReadonlyMap<string, string>;
  readonly isStandby: boolean;
  /** Sessions of everybody, now. */
  readonly sessions: number;
  /** Its clock less ours, half a round trip off at the most. */
  readonly clockOffMs: number;
  /** Age of the oldest snapshot that anybody holds of this database. */
  readonly oldestSnapshotMs: number;
}

const SETTINGS = [
  'server_version_num',
  'fsync',
  'full_page_writes',
  'synchronous_commit',
  'max_connections',
  'superuser_reserved_connections',
  'autovacuum',
];

/** Asks a server about itself; changes nothing. */
export async function serverFacts(url: string): Promise<ServerFacts> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    application_name: 'hookyard doctor',
    connectionTimeoutMillis: 3_000,
    statement_timeout: 5_000,
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      'SELECT name, setting FROM pg_settings WHERE name = ANY ($1)',
      [SETTINGS],
    );
    const sentAt = Date.now();
    const told = await client.query<{ now: string; standby: boolean; sessions: string; snapshot: string }>(
      `SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now, pg_is_in_recovery() AS standby,
         (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS sessions,
         (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) * 1000 FROM pg_stat_activity
           WHERE datname = current_database() AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()) AS snapshot`,
    );
    const [row] = told.rows;
    return {
      settings: new Map(rows.map(({ name, setting }) => [name, setting])),
      isStandby: row?.standby === true,
      sessions: Number(row?.sessions),
      clockOffMs: Number(row?.now) - (sentAt + Date.now()) / 2,
      oldestSnapshotMs: Number(row?.snapshot),
    };
  } finally {
    await client.end();
  }
}
