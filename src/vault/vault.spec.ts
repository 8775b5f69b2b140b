import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newKey } from './random-key.js';
import { openVault } from './vault.js';

const directories: string[] = [];

function dataDir(): string {
  const directory = mkdtempSync(join(tmpdir(), 'hookyard-vault-'));
  directories.push(directory);
  return directory;
}

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

describe('the vault', () => {
  it('opens what it sealed, in the same context only', () => {
    const vault = openVault({ dataDir: dataDir() });

    const sealed = vault.seal('s3cret ✓', 'connection 7 webhook');

    expect(sealed).not.toContain('s3cret');
    expect(vault.open(sealed, 'connection 7 webhook')).toBe('s3cret ✓');
    expect(() => vault.open(sealed, 'connection 8 webhook')).toThrow(/changed or moved/);
  });

  it('refuses a cipher text with one changed character', () => {
    const vault = openVault({ dataDir: dataDir() });
    const sealed = vault.seal('text', 'here');
    const last = sealed.at(-3) === 'A' ? 'B' : 'A';

    expect(() => vault.open(sealed.slice(0, -3) + last + sealed.slice(-2), 'here')).toThrow(
      expect.objectContaining({ code: 'SECRET_UNREADABLE' }),
    );
  });

  it('seals the same text differently each time', () => {
    const vault = openVault({ dataDir: dataDir() });

    expect(vault.seal('text', 'here')).not.toBe(vault.seal('text', 'here'));
  });

  it('makes a key file only its user can read, and opens with it after a restart', () => {
    const directory = dataDir();
    const sealed = openVault({ dataDir: directory }).seal('text', 'here');

    expect(statSync(join(directory, 'master.key')).mode & 0o777).toBe(0o600);
    expect(openVault({ dataDir: directory }).open(sealed, 'here')).toBe('text');
  });

  it('refuses a key file that others can read', () => {
    const directory = dataDir();
    openVault({ dataDir: directory });
    chmodSync(join(directory, 'master.key'), 0o640);

    expect(() => openVault({ dataDir: directory })).toThrow(
      expect.objectContaining({ code: 'MASTER_KEY_EXPOSED' }),
    );
  });

  it('refuses a key that is not 32 bytes', () => {
    const directory = dataDir();
    writeFileSync(join(directory, 'master.key'), 'c2hvcnQ=\n', { mode: 0o600 });

    expect(() => openVault({ dataDir: directory })).toThrow(
      expect.objectContaining({ code: 'MASTER_KEY_INVALID' }),
    );
  });

  it('makes no key file where a key is given', () => {
    const directory = dataDir();

    openVault({ dataDir: directory, masterKey: randomBytes(32).toString('base64') });

    expect(() => readFileSync(join(directory, 'master.key'))).toThrow(/ENOENT/);
  });

  it('still opens and recognises what an earlier key of the ring wrote', () => {
    const directory = dataDir();
    const before = openVault({ dataDir: directory });
    const sealed = before.seal('text', 'here');
    const hash = before.keyedHash('con-key');

    const after = openVault({ dataDir: directory, masterKey: randomBytes(32).toString('base64') });

    expect(after.open(sealed, 'here')).toBe('text');
    expect(after.isCurrent(sealed)).toBe(false);
    expect(after.keyedHash('con-key')).not.toBe(hash);
    expect(after.keyedHashes('con-key')).toContain(hash);
  });

  it('says which key is missing', () => {
    const sealed = openVault({ dataDir: dataDir() }).seal('text', 'here');

    expect(() => openVault({ dataDir: dataDir() }).open(sealed, 'here')).toThrow(
      /key ring has no key [0-9a-f]{8}/,
    );
  });

  it('redacts a credential to the same short hash each time', () => {
    const vault = openVault({ dataDir: dataDir() });

    expect(vault.redact('Bearer abc')).toMatch(/^hash:[0-9a-f]{16}$/);
    expect(vault.redact('Bearer abc')).toBe(vault.redact('Bearer abc'));
  });
});

describe('a new key', () => {
  it('is its prefix and 22 characters, never the same twice', () => {
    const keys = Array.from({ length: 1_000 }, () => newKey('con_'));

    expect(new Set(keys).size).toBe(1_000);
    expect(keys.every((key) => /^con_[0-9A-Za-z]{22}$/.test(key))).toBe(true);
  });
});
