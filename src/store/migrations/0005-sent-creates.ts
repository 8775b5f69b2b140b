/** Creates that were sent and of which nobody knows yet what became of them. */
export const sentCreatesOnSqlite = `
CREATE TABLE sent_create (
  connection INTEGER NOT NULL, type TEXT NOT NULL, record INTEGER NOT NULL, generation INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (connection, type, record)
) STRICT, WITHOUT ROWID;
`;

export const sentCreatesOnPostgres = `
CREATE TABLE sent_create (
  record bigint NOT NULL, sent_at bigint NOT NULL, connection integer NOT NULL, generation integer NOT NULL,
  type text NOT NULL,
  PRIMARY KEY (connection, type, record)
) WITH (
  fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);
`;
