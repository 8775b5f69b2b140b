import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newKey } from './random-key.js';
import type { Statement } from '../store/index.js';
import { aStore } from '../../test/kit/databases.js';
import { VAULT_STATEMENTS } from './hashing-keys.js';
import { loadKeyRing } from './key-ring.js';
import { keyIdOf } from './sealing.js';
import { openVault, Vault } from './vault.js';

const [, KEEP_SEAL] = VAULT_STATEMENTS as [unknown, Statement];

const directories: string[] = [];

function dataDir(): string {
  const directory = mkdtempSync(join(tmpdir(), 'hookyard-vault-'));
  directories.push(directory);
  return directory;
}

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

function master(): string {
  return randomBytes(32).toString('base64');
}

/** A vault as a process has it that was given these keys. */
function vaultOf(...keys: string[]): Vault {
  const options = { dataDir: dataDir(), masterKey: keys.join(',') };
  return new Vault(loadKeyRing(options, { makes: false }), [randomBytes(32)]);
}

describe('the vault', () => {
  it('opens what it sealed, in the same context only', () => {
    const vault = vaultOf(master());

    const sealed = vault.seal('s3cret ✓', 'connection 7 webhook');

    expect(sealed).not.toContain('s3cret');
    expect(vault.open(sealed, 'connection 7 webhook')).toBe('s3cret ✓');
    expect(() => vault.open(sealed, 'connection 8 webhook')).toThrow(/changed or moved/);
  });

  it('refuses a cipher text with one changed character', () => {
    const vault = vaultOf(master());
    const sealed = vault.seal('text', 'here');
    const last = sealed.at(-3) === 'A' ? 'B' : 'A';

    expect(() => vault.open(sealed.slice(0, -3) + last + sealed.slice(-2), 'here')).toThrow(
      expect.objectContaining({ code: 'SECRET_UNREADABLE' }),
    );
  });

  it('seals the same text differently each time', () => {
    const vault = vaultOf(master());

    expect(vault.seal('text', 'here')).not.toBe(vault.seal('text', 'here'));
  });

  it('seals under the first key and opens with every one', () => {
    const [old, fresh] = [master(), master()];
    const sealed = vaultOf(old).seal('text', 'here');

    const vault = vaultOf(fresh, old);
    const resealed = vault.reseal(sealed, 'here');

    expect(vault.open(sealed, 'here')).toBe('text');
    expect(keyIdOf(resealed)).toBe(vault.keyIds[0]);
    expect(vaultOf(fresh).open(resealed, 'here')).toBe('text');
    expect(vault.reseal(resealed, 'here')).toBe(resealed);
  });

  it('says which key is missing', () => {
    const sealed = vaultOf(master()).seal('text', 'here');

    expect(() => vaultOf(master()).open(sealed, 'here')).toThrow(/key ring has no key [0-9a-f]{8}/);
  });
});

describe('the key file', () => {
  const load = (directory: string, masterKey?: string): Vault =>
    new Vault(loadKeyRing({ dataDir: directory, masterKey }, { makes: true }), [randomBytes(32)], () =>
      loadKeyRing({ dataDir: directory, masterKey }, { makes: false }),
    );

  it('is made for its user alone, and opens after a restart', () => {
    const directory = dataDir();
    const sealed = load(directory).seal('text', 'here');

    expect(statSync(join(directory, 'master.key')).mode & 0o777).toBe(0o600);
    expect(load(directory).open(sealed, 'here')).toBe('text');
  });

  it('is refused where others can read it', () => {
    const directory = dataDir();
    load(directory);
    chmodSync(join(directory, 'master.key'), 0o640);

    expect(() => load(directory)).toThrow(expect.objectContaining({ code: 'MASTER_KEY_EXPOSED' }));
  });

  it.each(['c2hvcnQ=\n', '\n', `${master()}\nnot a key\n`])(
    'is refused with %j in it, or nothing',
    (text) => {
      const directory = dataDir();
      const vault = load(directory);
      writeFileSync(join(directory, 'master.key'), text);

      expect(() => vault.reload()).toThrow(expect.objectContaining({ code: 'MASTER_KEY_INVALID' }));
      expect(vault.keyIds).toHaveLength(1);
    },
  );

  it('is not made where a key is given', () => {
    const directory = dataDir();

    load(directory, master());

    expect(() => readFileSync(join(directory, 'master.key'))).toThrow(/ENOENT/);
  });

  it('is read again while the host runs: a new first key seals, one that was taken away still opens', () => {
    const directory = dataDir();
    const vault = load(directory);
    const sealed = vault.seal('text', 'here');
    const [old] = vault.keyIds;
    writeFileSync(join(directory, 'master.key'), `${master()}\n`);

    vault.reload();

    expect(vault.keyIds).toEqual([expect.not.stringContaining(old), old]);
    expect(vault.open(sealed, 'here')).toBe('text');
  });
});

describe('the keys of the hashes', () => {
  it('are the database’s own: a hash outlives every master key', async () => {
    await using database = await aStore();
    const [old, fresh] = [master(), master()];
    const hash = (await openVault({ dataDir: dataDir(), masterKey: old }, database.store)).keyedHash('key');

    const both = await openVault({ dataDir: dataDir(), masterKey: `${fresh},${old}` }, database.store);
    await database.store.write((tx) => both.resealHashingKeys(tx));
    const after = await openVault({ dataDir: dataDir(), masterKey: fresh }, database.store);

    expect(after.keyedHash('key')).toBe(hash);
    await expect(openVault({ dataDir: dataDir(), masterKey: old }, database.store)).rejects.toMatchObject({
      code: 'MASTER_KEY_WRONG',
    });
  });

  it('are those of the master keys in a database from before', async () => {
    await using database = await aStore();
    const options = { dataDir: dataDir(), masterKey: `${master()},${master()}` };
    const ring = loadKeyRing(options, { makes: false });
    const old = new Vault(ring, [ring[0].hashing]).keyedHash('key');
    await database.store.write((tx) =>
      tx.many(KEEP_SEAL, [
        {
          key: 'master_key_seal',
          value: new Vault(ring, [ring[0].hashing]).seal('hookyard', 'meta master key'),
        },
      ]),
    );

    const vault = await openVault(options, database.store);

    expect(vault.keyedHash('key')).toBe(old);
    expect(vault.keyedHashes('key')).toHaveLength(2);
  });

  it('are those of the first of two processes that start at once', async () => {
    await using database = await aStore();
    const options = { dataDir: dataDir(), masterKey: master() };

    const [one, other] = await Promise.all([
      openVault(options, database.store),
      openVault(options, database.store),
    ]);

    expect(one.keyedHash('key')).toBe(other.keyedHash('key'));
  });
});

describe('a new key', () => {
  it('is its prefix and 22 characters, never the same twice', () => {
    const keys = Array.from({ length: 1_000 }, () => newKey('con_'));

    expect(new Set(keys).size).toBe(1_000);
    expect(keys.every((key) => /^con_[0-9A-Za-z]{22}$/.test(key))).toBe(true);
  });
});
