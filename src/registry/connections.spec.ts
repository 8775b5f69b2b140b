import { shopConnector } from '../../test/kit/shop.js';
import { aRegistry, TEST_PUBLIC_URL, type TestRegistry } from '../../test/kit/a-registry.js';
import type { Actor } from './configuration-writer.js';
import type { ConnectionView, Directory, ReceivingPoint } from './directory.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };
const DAY_MS = 86_400_000;

let now = 1_700_000_000_000;
const clock = { now: () => (now += 1), monotonic: () => now };

async function aYard(): Promise<TestRegistry> {
  const yard = await aRegistry({ clock });
  await yard.registry.connectors.add(OPERATOR, {
    ...shopConnector,
    settings: SETTINGS,
    collections: COLLECTIONS,
  });
  return yard;
}

const SETTINGS = [
  { name: 'region', type: 'string', default: 'eu' },
  { name: 'limit', type: 'number' },
];
const COLLECTIONS = [
  {
    name: 'Order',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'number', source: 'number' }],
  },
];
const INPUT = {
  connector: 'shop',
  name: 'Shop, Ghent',
  mode: 'live',
  secrets: { webhook: 's3cret-value' },
} as const;

function pointOf(directory: Directory, key: string): ReceivingPoint {
  const point = directory.point(key);
  if (!point || point === 'gone') throw new Error(`the key leads to ${String(point)}`);
  return point;
}

function viewOf(directory: Directory, key: string): ConnectionView {
  const { connection } = pointOf(directory, key);
  if (!connection) throw new Error('the point has no connection');
  return connection;
}

describe('a new connection', () => {
  it('takes hooks at once, at an address only its key tells', async () => {
    await using yard = await aYard();

    const made = await yard.registry.connections.create(OPERATOR, INPUT);

    expect(made.id).toMatch(/^con_[0-9A-Za-z]{22}$/);
    expect(made.hookUrl).toBe(`${TEST_PUBLIC_URL}/hooks/${made.key}`);
    const point = pointOf(yard.registry.directory.current(), made.key);
    expect(point.publicUrl).toBe(made.hookUrl);
    expect(point.secrets['webhook']?.map(({ value }) => value)).toEqual(['s3cret-value']);
    expect(yard.registry.directory.current().point('hk_somethingElse')).toBeUndefined();
  });

  it('has the scopes its connector declares, deletes guarded, and settings with defaults', async () => {
    await using yard = await aYard();

    const { key } = await yard.registry.connections.create(OPERATOR, { ...INPUT, settings: { limit: 5 } });

    const view = viewOf(yard.registry.directory.current(), key);
    expect([...view.scopes.TO.keys()]).toEqual(['order/created', 'order/updated', 'order/deleted']);
    expect(view.scopes.TO.get('order/deleted')).toMatchObject({
      isEnabled: true,
      guard: 'off',
      action: 'DELETED',
    });
    expect(view.settings).toEqual({ region: 'eu', limit: 5 });
    expect(view.collections).toEqual([]);
    expect(view.queues.TO).not.toBe(view.queues.FROM);
    expect(yard.registry.directory.current().queue(view.queues.TO)).toMatchObject({
      direction: 'TO',
      isPaused: false,
    });
  });

  it('has the default mappings where they were asked for', async () => {
    await using yard = await aYard();

    const { key } = await yard.registry.connections.create(OPERATOR, { ...INPUT, defaults: true });

    const { collections } = viewOf(yard.registry.directory.current(), key);
    expect(collections).toMatchObject([{ version: 1, isTrusted: false, definition: { name: 'Order' } }]);
  });

  it('is refused with every problem of its settings and secrets', async () => {
    await using yard = await aYard();
    const { connections } = yard.registry;

    await expect(
      connections.create(OPERATOR, { ...INPUT, settings: { colour: 'red', limit: 'five' } }),
    ).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { errors: [{ field: 'settings.colour' }, { field: 'settings.limit' }] },
    });
    await expect(connections.create(OPERATOR, { ...INPUT, secrets: { token: 'x' } })).rejects.toMatchObject({
      details: { errors: [{ field: 'secrets.token', message: expect.stringContaining('webhook') }] },
    });
    await expect(connections.create(OPERATOR, { ...INPUT, connector: 'shopp' })).rejects.toMatchObject({
      code: 'CONNECTOR_UNKNOWN',
    });
  });

  it('leaves nothing of a secret or a key in the database, and an audit row without them', async () => {
    await using yard = await aYard();

    const { id, key } = await yard.registry.connections.create(OPERATOR, INPUT);

    const source = yard.database.store.readSource;
    const tables = ['connection', 'connection_secret', 'connection_key', 'audit', 'api_key'];
    const rows = await Promise.all(
      tables.map((table) => source.query(`SELECT * FROM ${table}`) as Promise<unknown>),
    );
    expect(JSON.stringify(rows)).not.toContain('s3cret-value');
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(JSON.stringify(rows)).toContain(`"subject":"${id}"`);
  });

  it('is as it was after a restart', async () => {
    await using yard = await aYard();
    const { key } = await yard.registry.connections.create(OPERATOR, { ...INPUT, defaults: true });

    const restarted = await yard.another({ clock });

    const point = pointOf(restarted.directory.current(), key);
    expect(point.secrets['webhook']?.[0]?.value).toBe('s3cret-value');
    expect(point.connection?.collections).toHaveLength(1);
    expect(await restarted.apiKeys.ensureFirst(undefined)).toBeNull();
  });
});

