import type pg from 'pg';

import { prepareWorkSession } from './postgres-settings.js';

const SAFE = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  server_version_num: '150020',
  in_recovery: 'false',
};

/** A server that has these settings and accepts everything. */
function serverWith(settings: Partial<typeof SAFE>): pg.Client {
  const rows = Object.entries({ ...SAFE, ...settings }).map(([name, setting]) => ({ name, setting }));
  return { query: async () => ({ rows }) } as unknown as pg.Client;
}

describe('a committing session', () => {
  it.each(['on', 'local', 'remote_write', 'remote_apply'])(
    'takes synchronous_commit = %s',
    async (setting) => {
      await expect(prepareWorkSession(serverWith({ synchronous_commit: setting }))).resolves.toBeUndefined();
    },
  );

  it.each(['fsync', 'full_page_writes', 'synchronous_commit'])(
    'refuses a server with %s off',
    async (name) => {
      await expect(prepareWorkSession(serverWith({ [name]: 'off' }))).rejects.toMatchObject({
        code: 'DATABASE_UNSAFE',
        details: { subject: name },
      });
    },
  );

  it('refuses a server older than 15', async () => {
    await expect(prepareWorkSession(serverWith({ server_version_num: '140012' }))).rejects.toMatchObject({
      code: 'DATABASE_UNSAFE',
      details: { subject: 'server_version' },
    });
  });

  it('waits for a standby to become the primary', async () => {
    await expect(prepareWorkSession(serverWith({ in_recovery: 'true' }))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });
});
