/** Per link, what was written to the system and not kept as it was. */
export const notKeptOnSqlite = `
ALTER TABLE link ADD COLUMN sent TEXT;
`;

export const notKeptOnPostgres = `
ALTER TABLE link ADD COLUMN sent text;
`;
