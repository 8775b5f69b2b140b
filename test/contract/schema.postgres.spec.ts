import { aPostgresStore, whyNoPostgres } from '../kit/databases.js';
import { explainAll } from '../kit/explain.js';
import { schemaContract } from './schema.contract.js';
import { ALL_STATEMENTS } from './statements.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED the schema on PostgreSQL: ${missing}\n`);

(missing ? describe.skip : describe)('on PostgreSQL', () => {
  schemaContract('postgres', aPostgresStore);

  it('no statement scans a table', async () => {
    await using database = await aPostgresStore();

    expect(await explainAll(database, ALL_STATEMENTS)).toEqual([]);
  });

  it('a scan is seen', async () => {
    await using database = await aPostgresStore();
    const params = { mode: 'text' } as const;
    const texts = [
      'SELECT * FROM request WHERE mode = ANY ($1::text[])',
      'DELETE FROM record USING unnest($1::text[]) m(mode) WHERE record.mode = m.mode',
      "SELECT queue FROM lane WHERE ($1::text[])[1] <> '' ORDER BY queue LIMIT 1",
    ];

    const scans = await explainAll(
      database,
      texts.map((postgres, n) => ({ name: `s${n}`, params, sqlite: '', postgres })),
    );

    expect(scans.map(({ statement }) => statement)).toEqual(['s0', 's1']);
  });
});
