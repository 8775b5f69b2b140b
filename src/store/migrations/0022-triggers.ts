/** The last call of a trigger for a record: what it told of, and when. */
const triggerCall = (int: string, long: string): string => `
CREATE TABLE trigger_call (
  record ${long} NOT NULL, at ${long} NOT NULL, until ${long} NOT NULL, subscriber ${int} NOT NULL,
  tenant ${int} NOT NULL, version ${int} NOT NULL, PRIMARY KEY (subscriber, record)
)`;

const index = `
CREATE INDEX trigger_call_until ON trigger_call (tenant, until);
`;

export const triggersOnSqlite = `${triggerCall('INTEGER', 'INTEGER')} STRICT, WITHOUT ROWID;${index}`;

export const triggersOnPostgres = `${triggerCall('integer', 'bigint')} WITH (fillfactor = 70);${index}`;
