/** Upgrades of connections, with what they were before: what a roll-back goes back to. */
const upgrades = (id: string): string => `
CREATE TABLE connection_upgrade (
  ${id}, public_id text NOT NULL, tenant integer NOT NULL, connection integer NOT NULL, actor text NOT NULL,
  from_version text NOT NULL, to_version text NOT NULL, state text NOT NULL, before text NOT NULL,
  changes text NOT NULL, created_at bigint NOT NULL, ended_at bigint
);
CREATE UNIQUE INDEX connection_upgrade_public_id ON connection_upgrade (public_id);
CREATE INDEX connection_upgrade_connection ON connection_upgrade (connection, id);
`;

// Quoted: TypeORM reads the column's name out of this text.
export const upgradesOnSqlite = upgrades('"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL');
export const upgradesOnPostgres = upgrades('id serial PRIMARY KEY');
