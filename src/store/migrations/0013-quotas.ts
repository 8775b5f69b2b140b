/**
 * What tenants may have, and what they use: one row a tenant. `stored` was measured when `bytes_in`, the bytes of all
 * hooks ever accepted, stood at `mark`.
 */
const columns = (int: string): string => `
  tenant ${int} PRIMARY KEY NOT NULL, day ${int} NOT NULL DEFAULT 0, hooks ${int} NOT NULL DEFAULT 0,
  bytes_in ${int} NOT NULL DEFAULT 0, stored ${int} NOT NULL DEFAULT 0, mark ${int} NOT NULL DEFAULT 0,
  measured_at ${int}, due_at ${int} NOT NULL DEFAULT 0`;

const index = 'CREATE INDEX tenant_usage_due ON tenant_usage (due_at);';

export const quotasOnSqlite = `
ALTER TABLE tenant ADD COLUMN quotas text;
CREATE TABLE tenant_usage (${columns('INTEGER')}) STRICT;
${index}
`;

export const quotasOnPostgres = `
ALTER TABLE tenant ADD COLUMN quotas text;
CREATE TABLE tenant_usage (${columns('bigint')});
${index}
`;
