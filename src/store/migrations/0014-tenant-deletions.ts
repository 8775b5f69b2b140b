/** Tenants that are being deleted, and, for ever, that and when they were: nothing else of them stays. */
const columns = (int: string, text: string): string => `
  tenant ${int} PRIMARY KEY NOT NULL, public_id ${text} NOT NULL, actor ${text} NOT NULL, begun_at ${int} NOT NULL,
  due_at ${int} NOT NULL, done_at ${int}, counts ${text} NOT NULL DEFAULT '{}'`;

const indexes = `CREATE INDEX tenant_deletion_due ON tenant_deletion (due_at) WHERE done_at IS NULL;
CREATE UNIQUE INDEX tenant_deletion_public_id ON tenant_deletion (public_id);`;

export const tenantDeletionsOnSqlite = `
CREATE TABLE tenant_deletion (${columns('INTEGER', 'TEXT')}) STRICT;
${indexes}
`;

export const tenantDeletionsOnPostgres = `
CREATE TABLE tenant_deletion (${columns('bigint', 'text')});
${indexes}
`;
