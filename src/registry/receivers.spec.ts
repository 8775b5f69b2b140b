import { aRegistry, type TestRegistry } from '../../test/kit/a-registry.js';
import type { Principal } from './api-keys.service.js';
import type { Actor } from './configuration-writer.js';
import type { ReceivingPoint } from './directory.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };

const byAccount = {
  name: 'ledgerly',
  version: '1.0.0',
  urlPath: 'ledgerly',
  secrets: { webhook: 'Signing secret' },
  scopes: [{ name: 'invoice', type: 'TRANSACTION', action: 'UPDATED', description: 'Invoice' }],
  receiver: {
    verify: { kind: 'hmac', header: 'x-signature' },
    hasMultiple: true,
    multiple: 'events',
    account: 'company',
    fields: [
      { value: 'Scope', from: 'Static', at: 'invoice' },
      { value: 'ExternalId', from: 'BodyPath', at: 'id' },
    ],
  },
};

const byToken = {
  ...byAccount,
  name: 'tokenly',
  urlPath: 'tokenly',
  receiver: {
    verify: { kind: 'unsigned', reason: 'the token is the proof' },
    fields: [{ value: 'AuthToken', from: 'Header', at: 'x-key' }, ...byAccount.receiver.fields],
  },
};

async function anotherTenant({ registry }: TestRegistry): Promise<Principal> {
  const { key } = await registry.tenants.create(OPERATOR, { name: 'Other' });
  const principal = await registry.apiKeys.authenticate(key);
  if (!principal) throw new Error('the new key is not known');
  return principal;
}

function pointAt({ registry }: TestRegistry, urlPath: string): ReceivingPoint {
  const point = registry.directory.current().receiver(urlPath);
  if (!point) throw new Error(`there is no receiver ${urlPath}`);
  return point;
}

describe('a receiver for many accounts', () => {
  it('finds the connection of each account, in every tenant, where the host’s operator made it', async () => {
    await using yard = await aRegistry();
    const { registry } = yard;
    const other = await anotherTenant(yard);
    await registry.connectors.add(OPERATOR, byAccount, { isShared: true });
    const made = await registry.receivers.create(OPERATOR, {
      connector: 'ledgerly',
      secrets: { webhook: 's3cret' },
    });
    const ours = await registry.connections.create(OPERATOR, {
      connector: 'ledgerly',
      name: 'A',
      mode: 'live',
      account: '11',
    });
    const theirs = await registry.connections.create(other, {
      connector: 'ledgerly',
      name: 'B',
      mode: 'live',
      account: '22',
    });

    const { owner, secrets } = pointAt(yard, 'ledgerly');
    const directory = registry.directory.current();
    expect(made.url).toBe('https://yard.example/receivers/ledgerly');
    expect(secrets['webhook']?.[0]?.value).toBe('s3cret');
    expect(directory.account(owner, '11')?.id).toBe(ours.id);
    expect(directory.account(owner, '22')).toMatchObject({ id: theirs.id, tenant: other.tenant });
    expect(directory.account(owner, '33')).toBeUndefined();
  });

  it('gives an account to one connection only', async () => {
    await using yard = await aRegistry();
    const { registry } = yard;
    const other = await anotherTenant(yard);
    await registry.connectors.add(OPERATOR, byAccount, { isShared: true });
    await registry.receivers.create(OPERATOR, { connector: 'ledgerly' });
    const input = { connector: 'ledgerly', name: 'A', mode: 'live', account: '11' } as const;
    await registry.connections.create(OPERATOR, input);

    await expect(registry.connections.create(other, input)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('of one tenant serves no other', async () => {
    await using yard = await aRegistry();
    const { registry } = yard;
    const other = await anotherTenant(yard);
    await registry.connectors.add(OPERATOR, byAccount, { isShared: true });
    await registry.receivers.create(other, { connector: 'ledgerly' });
    await registry.connections.create(OPERATOR, {
      connector: 'ledgerly',
      name: 'A',
      mode: 'live',
      account: '11',
    });

    expect(registry.directory.current().account(pointAt(yard, 'ledgerly').owner, '11')).toBeUndefined();
  });

  it('frees its address when it is removed', async () => {
    await using yard = await aRegistry();
    const { registry } = yard;
    await registry.connectors.add(OPERATOR, byAccount);
    const made = await registry.receivers.create(OPERATOR, { connector: 'ledgerly' });

    await registry.receivers.remove(OPERATOR, made.id);

    expect(registry.directory.current().receiver('ledgerly')).toBeUndefined();
    expect((await registry.receivers.create(OPERATOR, { connector: 'ledgerly' })).id).not.toBe(made.id);
  });

  it('is refused where nothing tells its connections apart', async () => {
    await using yard = await aRegistry();
    const { urlPath: _, ...own } = byAccount;
    const { account: __, ...receiver } = byAccount.receiver;
    await yard.registry.connectors.add(OPERATOR, { ...own, receiver });

    const act = yard.registry.receivers.create(OPERATOR, { connector: 'ledgerly', urlPath: 'x' });

    await expect(act).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});

describe('a receiver by token', () => {
  it('is there with its connector, and takes a connection’s key for the token', async () => {
    await using yard = await aRegistry();
    const { registry } = yard;
    await registry.connectors.add(OPERATOR, byToken);

    const { id, key } = await registry.connections.create(OPERATOR, {
      connector: 'tokenly',
      name: 'A',
      mode: 'live',
    });

    const { owner } = pointAt(yard, 'tokenly');
    expect(registry.directory.current().token(owner, key)?.id).toBe(id);
    expect(registry.directory.current().token(owner, 'hk_wrong')).toBeUndefined();
  });

  it('does not take the key of a connection of another connector', async () => {
    await using yard = await aRegistry();
    const { registry } = yard;
    await registry.connectors.add(OPERATOR, byToken);
    await registry.connectors.add(OPERATOR, byAccount);

    const { key } = await registry.connections.create(OPERATOR, {
      connector: 'ledgerly',
      name: 'A',
      mode: 'live',
    });

    expect(registry.directory.current().token(pointAt(yard, 'tokenly').owner, key)).toBeUndefined();
  });
});

describe('a connector in data', () => {
  it('is refused with every problem by its path', async () => {
    await using yard = await aRegistry();

    await expect(
      yard.registry.connectors.add(OPERATOR, { ...byAccount, name: 'A B', version: 'x' }),
    ).rejects.toMatchObject({
      code: 'CONNECTOR_INVALID',
      details: { errors: [{ field: 'name' }, { field: 'version' }] },
    });
  });

  it('keeps its version: a change is a new one', async () => {
    await using yard = await aRegistry();
    const { connectors } = yard.registry;
    await connectors.add(OPERATOR, byAccount);

    await expect(connectors.add(OPERATOR, byAccount)).rejects.toMatchObject({ code: 'CONNECTOR_EXISTS' });
    await connectors.add(OPERATOR, { ...byAccount, version: '1.1.0' });
    expect((await connectors.get(1, 'ledgerly')).version).toBe('1.1.0');
  });

  it('is shared by the host’s own operator only', async () => {
    await using yard = await aRegistry();
    const other = await anotherTenant(yard);

    await expect(yard.registry.connectors.add(other, byAccount, { isShared: true })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
