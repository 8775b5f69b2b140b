/** What long lists are ordered and filtered by. */
const indexes = `
CREATE INDEX record_updated ON record (tenant, type, updated_at, id);
CREATE INDEX audit_actor ON audit (tenant, actor, id);
CREATE INDEX audit_action ON audit (tenant, action, id);
CREATE INDEX audit_subject ON audit (tenant, subject, id);
CREATE INDEX audit_at ON audit (tenant, at, id);
`;

export const listsOnSqlite = indexes;
export const listsOnPostgres = indexes;
