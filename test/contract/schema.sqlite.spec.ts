import { aSqliteStore } from '../kit/databases.js';
import { explainAll } from '../kit/explain.js';
import { schemaContract } from './schema.contract.js';
import { ALL_STATEMENTS } from './statements.js';

schemaContract('sqlite', aSqliteStore);

it('no statement scans a table on SQLite', async () => {
  await using database = await aSqliteStore();

  expect(await explainAll(database, ALL_STATEMENTS)).toEqual([]);
});

it('a scan is seen', async () => {
  await using database = await aSqliteStore();
  const params = { mode: 'text' } as const;
  const texts = [
    'SELECT * FROM request WHERE mode = @mode',
    'WITH w AS MATERIALIZED (SELECT seq FROM request WHERE hook = @mode) SELECT * FROM w, lane WHERE claim > 0',
    'DELETE FROM record WHERE mode = @mode',
    'SELECT queue FROM lane ORDER BY queue LIMIT 1',
  ];

  const scans = await explainAll(
    database,
    texts.map((sqlite, n) => ({ name: `s${n}`, params, sqlite, postgres: '' })),
  );

  expect(scans.map(({ statement, line }) => `${statement}: ${line}`)).toEqual([
    's0: SCAN request',
    's1: SCAN lane',
    's2: SCAN record',
  ]);
});
