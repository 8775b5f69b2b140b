/** What scopes make of children that cannot travel alone, and what that cost or saved, by the hour. */
const scope = `
ALTER TABLE scope ADD COLUMN child_policy text NOT NULL DEFAULT 'parent';
ALTER TABLE scope ADD COLUMN child_window_seconds integer;
`;

/** Deletes are no longer alone aside: each kind is found by its action, and its windows by their due time. */
const asides = `
DROP INDEX request_aside_due;
CREATE INDEX request_aside_due ON request (queue, action, type, due_at) WHERE state = 105;
`;

const counts = (int: string, text: string, more: string): string => `
CREATE TABLE child_count (
  connection ${int} NOT NULL, scope ${text} NOT NULL, hour ${int} NOT NULL, policy ${text} NOT NULL,
  outcome ${text} NOT NULL, times ${int} NOT NULL, PRIMARY KEY (connection, scope, hour, policy, outcome)
)${more};
CREATE INDEX child_count_hour ON child_count (hour);
`;

export const childPolicyOnSqlite = scope + asides + counts('INTEGER', 'TEXT', ' STRICT, WITHOUT ROWID');
export const childPolicyOnPostgres = scope + asides + counts('bigint', 'text', ' WITH (fillfactor = 50)');
