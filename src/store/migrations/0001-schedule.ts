/** When a type of a connection is polled. Written by people and, `next_at` and what follows it, by every occurrence. */
const columns = `
  tenant integer NOT NULL, connection integer NOT NULL, type text NOT NULL, scope text NOT NULL,
  every_ms bigint NOT NULL, overlap_ms bigint NOT NULL, page_size integer NOT NULL, first_run text NOT NULL,
  since bigint, paused_at bigint, next_at bigint NOT NULL, last_at bigint, last_verdict text,
  created_at bigint NOT NULL, updated_at bigint NOT NULL`;

const indexes = `
CREATE UNIQUE INDEX poll_schedule_public_id ON poll_schedule (public_id);
CREATE UNIQUE INDEX poll_schedule_type ON poll_schedule (connection, type);
CREATE INDEX poll_schedule_next ON poll_schedule (next_at);
`;

export const scheduleOnSqlite = `
CREATE TABLE poll_schedule (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, public_id text NOT NULL, ${columns});
${indexes}`;

export const scheduleOnPostgres = `
CREATE TABLE poll_schedule (id serial PRIMARY KEY, public_id text NOT NULL, ${columns});
${indexes}`;
