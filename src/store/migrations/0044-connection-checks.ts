/** What the checks of connections came to, when the next is due, and whether calls or a check say that a system fails. */
const checks = (int: string, long: string): string => `
CREATE TABLE connection_check (
  connection ${int} PRIMARY KEY NOT NULL, turn ${int} NOT NULL, seen TEXT NOT NULL, attempts ${int} NOT NULL,
  due_at ${long} NOT NULL, held_until ${long} NOT NULL, checked_at ${long}, took_ms ${int}, outcome TEXT, failure TEXT,
  message TEXT, account TEXT
)`;

const more = `
CREATE INDEX connection_check_due ON connection_check (due_at);
ALTER TABLE outage ADD COLUMN cause TEXT NOT NULL DEFAULT 'calls';
`;

export const checksOnSqlite = `${checks('INTEGER', 'INTEGER')} STRICT;
${more}`;

export const checksOnPostgres = `${checks('integer', 'bigint')};
${more}`;
