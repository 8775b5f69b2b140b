import type { OpenStore } from '../../src/store/index.js';

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Every row of every table, for a comparison or a scan. */
export async function everyRow(store: OpenStore): Promise<Rows> {
  const source = store.readSource;
  const tables = await source.query<{ name: string }[]>(
    store.engine === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`
      : `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename`,
  );
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const found = await source.query<Record<string, unknown>[]>(`SELECT * FROM ${name}`);
      return [name, found.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))] as const;
    }),
  );
  return Object.fromEntries(rows);
}
