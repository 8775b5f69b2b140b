import { aRegistry, type TestRegistry } from '../../../test/kit/a-registry.js';
import { shopConnector } from '../../../test/kit/shop.js';
import type { Actor } from '../configuration-writer.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };
const [created, updated, deleted] = shopConnector.scopes;

const FIRST = {
  ...shopConnector,
  settings: [
    { name: 'region', type: 'string', default: 'eu' },
    { name: 'limit', type: 'number' },
  ],
};

/** Another secret, another setting that must be there, one that is gone, and other scopes. */
const SECOND = {
  ...shopConnector,
  version: '1.1.0',
  secrets: { webhook: 'Signing secret', apiKey: 'API key' },
  settings: [
    { name: 'region', type: 'string', default: 'us' },
    { name: 'shop', type: 'string', required: true },
  ],
  scopes: [
    { ...created, description: 'Said otherwise' },
    updated,
    { name: 'order/paid', type: 'TRANSACTION', action: 'UPDATED', description: 'Paid', source: 'payload' },
  ],
};

const KEEP = { settings: { region: 'be', shop: 'ghent' }, secrets: { apiKey: 'k3y' } };
const INPUT = {
  connector: 'shop',
  connectorVersion: '1.0.0',
  name: 'Shop',
  mode: 'live',
  settings: { region: 'be', limit: 3 },
  secrets: { webhook: 's3cret' },
} as const;

