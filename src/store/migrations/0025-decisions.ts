/** Requests that wait for a handler, for the sweep; and what handlers were asked, by the request that waits. */
const indexes = `
CREATE INDEX request_deciding ON request (seq) WHERE state = 11;
CREATE INDEX request_decision ON request (parent, seq) WHERE kind = 'decide';
`;

export const decisionsOnSqlite = indexes;

export const decisionsOnPostgres = indexes;
