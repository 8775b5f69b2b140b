/** Held requests that wait for a link, by what they wait for. */
const indexes = `
CREATE INDEX awaited_need ON awaited (need);
CREATE INDEX awaited_own ON awaited (own);
`;

export const awaitedOnSqlite = `
CREATE TABLE awaited (
  request INTEGER PRIMARY KEY NOT NULL, need TEXT NOT NULL, own TEXT NOT NULL, until INTEGER NOT NULL
) STRICT;${indexes}`;

export const awaitedOnPostgres = `
CREATE TABLE awaited (
  request bigint PRIMARY KEY, until bigint NOT NULL, need text NOT NULL, own text NOT NULL
);${indexes}`;
