/** What a connection may call: as an operator limits it, and what all processes together have used of it. */
const columns = (int: string, text: string): string => `
  connection ${int} NOT NULL, direction ${text} NOT NULL, counted ${text} NOT NULL, shares ${text} NOT NULL, quota ${text},
  PRIMARY KEY (connection, direction)`;

export const budgetsOnSqlite = `
ALTER TABLE connection ADD COLUMN limits text;
CREATE TABLE call_budget (${columns('INTEGER', 'TEXT')}) STRICT, WITHOUT ROWID;
`;

export const budgetsOnPostgres = `
ALTER TABLE connection ADD COLUMN limits text;
CREATE TABLE call_budget (${columns('integer', 'text')}) WITH (fillfactor = 50);
`;