describe('an upgrade of a connection', () => {
  async function aYard(): Promise<TestRegistry & { readonly id: string }> {
    const yard = await aRegistry();
    await yard.registry.connectors.add(OPERATOR, FIRST);
    await yard.registry.connectors.add(OPERATOR, SECOND);
    const { id } = await yard.registry.connections.create(OPERATOR, INPUT);
    return Object.assign(yard, { id });
  }

  const scopesOf = async ({ registry, id }: TestRegistry & { readonly id: string }) =>
    (await registry.scopes.list(1, id, { limit: 50 }, { direction: 'TO' })).items.map(
      ({ name, description, isEnabled }) => ({ name, description, isEnabled }),
    );

  it('says beforehand what changes, and what stands against it', async () => {
    await using yard = await aYard();

    const plan = await yard.registry.upgrades.plan(1, yard.id, {});

    expect(plan).toMatchObject({
      from: '1.0.0',
      to: '1.1.0',
      step: 'minor',
      isBack: false,
      scopes: {
        added: ['order/paid'],
        removed: ['order/deleted'],
        changed: [{ name: 'order/created', fields: ['description'] }],
      },
      settings: { added: ['shop'], removed: ['limit'], changed: ['region'] },
      droppedSettings: ['limit'],
      secrets: { added: ['apiKey'], removed: [] },
      problems: [
        { field: 'settings.shop' },
        { field: 'secrets.apiKey', message: expect.stringContaining('give it') },
      ],
    });
  });

  it('is refused as a whole while something stands against it', async () => {
    await using yard = await aYard();
    const before = [await yard.registry.connections.get(1, yard.id), await scopesOf(yard)];

    const refused = yard.registry.upgrades.apply(OPERATOR, yard.id, { settings: KEEP.settings });

    await expect(refused).rejects.toMatchObject({
      code: 'UPGRADE_REFUSED',
      details: { errors: [{ field: 'secrets.apiKey' }] },
    });
    expect([await yard.registry.connections.get(1, yard.id), await scopesOf(yard)]).toEqual(before);
  });

  it('moves version, settings, secrets and scopes at once; what an operator set of a scope stays', async () => {
    await using yard = await aYard();
    const { scopes, directory, upgrades } = yard.registry;
    const { items } = await scopes.list(1, yard.id, { limit: 50 }, { name: 'order/updated' });
    await scopes.change(OPERATOR, yard.id, items[0]?.id ?? '', { description: 'Mine', isEnabled: false });

    await upgrades.apply(OPERATOR, yard.id, KEEP);

    expect(directory.current().connectionById(yard.id)).toMatchObject({
      connector: { id: 'shop@1.1.0' },
      settings: KEEP.settings,
      secrets: { webhook: [{ value: 's3cret' }], apiKey: [{ value: 'k3y' }] },
    });
    expect(await scopesOf(yard)).toEqual([
      { name: 'order/created', description: 'Said otherwise', isEnabled: true },
      { name: 'order/updated', description: 'Mine', isEnabled: false },
      { name: 'order/deleted', description: deleted.description, isEnabled: false },
      { name: 'order/paid', description: 'Paid', isEnabled: true },
    ]);
  });

  it('is taken back with settings and scopes as they were, and only once', async () => {
    await using yard = await aYard();
    const { upgrades, connections } = yard.registry;
    const before = [await scopesOf(yard), (await connections.get(1, yard.id)).settings];
    await upgrades.apply(OPERATOR, yard.id, KEEP);

    await upgrades.rollBack(OPERATOR, yard.id);

    expect([await scopesOf(yard), (await connections.get(1, yard.id)).settings]).toEqual(before);
    expect(await connections.get(1, yard.id)).toMatchObject({ connectorVersion: '1.0.0' });
    expect((await upgrades.list(1, yard.id, { limit: 10, behind: undefined })).items).toMatchObject([
      { from: '1.0.0', to: '1.1.0', state: 'rolled-back', actor: 'key_operator', changes: { step: 'minor' } },
    ]);
    await expect(upgrades.rollBack(OPERATOR, yard.id)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('lets a connection go on whose credentials were refused, with those that come with it', async () => {
    await using yard = await aYard();
    const { authorization, connections, directory, upgrades } = yard.registry;
    const view = directory.current().connectionById(yard.id);
    await authorization.refused(view?.number ?? 0, view?.configVersion ?? 0);
    const before = (await connections.get(1, yard.id)).state;

    await upgrades.apply(OPERATOR, yard.id, KEEP);

    expect(before).toBe('needs_authorization');
    expect((await connections.get(1, yard.id)).state).toBe('active');
    expect(yard.holds.slice(-2)).toMatchObject([{ code: null }, { code: null }]);
  });

  it('over a major version has to be meant, and a change that names a version means it', async () => {
    await using yard = await aYard();
    const { connectors, connections, upgrades } = yard.registry;
    await connectors.add(OPERATOR, { ...FIRST, version: '2.0.0' });

    await expect(upgrades.apply(OPERATOR, yard.id, { to: '2.0.0' })).rejects.toMatchObject({
      details: { errors: [{ field: 'to', message: expect.stringContaining('"major": true') }] },
    });
    await connections.change(OPERATOR, yard.id, { connectorVersion: '2.0.0', name: 'Moved' });

    expect(await connections.get(1, yard.id)).toMatchObject({ connectorVersion: '2.0.0', name: 'Moved' });
    expect((await upgrades.list(1, yard.id, { limit: 10, behind: undefined })).items).toHaveLength(1);
  });

  it('is refused where a mapping in use gives what is declared otherwise', async () => {
    await using yard = await aYard();
    const { connectors, connections, collections, upgrades } = yard.registry;
    const car = (version: string, kind: string): object => ({
      ...shopConnector,
      name: 'fleet',
      version,
      scopes: [{ name: 'car', type: 'x:CAR', action: 'UPDATED', description: 'Car', source: 'payload' }],
      recordTypes: { 'x:CAR': { description: 'A car', fields: { wheels: { kind } } } },
    });
    await connectors.add(OPERATOR, car('1.0.0', 'text'));
    const { id } = await connections.create(OPERATOR, { connector: 'fleet', name: 'Fleet', mode: 'live' });
    await collections.create(OPERATOR, id, {
      definition: {
        name: 'Car',
        type: 'x:CAR',
        direction: 'TO',
        syncType: 'ADD_AND_UPDATE',
        mappings: [{ kind: 'static', target: 'wheels', value: 'four' }],
      },
    });
    await connectors.add(OPERATOR, car('1.1.0', 'number'));

    const plan = await upgrades.plan(1, id, {});

    expect(plan.recordTypes).toEqual([{ type: 'x:CAR', added: [], removed: [], changed: ['wheels'] }]);
    expect(plan.collections).toMatchObject([
      { name: 'Car', problems: [{ message: expect.stringContaining('number') }] },
    ]);
    expect(plan.problems.map(({ field }) => field)).toEqual([expect.stringContaining('collections.Car.')]);
  });

  it('of all connections of a connector goes step by step, and one that is refused holds up no other', async () => {
    await using yard = await aYard();
    const { connections, connectors, upgrades } = yard.registry;
    await connectors.add(OPERATOR, { ...SECOND, version: '1.2.0' });
    const others: string[] = [];
    for (const name of ['Two', 'Three'])
      others.push((await connections.create(OPERATOR, { ...INPUT, name })).id);
    await upgrades.apply(OPERATOR, others[0] ?? '', { ...KEEP, to: '1.1.0' });

    const planned = await upgrades.planStep(OPERATOR, 'shop', { limit: 10 });
    const first = await upgrades.applyStep(OPERATOR, 'shop', { limit: 2 });
    const second = await upgrades.applyStep(OPERATOR, 'shop', { limit: 2, after: first.next ?? '' });
    const back = await upgrades.rollBackStep(OPERATOR, 'shop', { limit: 10, from: '1.2.0' });

    expect(planned.items.map(({ state }) => state)).toEqual(['refused', 'planned', 'refused']);
    expect(first).toMatchObject({
      items: [
        {
          connection: yard.id,
          state: 'refused',
          problems: [{ field: 'settings.shop' }, { field: 'secrets.apiKey' }],
        },
        { connection: others[0], from: '1.1.0', to: '1.2.0', state: 'upgraded' },
      ],
      next: others[0],
    });
    expect(second).toMatchObject({ items: [{ connection: others[1], state: 'refused' }], next: null });
    expect(back).toMatchObject({
      items: [{ connection: others[0], from: '1.2.0', to: '1.1.0', state: 'rolled-back' }],
    });
  });

  it('of another tenant is not there', async () => {
    await using yard = await aYard();
    const stranger: Actor = { tenant: 2, id: 'key_stranger' };

    await expect(yard.registry.upgrades.apply(stranger, yard.id, {})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(yard.registry.upgrades.rollBack(stranger, yard.id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(yard.registry.upgrades.plan(2, yard.id, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
