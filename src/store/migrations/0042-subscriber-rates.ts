/** When the calls that were let through are used up, by the rate of their subscriber: one count for all processes. */
const rate = (int: string, long: string): string => `
CREATE TABLE subscriber_rate (
  until ${long} NOT NULL, subscriber ${int} PRIMARY KEY NOT NULL, granted ${int} NOT NULL
)`;

export const subscriberRatesOnSqlite = `${rate('INTEGER', 'INTEGER')} STRICT;
`;

export const subscriberRatesOnPostgres = `${rate('integer', 'bigint')} WITH (fillfactor = 50);
`;
