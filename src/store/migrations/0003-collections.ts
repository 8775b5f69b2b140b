/** Values that lookups met without a row, and re-syncs under way; both by the public id of their collection. */
const untranslated = `
CREATE TABLE untranslated (
  tenant integer NOT NULL, collection text NOT NULL, target text NOT NULL, value text NOT NULL,
  times bigint NOT NULL, first_at bigint NOT NULL, last_at bigint NOT NULL,
  PRIMARY KEY (collection, target, value)
)`;

const resync = `
CREATE TABLE resync (
  collection text PRIMARY KEY NOT NULL, version integer NOT NULL, tenant integer NOT NULL,
  connection integer NOT NULL, direction text NOT NULL, type text NOT NULL, state text NOT NULL,
  behind text NOT NULL, listed bigint NOT NULL, queued bigint NOT NULL, total bigint NOT NULL,
  created_at bigint NOT NULL, updated_at bigint NOT NULL
);
CREATE INDEX resync_running ON resync (updated_at) WHERE state = 'running';
`;

export const collectionsOnSqlite = `${untranslated} WITHOUT ROWID;\n${resync}`;

export const collectionsOnPostgres = `${untranslated};\n${resync}`;
