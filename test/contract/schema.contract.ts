import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { TestDatabase } from '../kit/databases.js';
import { dumpSchema } from '../kit/schema-dump.js';

/** With UPDATE_SCHEMA=1 the dump is written instead: a change of the schema is reviewed there. */
export function schemaContract(engine: 'sqlite' | 'postgres', open: () => Promise<TestDatabase>): void {
  it(`an empty database, migrated, is what test/schema.${engine}.sql shows`, async () => {
    await using database = await open();
    const file = resolve(import.meta.dirname, `../schema.${engine}.sql`);
    const schema = await dumpSchema(database);

    if (process.env.UPDATE_SCHEMA === '1') await writeFile(file, schema);

    expect(schema).toBe(await readFile(file, 'utf8'));
  });
}
