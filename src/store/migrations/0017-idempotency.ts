/** Calls that were sent under a key of their caller's, and what they were answered; kept for a day. */
const columns = (int: string, text: string): string => `
  tenant ${int} NOT NULL, name ${text} NOT NULL, at ${int} NOT NULL, lease_until ${int} NOT NULL,
  fingerprint ${text} NOT NULL, answer ${text}, PRIMARY KEY (tenant, name)`;

const index = 'CREATE INDEX idempotency_key_at ON idempotency_key (at);';

export const idempotencyOnSqlite = `
CREATE TABLE idempotency_key (${columns('INTEGER', 'TEXT')}) STRICT, WITHOUT ROWID;
${index}
`;

export const idempotencyOnPostgres = `
CREATE TABLE idempotency_key (${columns('bigint', 'text')});
${index}
`;
