/** Systems that do not answer, and first loads that are not over: what is told of each has to be told once. */
const outage = (int: string, long: string): string => `
CREATE TABLE outage (since ${long} NOT NULL, connection ${int} PRIMARY KEY NOT NULL, reason TEXT NOT NULL)`;

const firstLoad = (int: string, long: string): string => `
CREATE TABLE first_load (
  request ${long} PRIMARY KEY NOT NULL, at ${long} NOT NULL, connection ${int} NOT NULL, records ${int} NOT NULL,
  type TEXT NOT NULL
)`;

const indexes = `
CREATE INDEX first_load_connection ON first_load (connection);
`;

export const outagesOnSqlite = `${outage('INTEGER', 'INTEGER')} STRICT;
${firstLoad('INTEGER', 'INTEGER')} STRICT;
${indexes}`;

export const outagesOnPostgres = `${outage('integer', 'bigint')};
${firstLoad('integer', 'bigint')};
${indexes}`;
