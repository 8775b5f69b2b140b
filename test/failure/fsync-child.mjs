// Submits to the built store: <data directory> <how many one after another> <how many at once>
import { SystemClock } from '../../dist/clock/index.js';
import { openStore } from '../../dist/store/index.js';

const [dataDir, oneByOne, atOnce] = process.argv.slice(2);
const statement = {
  name: 'fsync_keep',
  params: { key: 'text' },
  sqlite: "INSERT INTO meta (key, value) VALUES (@key, 'v')",
  postgres: '',
};
const kind = {
  name: 'keep',
  weigh: () => 1,
  async write(tx, keys) {
    await tx.many(
      statement,
      keys.map((key) => ({ key })),
    );
    return keys;
  },
};

const store = await openStore({ engine: 'sqlite', dataDir, clock: new SystemClock() });
await store.migrate();
for (let n = 0; n < Number(oneByOne); n += 1) await store.submit(kind, `alone ${n}`);
await Promise.all(Array.from({ length: Number(atOnce) }, (_, n) => store.submit(kind, `together ${n}`)));
await store.close();
