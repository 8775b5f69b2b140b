import { aPostgresStore } from '../../test/kit/databases.js';
import { CONFIGURATION_ENTITIES } from './entities.js';

describe('the configuration tables', () => {
  it('are what the migrations make on PostgreSQL', async () => {
    await using database = await aPostgresStore({ entities: CONFIGURATION_ENTITIES });

    const { upQueries } = await database.store.readSource.driver.createSchemaBuilder().log();

    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