describe('a connection of another tenant', () => {
  it('is not there', async () => {
    await using yard = await aYard();
    const { connections, scopes, apiKeys, tenants } = yard.registry;
    const { id } = await connections.create(OPERATOR, INPUT);
    const { key } = await tenants.create(OPERATOR, { name: 'Other' });
    const other = await apiKeys.authenticate(key);
    if (!other) throw new Error('the new key is not known');

    expect((await connections.list(other.tenant, { limit: 10 })).items).toEqual([]);
    const acts = [
      connections.get(other.tenant, id),
      connections.change(other, id, { name: 'mine' }),
      connections.remove(other, id),
      connections.rotateKey(other, id),
      connections.pause(other, id),
      scopes.list(other.tenant, id, { limit: 10 }),
    ];
    for (const act of acts) await expect(act).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(connections.create(other, INPUT)).rejects.toMatchObject({ code: 'CONNECTOR_UNKNOWN' });
  });
});

describe('a changed connection', () => {
  it('verifies with a replaced secret for a day more', async () => {
    await using yard = await aYard();
    const { id, key } = await yard.registry.connections.create(OPERATOR, INPUT);

    await yard.registry.connections.change(OPERATOR, id, { secrets: { webhook: 'newer' } });

    const { secrets } = pointOf(yard.registry.directory.current(), key);
    expect(secrets['webhook']?.map(({ value }) => value)).toEqual(['newer', 's3cret-value']);
    expect(secrets['webhook']?.[1]?.notAfter).toBeGreaterThan(now + DAY_MS - 1_000);
    expect(secrets['webhook']?.[0]?.notAfter).toBeUndefined();
  });

  it('shows when secrets were given, never what they are', async () => {
    await using yard = await aYard();
    const { id } = await yard.registry.connections.create(OPERATOR, INPUT);

    const info = await yard.registry.connections.change(OPERATOR, id, { name: 'Shop, Bruges' });

    expect(info.name).toBe('Shop, Bruges');
    expect(info.secrets['webhook']).toHaveLength(1);
    expect(JSON.stringify(info)).not.toContain('s3cret-value');
  });

  it('gets a new configuration version, and no other connection does', async () => {
    await using yard = await aYard();
    const { connections, directory } = yard.registry;
    const first = await connections.create(OPERATOR, INPUT);
    const second = await connections.create(OPERATOR, INPUT);
    const before = directory.current();

    await connections.change(OPERATOR, first.id, { name: 'other' });

    const after = directory.current();
    expect(after.version).toBeGreaterThan(before.version);
    expect(viewOf(after, first.key).configVersion).toBe(after.version);
    expect(viewOf(after, second.key)).toBe(viewOf(before, second.key));
  });
});

describe('a rotated key', () => {
  it('leaves the old one working for a day', async () => {
    await using yard = await aYard();
    const { connections, directory } = yard.registry;
    const made = await connections.create(OPERATOR, INPUT);

    const { key } = await connections.rotateKey(OPERATOR, made.id);

    expect(key).not.toBe(made.key);
    expect(directory.current().point(key)).toMatchObject({
      owner: pointOf(directory.current(), made.key).owner,
    });
    now += DAY_MS;
    expect(directory.current().point(made.key)).toBeUndefined();
    expect(directory.current().point(key)).toBeDefined();
  });
});

describe('a removed connection', () => {
  it('answers that it is gone, keeps no secret and holds its queues', async () => {
    await using yard = await aYard();
    const { connections, directory } = yard.registry;
    const { id, key } = await connections.create(OPERATOR, INPUT);
    const { queues } = viewOf(directory.current(), key);

    await connections.remove(OPERATOR, id);

    expect(directory.current().point(key)).toBe('gone');
    expect(directory.current().connectionById(id)).toBeUndefined();
    expect(await yard.database.store.readSource.query('SELECT * FROM connection_secret')).toEqual([]);
    expect(new Set(yard.holds.map(({ queue }) => queue))).toEqual(new Set([queues.TO, queues.FROM]));
    expect(yard.holds.every(({ code }) => code === 'connection-removed')).toBe(true);
    await expect(connections.get(1, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a paused connection', () => {
  it('still takes hooks while its queues are held, also after a restart, until it is resumed', async () => {
    await using yard = await aYard();
    const { connections, directory } = yard.registry;
    const { id, key } = await connections.create(OPERATOR, INPUT);
    const { queues } = viewOf(directory.current(), key);

    expect(await connections.pause(OPERATOR, id)).toMatchObject({ state: 'paused' });

    expect(pointOf(directory.current(), key).connection?.state).toBe('paused');
    expect(directory.current().queue(queues.TO)).toMatchObject({ isPaused: true });
    expect(yard.holds).toHaveLength(2);
    await yard.another({ clock });
    expect(yard.holds).toHaveLength(4);
    expect(await connections.resume(OPERATOR, id)).toMatchObject({ state: 'active' });
    expect(yard.holds.slice(4).map(({ until, code }) => [until, code])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(directory.current().queue(queues.TO)).toMatchObject({ isPaused: false });
  });
});

describe('the list of connections', () => {
  it('comes in pages, oldest first', async () => {
    await using yard = await aYard();
    const { connections } = yard.registry;
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await connections.create(OPERATOR, INPUT)).id);

    const first = await connections.list(1, { limit: 3 });
    const second = await connections.list(1, { behind: first.next ?? undefined, limit: 3 });

    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
  });
});
