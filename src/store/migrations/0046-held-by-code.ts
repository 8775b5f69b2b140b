/** Requests that wait for a code, found among all that wait. Codes in the order of their bytes on both engines. */
const index = (code: string): string =>
  `CREATE INDEX request_held_code ON request (queue, ${code}, seq) WHERE state >= 30 AND state <= 100`;

export const heldByCodeOnSqlite = index('held_code');

export const heldByCodeOnPostgres = index('held_code COLLATE "C"');
