/**
 * What operators configure, read and written through TypeORM entities. Column types are the ones TypeORM names the
 * same on both engines (integer, bigint, text, boolean), and every index has a name, so that the entities can be
 * compared with the schema. Unique rows are unique indexes, never table constraints.
 */

const tables = `
CREATE TABLE tenant (
  <id>, public_id text NOT NULL, name text NOT NULL, state text NOT NULL, created_at bigint NOT NULL
);
CREATE UNIQUE INDEX tenant_public_id ON tenant (public_id);

CREATE TABLE connector (
  <id>, public_id text NOT NULL, tenant integer NOT NULL, name text NOT NULL, version text NOT NULL,
  definition text NOT NULL, created_at bigint NOT NULL
);
CREATE UNIQUE INDEX connector_public_id ON connector (public_id);
CREATE UNIQUE INDEX connector_name ON connector (tenant, name, version);

CREATE TABLE connection (
  <id>, public_id text NOT NULL, tenant integer NOT NULL, connector text NOT NULL, connector_version text NOT NULL,
  name text NOT NULL, mode text NOT NULL, state text NOT NULL, account text, settings text NOT NULL,
  rate_per_second integer NOT NULL, retry_policy text, created_at bigint NOT NULL, updated_at bigint NOT NULL,
  removed_at bigint
);
CREATE UNIQUE INDEX connection_public_id ON connection (public_id);
CREATE INDEX connection_tenant ON connection (tenant, id);

CREATE TABLE connection_secret (
  <id>, connection integer NOT NULL, name text NOT NULL, cipher text NOT NULL, not_after bigint,
  created_at bigint NOT NULL
);
CREATE INDEX connection_secret_connection ON connection_secret (connection, name);

CREATE TABLE connection_key (
  <id>, connection integer NOT NULL, key_hash text NOT NULL, key_hint text NOT NULL, not_after bigint,
  created_at bigint NOT NULL, removed_at bigint
);
CREATE UNIQUE INDEX connection_key_hash ON connection_key (key_hash);
CREATE INDEX connection_key_connection ON connection_key (connection);

CREATE TABLE receiver (
  <id>, public_id text NOT NULL, tenant integer NOT NULL, connector text NOT NULL, connector_version text NOT NULL,
  name text NOT NULL, url_path text NOT NULL, secrets text NOT NULL, created_at bigint NOT NULL,
  updated_at bigint NOT NULL, removed_at bigint
);
CREATE UNIQUE INDEX receiver_public_id ON receiver (public_id);
CREATE UNIQUE INDEX receiver_url_path ON receiver (url_path);

CREATE TABLE scope (
  <id>, public_id text NOT NULL, connection integer NOT NULL, direction text NOT NULL, name text NOT NULL,
  type text NOT NULL, action text NOT NULL, description text NOT NULL, is_enabled boolean NOT NULL,
  source text NOT NULL, record_expression text, version_expression text, guard text NOT NULL, origin text NOT NULL,
  created_at bigint NOT NULL, updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX scope_public_id ON scope (public_id);
CREATE UNIQUE INDEX scope_name ON scope (connection, direction, name);

CREATE TABLE mapping_collection (
  <id>, public_id text NOT NULL, connection integer NOT NULL, name text NOT NULL, version integer NOT NULL,
  type text NOT NULL, direction text NOT NULL, sync_type text NOT NULL, sort_order integer NOT NULL,
  definition text NOT NULL, is_enabled boolean NOT NULL, created_at bigint NOT NULL, updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX mapping_collection_public_id ON mapping_collection (public_id);
CREATE INDEX mapping_collection_connection ON mapping_collection (connection, sort_order);

CREATE TABLE mapping_collection_version (
  collection integer NOT NULL, version integer NOT NULL, definition text NOT NULL, at bigint NOT NULL,
  PRIMARY KEY (collection, version)
);

CREATE TABLE translation (
  <id>, public_id text NOT NULL, tenant integer NOT NULL, name text NOT NULL, entries text NOT NULL,
  created_at bigint NOT NULL, updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX translation_public_id ON translation (public_id);
CREATE UNIQUE INDEX translation_name ON translation (tenant, name);

CREATE TABLE declared_type (
  <id>, tenant integer NOT NULL, name text NOT NULL, definition text NOT NULL, created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX declared_type_name ON declared_type (tenant, name);

CREATE TABLE api_key (
  <id>, public_id text NOT NULL, tenant integer NOT NULL, hash text NOT NULL, hint text NOT NULL,
  role text NOT NULL, name text NOT NULL, expires_at bigint, last_used_at bigint, created_at bigint NOT NULL,
  removed_at bigint
);
CREATE UNIQUE INDEX api_key_public_id ON api_key (public_id);
CREATE UNIQUE INDEX api_key_hash ON api_key (hash);

CREATE TABLE audit (
  <id>, tenant integer NOT NULL, at bigint NOT NULL, actor text NOT NULL, action text NOT NULL,
  subject text NOT NULL, before_value text, after_value text
);
CREATE INDEX audit_tenant ON audit (tenant, id);
`;

export const configurationOnSqlite = tables.replaceAll(
  '<id>',
  // Quoted: TypeORM reads the column's name out of this text.
  '"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL',
);

export const configurationOnPostgres = tables.replaceAll('<id>', 'id serial PRIMARY KEY');
