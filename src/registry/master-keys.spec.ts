import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { aRegistry, type TestRegistry } from '../../test/kit/a-registry.js';
import { eventually } from '../../test/kit/eventually.js';
import { APP as GRANTED_APP, grantedFolder } from '../../test/kit/granted.js';
import { shopConnector } from '../../test/kit/shop.js';
import { HOST_ACTOR } from './api-keys.service.js';
import type { MasterKeysInfo } from './master-keys.service.js';
import type { Registry } from './registry.js';

/** One address for many accounts, so that receivers have secrets too. */
const APP = {
  ...shopConnector,
  name: 'app',
  urlPath: 'app',
  receiver: { ...shopConnector.receiver, hasMultiple: true, multiple: 'events', account: 'company' },
};

describe('a rotation of the master key', () => {
  it('seals everything anew, and afterwards the old key is not needed', async () => {
    await using yard = await aRegistry();
    const { hookKey, connection } = await withSecrets(yard);
    const before = await yard.registry.masterKeys.get(HOST_ACTOR);
    const fresh = newFirstKey(yard);

    await yard.registry.masterKeys.rotate(HOST_ACTOR);
    const after = await done(yard.registry);

    expect(before.keys).toEqual([{ id: expect.any(String), isKnown: true, isFirst: true, sealed: 33 }]);
    expect(after.keys.map(({ sealed }) => sealed)).toEqual([33, 0]);
    expect(after.rotation).toMatchObject({ resealed: 32, left: 0, unreadable: [] });
    const alone = await yard.another({ masterKey: fresh });
    const opened = alone.directory.current();
    expect(opened.connectionById(connection)?.secrets['webhook']?.map(({ value }) => value)).toEqual(VALUES);
    expect(opened.receiver('app')?.secrets['webhook']?.[0]?.value).toBe('value 0');
    expect(opened.point(hookKey)).toMatchObject({ owner: expect.any(Number) });
    expect(await alone.apiKeys.authenticate(yard.firstKey ?? '')).toMatchObject({ role: 'admin' });
  });

  it('that was stopped half-way goes on in another process, and both keys open meanwhile', async () => {
    await using yard = await aRegistry();
    await withSecrets(yard);
    newFirstKey(yard);
    const first = await yard.another();
    await yard.registry.masterKeys.rotate(HOST_ACTOR);
    // At once: it goes on in steps with a pause behind each, and how many are taken by now is not the claim.
    await yard.registry.masterKeys.stop();

    const half = await first.masterKeys.get(HOST_ACTOR);
    await first.masterKeys.rotate(HOST_ACTOR);
    const whole = await done(first);

    expect(half.rotation.state).toBe('interrupted');
    expect(half.rotation.left).toBeLessThan(32);
    expect(whole.rotation).toMatchObject({ resealed: half.rotation.left, left: 0 });
    expect(yard.unusable).toEqual([]);
  });

  it('seals the tokens of connections anew, and what people on their way to grant access are proved by', async () => {
    using folder = grantedFolder('http://127.0.0.1:1');
    await using yard = await aRegistry({ connectors: folder.path });
    const by = { tenant: 1, id: 'key_operator' };
    const { connections, authorizations, grants, directory } = yard.registry;
    const input = { connector: 'granted', name: 'Granted', mode: 'live', secrets: GRANTED_APP } as const;
    const { id } = await connections.create(by, input);
    const connection = directory.current().connectionById(id);
    if (!connection) throw new Error('it is not there');
    const ask = { connection, app: 'app', verifier: 'a verifier', changesAccount: false };
    const taken = await authorizations.take((await authorizations.begin(by, ask)).state);
    const tokens = { access: 'at', refresh: 'rt', scopes: null, expiresAt: null };
    if (taken) await authorizations.complete(taken, connection, { tokens, account: null });
    const { state } = await authorizations.begin(by, ask);
    const fresh = newFirstKey(yard);

    await yard.registry.masterKeys.rotate(HOST_ACTOR);
    const after = await done(yard.registry);

    expect(after.keys.at(-1)).toMatchObject({ sealed: 0 });
    expect(after.rotation).toMatchObject({ left: 0, unreadable: [] });
    const alone = await yard.another({ masterKey: fresh });
    expect((await alone.grants.read(connection))?.tokens).toEqual({ access: 'at', refresh: 'rt' });
    expect(await alone.authorizations.take(state)).toMatchObject({ verifier: 'a verifier' });
    expect((await grants.read(connection))?.tokens?.access).toBe('at');
  });

  it('names a value that does not open, and goes on with the others', async () => {
    await using yard = await aRegistry();
    const { connection } = await withSecrets(yard);
    await yard.database.store.transaction((manager) =>
      manager.query(
        `UPDATE connection_secret SET cipher = substr(cipher, 1, 20) || 'AAAA' || substr(cipher, 25) WHERE id = 3`,
      ),
    );
    newFirstKey(yard);

    await yard.registry.masterKeys.rotate(HOST_ACTOR);
    const ended = await eventually(async () => {
      const info = await yard.registry.masterKeys.get(HOST_ACTOR);
      return info.rotation.state === 'interrupted' && info;
    });

    expect(ended.rotation).toMatchObject({ left: 1, unreadable: [`${connection} webhook`] });
  });

  it('leaves a value alone that was replaced meanwhile', async () => {
    await using yard = await aRegistry();
    const { connection } = await withSecrets(yard);
    newFirstKey(yard);

    await yard.registry.masterKeys.rotate(HOST_ACTOR);
    await yard.registry.connections.change(HOST_ACTOR, connection, {
      secrets: { webhook: [{ value: 'newest' }] },
    });
    await done(yard.registry);

    const { secrets } = yard.registry.directory.current().connectionById(connection) ?? {};
    expect(secrets?.['webhook']?.map(({ value }) => value)).toEqual(['newest']);
  });

  it('is the host’s own operator’s alone', async () => {
    await using yard = await aRegistry();

    await expect(yard.registry.masterKeys.get({ tenant: 2 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(yard.registry.masterKeys.rotate({ tenant: 2, id: 'x' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('a process without a key', () => {
  it('does not start, and says how many values need which key', async () => {
    await using yard = await aRegistry();
    await withSecrets(yard);
    await yard.database.store.transaction((manager) =>
      manager.query(`UPDATE connection_secret SET cipher = 'v1.0badc0de.AAAA' WHERE id IN (2, 3)`),
    );

    await expect(yard.another()).rejects.toMatchObject({
      code: 'MASTER_KEY_WRONG',
      message: expect.stringMatching(/2 sealed under 0badc0de; the ring has [0-9a-f]{8}\. Put that key back/),
    });
  });

  it('that runs while another rotates says so, and takes nothing any more', async () => {
    await using yard = await aRegistry();
    await withSecrets(yard);
    const old = readFileSync(keyFile(yard), 'utf8').trim();
    const other = await yard.another({ masterKey: old });
    newFirstKey(yard);
    await yard.registry.masterKeys.rotate(HOST_ACTOR);
    await done(yard.registry);

    const why = await other.masterKeys.whyIncomplete();

    expect(why).toMatch(/another process seals with the key [0-9a-f]{8}, which this one does not have/);
    expect(other.masterKeys.isComplete).toBe(false);
    expect(yard.unusable).toEqual([expect.stringMatching(/^master key: .*Put that key back/)]);
  });

  it('finds a key that was put into its key file meanwhile', async () => {
    await using yard = await aRegistry();
    await withSecrets(yard);
    const old = readFileSync(keyFile(yard), 'utf8');
    const fresh = randomBytes(32).toString('base64');
    const rotating = await yard.another({ masterKey: `${fresh},${old.trim()}` });
    await rotating.masterKeys.rotate(HOST_ACTOR);
    await done(rotating);
    const before = await yard.registry.masterKeys.whyIncomplete();

    writeFileSync(keyFile(yard), `${old}${fresh}\n`);

    expect(before).toContain('does not have');
    expect(await yard.registry.masterKeys.whyIncomplete()).toBeNull();
    expect(yard.registry.masterKeys.isComplete).toBe(true);
  });
});

const VALUES = [0, 1, 2, 3, 4].map((n) => `value ${n}`);

/** Six connections of five values, and a receiver of two. */
async function withSecrets({ registry }: TestRegistry): Promise<{ connection: string; hookKey: string }> {
  await registry.connectors.add(HOST_ACTOR, APP);
  const secrets = { webhook: VALUES.map((value) => ({ value })) };
  let made: { id: string; key: string } | undefined;
  for (let n = 0; n < 6; n += 1) {
    const next = await registry.connections.create(HOST_ACTOR, {
      connector: 'app',
      name: `App ${n}`,
      mode: 'live',
      secrets,
    });
    made ??= next;
  }
  await registry.receivers.create(HOST_ACTOR, {
    connector: 'app',
    secrets: { webhook: [{ value: 'value 0' }, { value: 'value 1' }] },
  });
  if (!made) throw new Error('no connection');
  return { connection: made.id, hookKey: made.key };
}

function keyFile({ dataDir }: TestRegistry): string {
  return join(dataDir, 'master.key');
}

/** Puts a new key before the others, as an operator does. */
function newFirstKey(yard: TestRegistry): string {
  const fresh = randomBytes(32).toString('base64');
  writeFileSync(keyFile(yard), `${fresh}\n${readFileSync(keyFile(yard), 'utf8')}`);
  return fresh;
}

function done({ masterKeys }: Registry): Promise<MasterKeysInfo> {
  return eventually(async () => {
    const info = await masterKeys.get(HOST_ACTOR);
    return info.rotation.state === 'done' && info;
  });
}
