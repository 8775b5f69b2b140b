/** Deletes that wait beside their lanes, and what an operator says of that for each scope. */
const columns = `
ALTER TABLE scope ADD COLUMN settle_seconds integer NOT NULL DEFAULT 60;
ALTER TABLE scope ADD COLUMN brake_most integer DEFAULT 25;
ALTER TABLE scope ADD COLUMN brake_percent integer DEFAULT 5;
`;

/** 105 is a request held aside. By record: what a change overtakes. By due time: the window of the brake. */
const indexes = `
CREATE INDEX request_aside ON request (queue, type, record_id) WHERE state = 105;
CREATE INDEX request_aside_due ON request (queue, type, due_at) WHERE state = 105;
`;

export const deletesOnSqlite = columns + indexes;
export const deletesOnPostgres = columns + indexes;
