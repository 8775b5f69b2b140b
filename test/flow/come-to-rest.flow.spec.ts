import { HostProcess } from '../kit/host-process.js';
import { scaled } from '../kit/scale.js';
import { seeded } from '../kit/seeded.js';
import { SimulatedSystem } from '../kit/simulated-system.js';
import { SharedProducts, type EditPlan, type Owned } from './random-edits.js';

const PRODUCTS = scaled(1_000, 40);
const PLAN: EditPlan = { changes: scaled(3_000, 300), perSecond: 100 };
const LONGEST_MS = scaled(1_800_000, 240_000);

describe('systems that send a hook for every write, ours included, under random edits', () => {
  let host: HostProcess;

  beforeEach(async () => {
    host = await HostProcess.start();
  }, 60_000);
  afterEach(() => host[Symbol.asyncDispose]());

  it(
    'two come to rest, both the same, no change lost',
    () =>
      seeded(async (random) => {
        await using east = await SimulatedSystem.start(host, { name: 'East' });
        await using west = await SimulatedSystem.start(host, { name: 'West' });
        const owned: Owned[] = [
          { system: east, texts: ['name', 'barcode'], numbers: ['price'] },
          { system: west, texts: ['description', 'category'], numbers: ['weight'] },
        ];
        const products = await SharedProducts.make(host, owned, { count: PRODUCTS, random });

        await products.edited(PLAN);
        await products.atRest();
        expect(await products.differences()).toEqual([]);

        const said = products.contended();
        await products.atRest();
        expect(await products.differences(said)).toEqual([]);
      }),
    LONGEST_MS,
  );

  it(
    'three come to rest where one truncates text and one rounds numbers',
    () =>
      seeded(async (random) => {
        await using exact = await SimulatedSystem.start(host, { name: 'Exact' });
        await using short = await SimulatedSystem.start(host, { name: 'Short', keeps: truncated });
        await using round = await SimulatedSystem.start(host, { name: 'Round', keeps: rounded });
        const owned: Owned[] = [
          { system: exact, texts: ['name', 'barcode'], numbers: ['price'] },
          { system: short, texts: ['brand'], numbers: ['weight'] },
          { system: round, texts: ['description', 'category'], numbers: [] },
        ];
        const products = await SharedProducts.make(host, owned, { count: PRODUCTS, random });

        await products.edited(PLAN);
        await products.atRest();
        expect(await products.differences()).toEqual([]);

        const said = products.contended();
        await products.atRest();
        expect(await products.differences(said)).toEqual([]);
      }),
    LONGEST_MS,
  );
});

/** A system with room for 20 characters. */
function truncated(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return mapped(record, (value) => (typeof value === 'string' ? value.slice(0, 20) : value));
}

/** A system that counts in tenths. */
function rounded(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return mapped(record, (value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value));
}

function mapped(
  record: Readonly<Record<string, unknown>>,
  keep: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, keep(value)]));
}
