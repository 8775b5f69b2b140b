import { aPostgresStore, aSqliteStore, whyNoPostgres, type TestDatabase } from '../../test/kit/databases.js';
import { CONFIGURATION_ENTITIES } from './entities.js';

const missing = await whyNoPostgres();

describe('the configuration tables', () => {
  it('are what the migrations make on the embedded database', async () => {
    await using database = await aSqliteStore({ entities: CONFIGURATION_ENTITIES });

    expect(await pending(database)).toEqual([]);
  });

  (missing ? it.skip : it)(`are what the migrations make on PostgreSQL ${missing ?? ''}`, async () => {
    await using database = await aPostgresStore({ entities: CONFIGURATION_ENTITIES });

    expect(await pending(database)).toEqual([]);
  });
});

/** Statements the schema builder would run to make the schema fit the entities. Tables of others are not its business. */
async function pending({ store }: TestDatabase): Promise<string[]> {
  const { upQueries } = await store.readSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
