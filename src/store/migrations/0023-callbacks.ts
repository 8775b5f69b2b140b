/** Work that is under way, and the address that is called when it is over. */
const callback = (int: string): string => `
CREATE TABLE callback (tenant ${int} NOT NULL, work TEXT PRIMARY KEY NOT NULL, mode TEXT NOT NULL, url TEXT NOT NULL)`;

const index = `
CREATE INDEX callback_tenant ON callback (tenant, work);
`;

export const callbacksOnSqlite = `${callback('INTEGER')} STRICT;${index}`;

export const callbacksOnPostgres = `${callback('integer')};${index}`;
