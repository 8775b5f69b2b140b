import { type TestDatabase, aPostgresStore, aSqliteStore, whyNoPostgres } from '../../test/kit/databases.js';
import type { Settlement } from '../flow/index.js';
import type { Store } from '../store/index.js';
import { hubEffects } from './effects-writer.js';
import type { HubEffects, KeyClaim, LinkChange, NewLink, RecordWrite } from './hub-effects.js';
import { createHub, type Hub } from './hub.js';

const noPostgres = await whyNoPostgres();
const AT = 1_000;

describe('the hub on sqlite', () => keepsItsPromises(aSqliteStore));
(noPostgres ? describe.skip : describe)(`the hub on postgres ${noPostgres ?? ''}`, () =>
  keepsItsPromises(aPostgresStore),
);

function keepsItsPromises(open: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let hub: Hub;

  beforeAll(async () => {
    database = await open();
    hub = createHub({ store: database.store });
  });

  afterAll(() => database[Symbol.asyncDispose]());

  it('writes a new record with its link and history, readable from both ends', async () => {
    const record = await hub.nextRecordId();

    expect(await write(database.store, { record: aRecord(record), newLink: aLink('e1', record) })).toEqual([
      'ok',
    ]);

    const linked = await hub.linked({ connection: 1, type: 'PRODUCT', externalId: 'e1' });
    expect(linked).toMatchObject({
      record: { id: record, version: 1, data: { name: 'A' }, deletedAt: null, mode: 'live', type: 'PRODUCT' },
      link: {
        externalId: 'e1',
        state: 'live',
        generation: 1,
        baseline: { name: 'A' },
        isOwnWrite: false,
        isPrimary: true,
      },
    });
    expect(await hub.view(record, 1)).toEqual({
      record: linked?.record,
      link: linked?.link,
      nextGeneration: 2,
    });
    expect(await hub.view(record, 2)).toMatchObject({ link: null, nextGeneration: 1 });
    expect(await hub.view(999_999, 1)).toBeNull();
    expect(await hub.linked({ connection: 1, type: 'CUSTOMER', externalId: 'e1' })).toBeNull();
    expect(await hub.read.history(record, { limit: 10 })).toMatchObject([
      { version: 1, root: 7, connection: 1 },
    ]);
  });

  it('raises version and generation with every change and keeps old and new values', async () => {
    const record = await made('e2');
    const link = await linkOf('e2');

    const answers = await write(database.store, {
      record: aRecord(record, { expected: 1, data: '{"name":"B"}', changed: '{"name":["A","B"]}' }),
      linkChange: aChange(link.id, 1, { baseline: '{"name":"B"}', isOwnWrite: true, remoteVersion: '9' }),
    });

    expect(answers).toEqual(['ok']);
    expect(await hub.linked({ connection: 1, type: 'PRODUCT', externalId: 'e2' })).toMatchObject({
      record: { version: 2, data: { name: 'B' } },
      link: { generation: 2, baseline: { name: 'B' }, isOwnWrite: true, remoteVersion: '9' },
    });
    expect((await hub.read.history(record, { limit: 1 }))[0]?.changed).toEqual({ name: ['A', 'B'] });
  });

  it('a version that moved since it was read makes a conflict that writes nothing', async () => {
    const record = await made('e3');
    const link = await linkOf('e3');
    const late = {
      record: aRecord(record, { expected: 5, data: '{"name":"late"}' }),
      linkChange: aChange(link.id, 1, { baseline: '{"name":"late"}' }),
    };

    expect(await write(database.store, late)).toEqual(['conflict']);

    expect(await linkOf('e3')).toMatchObject({ generation: 1, baseline: { name: 'A' } });
    expect((await hub.read.record(record))?.data).toEqual({ name: 'A' });
  });

  it('a link that moved since it was read makes a conflict that writes nothing', async () => {
    const record = await made('e4');
    const link = await linkOf('e4');

    const answers = await write(database.store, {
      record: aRecord(record, { expected: 1, data: '{"name":"late"}' }),
      linkChange: aChange(link.id, 3, {}),
    });

    expect(answers).toEqual(['conflict']);
    expect((await hub.read.record(record))?.version).toBe(1);
  });

  it('of two records made for one external id, in one commit or after, the second is a conflict', async () => {
    const [first, second, third] = [
      await hub.nextRecordId(),
      await hub.nextRecordId(),
      await hub.nextRecordId(),
    ];

    const answers = await write(
      database.store,
      { record: aRecord(first), newLink: aLink('e5', first) },
      { record: aRecord(second), newLink: aLink('e5', second) },
    );
    const later = await write(database.store, { record: aRecord(third), newLink: aLink('e5', third) });

    expect(answers).toEqual(['ok', 'conflict']);
    expect(later).toEqual(['conflict']);
    expect(await hub.read.record(second)).toBeNull();
    expect(await hub.read.record(third)).toBeNull();
  });

  it('of two changes of one record in one commit the second is a conflict', async () => {
    const record = await made('e6');

    const answers = await write(
      database.store,
      { record: aRecord(record, { expected: 1, data: '{"name":"B"}' }) },
      { record: aRecord(record, { expected: 1, data: '{"name":"C"}' }) },
      {},
    );

    expect(answers).toEqual(['ok', 'conflict', 'ok']);
    expect((await hub.read.record(record))?.data).toEqual({ name: 'B' });
  });

  it('an ended link frees its external id, and its successor carries the generation on', async () => {
    const record = await made('e7');
    const link = await linkOf('e7');
    await write(database.store, { linkChange: aChange(link.id, 1, { state: 'ended' }) });

    expect(await hub.linked({ connection: 1, type: 'PRODUCT', externalId: 'e7' })).toBeNull();
    expect(await hub.view(record, 1)).toMatchObject({ link: null, nextGeneration: 3 });
    expect(await write(database.store, { linkChange: aChange(link.id, 2, {}) })).toEqual(['conflict']);
    expect(await write(database.store, { newLink: { ...aLink('e7', record), generation: 3 } })).toEqual([
      'ok',
    ]);
    expect(await hub.read.links(record)).toHaveLength(2);
  });

  it('of two links a connection would write one record through, in one commit or after, the second is a conflict', async () => {
    const record = await made('e10');
    const other = { ...aLink('e12', record), isPrimary: false };

    expect(
      await write(database.store, { newLink: aLink('e11', record, 2) }, { newLink: aLink('e12', record, 2) }),
    ).toEqual(['ok', 'conflict']);
    expect(await write(database.store, { newLink: aLink('e11', record) })).toEqual(['conflict']);
    expect(await write(database.store, { newLink: other })).toEqual(['ok']);
    const change = aChange((await linkOf('e10')).id, 1, { state: 'ended' });
    expect(await write(database.store, { newLink: aLink('e13', record), linkChange: change })).toEqual([
      'ok',
    ]);
    expect(await hub.view(record, 1)).toMatchObject({ link: { externalId: 'e13' } });
  });

  it('remembers a link at once, and tells when another record has the external id', async () => {
    const record = await made('e8');

    expect(await hub.remember(aLink('e9', record, 2))).toMatchObject({
      externalId: 'e9',
      record,
      connection: 2,
    });
    expect(await hub.remember(aLink('e9', record, 2))).toMatchObject({ externalId: 'e9', record });
    expect(await hub.remember(aLink('e9', record + 1, 2))).toBeNull();
  });

  it('of two records that claim one key, in one commit or after, the second is a conflict that writes nothing', async () => {
    const ids = [await hub.nextRecordId(), await hub.nextRecordId(), await hub.nextRecordId()] as const;
    const making = (id: number, externalId: string): HubEffects => ({
      record: aRecord(id),
      newLink: aLink(externalId, id),
      keys: [aClaim('k1', id)],
    });

    const answers = await write(database.store, making(ids[0], 'k1a'), making(ids[1], 'k1b'));
    const later = await write(database.store, making(ids[2], 'k1c'));

    expect(answers).toEqual(['ok', 'conflict']);
    expect(later).toEqual(['conflict']);
    expect(await hub.holder(aClaim('k1', 0))).toMatchObject({ id: ids[0], record: { data: { name: 'A' } } });
    expect(await hub.read.record(ids[1])).toBeNull();
    expect(await hub.linked({ connection: 1, type: 'PRODUCT', externalId: 'k1c' })).toBeNull();
  });

  it('of many that claim one key through several connections at once, one wins', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => hub.nextRecordId()));

    const answers = await Promise.all(
      ids.map((id) => write(database.store, { record: aRecord(id), keys: [aClaim('k2', id)] })),
    );

    expect(answers.flat().filter((answer) => answer === 'ok')).toHaveLength(1);
    const winner = ids[answers.flat().indexOf('ok')];
    expect((await hub.holder(aClaim('k2', 0)))?.id).toBe(winner);
  });

  it('a key passes on only from whom it was read to belong to', async () => {
    const [first, second] = [await hub.nextRecordId(), await hub.nextRecordId()];
    await write(database.store, { record: aRecord(first), keys: [aClaim('k3', first)] });

    expect(
      await write(database.store, { record: aRecord(second), keys: [aClaim('k3', second, second)] }),
    ).toEqual(['conflict']);
    expect(
      await write(database.store, { record: aRecord(second), keys: [aClaim('k3', second, first)] }),
    ).toEqual(['ok']);
    expect((await hub.holder(aClaim('k3', 0)))?.id).toBe(second);
  });

  it('a key whose record lost its link is nobody’s, and is taken over', async () => {
    await made('taken');
    const [lost, next] = [await hub.nextRecordId(), await hub.nextRecordId()];
    const losing = { record: aRecord(lost), newLink: aLink('taken', lost), keys: [aClaim('k4', lost)] };

    expect(await write(database.store, losing)).toEqual(['conflict']);
    expect(await hub.holder(aClaim('k4', 0))).toEqual({ id: lost, record: null, speaksFor: lost });
    expect(await write(database.store, { record: aRecord(next), keys: [aClaim('k4', next, lost)] })).toEqual([
      'ok',
    ]);
  });

  it('keys of another tenant, mode, type or name are others', async () => {
    const id = await hub.nextRecordId();
    await write(database.store, { record: aRecord(id), keys: [aClaim('k5', id)] });
    const others: Partial<KeyClaim>[] = [
      { tenant: 2 },
      { mode: 'sandbox' },
      { type: 'CUSTOMER' },
      { key: 'ean' },
    ];

    const holders = await Promise.all(others.map((other) => hub.holder({ ...aClaim('k5', 0), ...other })));

    expect(holders).toEqual([null, null, null, null]);
  });

  it('lists a type newest first, page by page', async () => {
    const of = { tenant: 1, type: 'PRODUCT' } as const;
    const { items: page, next: behind } = await hub.lists.records(of, { limit: 2 });
    const { items: next } = await hub.lists.records(of, { behind: behind ?? undefined, limit: 2 });

    expect(page).toHaveLength(2);
    expect([...page, ...next].map(({ id }) => id)).toEqual(
      [...page, ...next].map(({ id }) => id).sort((a, b) => b - a),
    );
    expect((await hub.lists.records({ ...of, tenant: 2 }, { limit: 2 })).items).toEqual([]);
  });

  it('never gives a record id twice, also to several hubs at once', async () => {
    const other = createHub({ store: database.store });

    const ids = await Promise.all(
      Array.from({ length: 3_000 }, (_, index) => (index % 2 ? hub : other).nextRecordId()),
    );

    expect(new Set(ids).size).toBe(3_000);
  });

  it('asks the database once for what one turn looks up', async () => {
    let reads = 0;
    const counting: Store = {
      ...database.store,
      engine: database.store.engine,
      submit: (kind, item) => database.store.submit(kind, item),
      write: (work) => database.store.write(work),
      read: (statement, rows) => {
        reads += 1;
        return database.store.read(statement, rows);
      },
    };
    const counted = createHub({ store: counting });
    const names = ['e1', 'none', 'e2', 'e1'];

    const found = await Promise.all(
      names.map((externalId) => counted.linked({ connection: 1, type: 'PRODUCT', externalId })),
    );

    expect(found.map((linked) => linked?.link.externalId)).toEqual(['e1', undefined, 'e2', 'e1']);
    expect(reads).toBe(1);
  });

  it('a record is written to under no secondary id: where its primary link ends, the first that lives becomes primary', async () => {
    const record = await made('e40');
    for (const externalId of ['e41', 'e42', 'e43'])
      await write(database.store, { newLink: { ...aLink(externalId, record), isPrimary: false } });
    const [first, gone] = [await linkOf('e40'), await linkOf('e41')];

    await write(database.store, { linkChange: aChange(gone.id, 1, { state: 'source-deleted' }) });
    expect((await hub.view(record, 1))?.link?.externalId).toBe('e40');
    await write(database.store, { linkChange: aChange(first.id, 1, { state: 'ended' }) });

    expect((await hub.view(record, 1))?.link).toMatchObject({
      externalId: 'e42',
      isPrimary: true,
      generation: 2,
    });
    expect([await linkOf('e41'), await linkOf('e43')].map(({ isPrimary }) => isPrimary)).toEqual([
      false,
      false,
    ]);
  });

  it('one whose system has only deleted ids of it left has no link to be written to, until one is seen again', async () => {
    const record = await made('e45');
    await write(database.store, { newLink: { ...aLink('e46', record), isPrimary: false } });
    const [first, other] = [await linkOf('e45'), await linkOf('e46')];
    await write(database.store, { linkChange: aChange(other.id, 1, { state: 'source-deleted' }) });
    await write(database.store, { linkChange: aChange(first.id, 1, { state: 'ended' }) });

    expect((await hub.view(record, 1))?.link).toBeNull();
    await write(database.store, { linkChange: aChange(other.id, 2, { state: 'live' }) });

    expect((await hub.view(record, 1))?.link).toMatchObject({ externalId: 'e46', isPrimary: true });
  });

  it('the link that takes the place of one that ended stays the only primary one', async () => {
    const record = await made('e48');
    await write(database.store, { newLink: { ...aLink('e49', record), isPrimary: false } });
    const { id } = await linkOf('e48');

    await write(database.store, {
      linkChange: aChange(id, 1, { state: 'ended' }),
      newLink: { ...aLink('e47', record), generation: 2 },
    });

    expect((await hub.view(record, 1))?.link?.externalId).toBe('e47');
    expect((await linkOf('e49')).isPrimary).toBe(false);
  });

  async function made(externalId: string): Promise<number> {
    const record = await hub.nextRecordId();
    await write(database.store, { record: aRecord(record), newLink: aLink(externalId, record) });
    return record;
  }

  async function linkOf(externalId: string) {
    const linked = await hub.linked({ connection: 1, type: 'PRODUCT', externalId });
    if (!linked) throw new Error(`no link ${externalId}`);
    return linked.link;
  }
}

