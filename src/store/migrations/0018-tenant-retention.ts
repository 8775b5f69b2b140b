/** What a tenant keeps longer, or shorter, than the host does. */
const column = 'ALTER TABLE tenant ADD COLUMN retention text;';

export const tenantRetentionOnSqlite = column;
export const tenantRetentionOnPostgres = column;
