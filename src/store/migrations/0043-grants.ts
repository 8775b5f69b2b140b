/** The access that connections were given by OAuth 2.0, who is asked for it, and why a connection is in its state. */
const grants = (id: string): string => `
ALTER TABLE connection ADD COLUMN state_reason text;
CREATE TABLE connection_grant (
  connection integer PRIMARY KEY NOT NULL, version integer NOT NULL, app text NOT NULL, cipher text, account text,
  scopes text, obtained_at bigint, expires_at bigint, granted_at bigint, ended text, holder text,
  held_until bigint NOT NULL, unanswered integer NOT NULL
);
CREATE TABLE pending_authorization (
  ${id}, hash text NOT NULL, tenant integer NOT NULL, connection integer NOT NULL, app text NOT NULL, cipher text NOT NULL,
  changes_account boolean NOT NULL, actor text NOT NULL, created_at bigint NOT NULL, expires_at bigint NOT NULL
);
CREATE UNIQUE INDEX pending_authorization_hash ON pending_authorization (hash);
CREATE INDEX pending_authorization_connection ON pending_authorization (connection, id);
CREATE INDEX pending_authorization_expires ON pending_authorization (expires_at);
`;

// Quoted: TypeORM reads the column's name out of this text.
export const grantsOnSqlite = grants('"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL');
export const grantsOnPostgres = grants('id serial PRIMARY KEY');
