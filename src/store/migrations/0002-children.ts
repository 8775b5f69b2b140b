/** Per link: the system's ids of a record's children, by the ids the hub gave them, as JSON; null where there are none. */
export const childrenOnSqlite = `
ALTER TABLE link ADD COLUMN children TEXT;
`;

export const childrenOnPostgres = `
ALTER TABLE link ADD COLUMN children text;
`;
