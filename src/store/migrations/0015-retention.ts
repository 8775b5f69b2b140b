/**
 * How far a pass of retention that leaves rows behind has come, so that it does not look at them again: by owner or
 * queue. `begun_at`: since when it goes through them; now and then it begins anew, for what was not over then.
 */
const columns = (int: string, text: string): string => `
  pass ${text} NOT NULL, whose ${int} NOT NULL, place ${int} NOT NULL, begun_at ${int} NOT NULL,
  PRIMARY KEY (pass, whose)`;

export const retentionOnSqlite = `
CREATE TABLE retention_place (${columns('INTEGER', 'TEXT')}) STRICT, WITHOUT ROWID;
`;

export const retentionOnPostgres = `
CREATE TABLE retention_place (${columns('bigint', 'text')});
`;