function write(store: Store, ...effects: HubEffects[]): Promise<readonly string[]> {
  return store.write((tx) =>
    hubEffects(
      tx,
      effects.map((one) => ({ effects: one }) as unknown as Settlement),
    ),
  );
}

function aRecord(id: number, over: Partial<RecordWrite> = {}): RecordWrite {
  return {
    id,
    expected: 0,
    tenant: 1,
    mode: 'live',
    type: 'PRODUCT',
    data: '{"name":"A"}',
    deletedAt: null,
    changed: '{}',
    root: 7,
    connection: 1,
    at: AT,
    ...over,
  };
}

function aLink(externalId: string, record: number, connection = 1): NewLink {
  return {
    tenant: 1,
    mode: 'live',
    connection,
    type: 'PRODUCT',
    externalId,
    record,
    isPrimary: true,
    generation: 1,
    baseline: '{"name":"A"}',
    isOwnWrite: false,
    remoteVersion: null,
    at: AT,
  };
}

function aClaim(value: string, record: number, expected: number | null = null): KeyClaim {
  return { tenant: 1, mode: 'live', type: 'PRODUCT', key: 'sku', value, record, expected };
}

function aChange(id: number, expected: number, over: Partial<LinkChange>): LinkChange {
  return {
    id,
    expected,
    state: 'live',
    baseline: null,
    isOwnWrite: false,
    remoteVersion: null,
    at: AT,
    ...over,
  };
}
