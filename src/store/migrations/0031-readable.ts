/** What a host must know to work beside a step that is newer than itself. */
const both = `ALTER TABLE schema_migration ADD COLUMN needs integer;
`;

export const readableOnSqlite = both;
export const readableOnPostgres = both;
