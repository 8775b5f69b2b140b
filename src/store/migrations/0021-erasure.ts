/** Records whose values were erased, and how far what was kept of them is gone. */
const columns = (int: string, text: string): string => `
  record ${int} PRIMARY KEY NOT NULL, tenant ${int} NOT NULL, records ${text} NOT NULL, actor ${text} NOT NULL,
  reason ${text}, state ${text} NOT NULL, at ${int} NOT NULL, due_at ${int} NOT NULL, done_at ${int},
  requests ${int} NOT NULL DEFAULT 0, cut ${int} NOT NULL DEFAULT 0, dropped ${int} NOT NULL DEFAULT 0`;

const index = `CREATE INDEX erasure_due ON erasure (due_at) WHERE state = 'open';`;

export const erasureOnSqlite = `
CREATE TABLE erasure (${columns('INTEGER', 'TEXT')}) STRICT;
${index}
ALTER TABLE record ADD COLUMN erased_at INTEGER;
`;

export const erasureOnPostgres = `
CREATE TABLE erasure (${columns('bigint', 'text')});
${index}
ALTER TABLE record ADD COLUMN erased_at bigint;
`;
