import {
  type TestDatabase,
  aPostgresStore,
  aSqliteStore,
  whyNoPostgres,
} from '../../../test/kit/databases.js';
import type { Settlement } from '../../flow/index.js';
import { hubEffects } from '../effects-writer.js';
import type { HubEffects, NewLink } from '../hub-effects.js';
import { createHub, type Hub } from '../hub.js';
import { Merging } from './merging.js';

const noPostgres = await whyNoPostgres();
const RULES = { otherwise: 'filled', fields: {} } as const;

describe('merging on sqlite', () => keepsItsPromises(aSqliteStore));
(noPostgres ? describe.skip : describe)(`merging on postgres ${noPostgres ?? ''}`, () =>
  keepsItsPromises(aPostgresStore),
);

function keepsItsPromises(open: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let hub: Hub;
  let merging: Merging;

  beforeAll(async () => {
    database = await open();
    hub = createHub({ store: database.store });
    merging = new Merging(hub);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  it('a request of a loser that read before loses its compare, and finds the winner when it looks again', async () => {
    const [one, two] = [await made('a1', 1), await made('a2', 2)];
    const read = await hub.linked({ connection: 2, type: 'PRODUCT', externalId: 'a2' });
    expect(await merged(one, two)).toBe('ok');

    const late = {
      record: aWrite(two, read?.record.version ?? 0, { late: true }),
      linkChange: {
        ...content(),
        id: read?.link.id ?? 0,
        expected: read?.link.generation ?? 0,
        state: 'live',
      },
    } as const;

    expect(await write(late)).toEqual(['conflict']);
    expect(await write({ linkChange: late.linkChange })).toEqual(['conflict']);
    const again = await hub.linked({ connection: 2, type: 'PRODUCT', externalId: 'a2' });
    expect(again).toMatchObject({ record: { id: one }, link: { isPrimary: true, recordVersion: 0 } });
  });

  it('no link comes to a record that was merged: it is a conflict, and one made in a hurry is the winner’s', async () => {
    const [one, two] = [await made('b1', 1), await made('b2', 2)];
    expect(await merged(one, two)).toBe('ok');

    expect(await write({ newLink: aLink('b3', two, 3) })).toEqual(['conflict']);
    expect(await hub.remember(aLink('b4', two, 4))).toMatchObject({ record: one, isPrimary: true });
    expect(await hub.remember(aLink('b5', two, 4))).toMatchObject({ record: one, isPrimary: false });
    expect(await hub.survivor(two)).toBe(one);
  });

  it('a link that came since the look is not left behind: the merge is a conflict', async () => {
    const [one, two] = [await made('c1', 1), await made('c2', 2)];
    const effects = await plannedOf(one, two);

    expect(await write({ newLink: aLink('c3', two, 3) })).toEqual(['ok']);
    expect(await write(effects)).toEqual(['conflict']);
    expect(await merged(one, two)).toBe('ok');
    expect((await hub.read.links(one)).map(({ externalId }) => externalId).toSorted()).toEqual([
      'c1',
      'c2',
      'c3',
    ]);
  });

  it('of a merge and a link to its loser in one commit the later runs again', async () => {
    const [one, two, three, four] = await Promise.all([
      made('d1', 1),
      made('d2', 2),
      made('d3', 1),
      made('d4', 2),
    ]);

    expect(await write(await plannedOf(one, two), { newLink: aLink('d5', two, 3) })).toEqual([
      'ok',
      'conflict',
    ]);
    expect(await write({ newLink: aLink('d6', four, 3) }, await plannedOf(three, four))).toEqual([
      'ok',
      'conflict',
    ]);
  });

  it('under many at once every link stays with a record that lives, and each system is written to under one id', async () => {
    const records = await Promise.all(Array.from({ length: 12 }, (_, n) => made(`f${n}`, 1 + (n % 3))));
    const [winner = 0] = records;
    let extra = 0;
    const transfers = records.map(async (record) => {
      for (let turn = 0; turn < 4; turn += 1) {
        const target = await hub.survivor(record);
        const known = await hub.read.record(target);
        if (!known) continue;
        await write({
          record: aWrite(target, known.version, { [`t${record}`]: turn }),
          newLink: { ...aLink(`x${(extra += 1)}`, target, 5 + extra), isPrimary: true },
        });
      }
    });
    const merges = records.slice(1).map(async (loser) => {
      for (let tries = 0; tries < 100; tries += 1) if ((await merged(winner, loser)) === 'ok') return;
      throw new Error('never merged');
    });

    await Promise.all([...transfers, ...merges]);

    for (const loser of records.slice(1)) {
      expect((await hub.read.links(loser)).filter(({ state }) => state !== 'ended')).toEqual([]);
      expect(await hub.survivor(loser)).toBe(winner);
    }
    const links = await hub.read.links(winner);
    for (const own of Map.groupBy(links, ({ connection }) => connection).values())
      expect(own.filter(({ isPrimary }) => isPrimary)).toHaveLength(1);
    for (let n = 0; n < records.length; n += 1)
      expect(links).toContainEqual(expect.objectContaining({ externalId: `f${n}`, record: winner }));
  });

  async function made(externalId: string, connection: number): Promise<number> {
    const record = await hub.nextRecordId();
    const effects = {
      record: aWrite(record, 0, { [externalId]: 1 }),
      newLink: aLink(externalId, record, connection),
    };
    expect(await write(effects)).toEqual(['ok']);
    return record;
  }

  async function plannedOf(winner: number, loser: number): Promise<HubEffects> {
    const [one, other] = await Promise.all([hub.read.record(winner), hub.read.record(loser)]);
    if (!one || !other) throw new Error('no record');
    const { effects } = await merging.effects(await merging.plan(one, [other], RULES), 'key_1');
    return effects(2_000);
  }

  async function merged(winner: number, loser: number): Promise<string | undefined> {
    return (await write(await plannedOf(winner, loser)))[0];
  }

  function write(...effects: HubEffects[]): Promise<readonly string[]> {
    return database.store.write((tx) =>
      hubEffects(
        tx,
        effects.map((one) => ({ effects: one }) as unknown as Settlement),
      ),
    );
  }
}

const NAME = { tenant: 1, mode: 'live', type: 'PRODUCT' } as const;

function content() {
  return { baseline: null, isOwnWrite: false, remoteVersion: null, at: 1_000 };
}

function aWrite(id: number, expected: number, data: object) {
  const text = JSON.stringify(data);
  return {
    ...NAME,
    id,
    expected,
    data: text,
    deletedAt: null,
    changed: '{}',
    root: 1,
    connection: 1,
    at: 1_000,
  };
}

function aLink(externalId: string, record: number, connection: number): NewLink {
  return { ...NAME, ...content(), externalId, record, connection, isPrimary: true, generation: 1 };
}
