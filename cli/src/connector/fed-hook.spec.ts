import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Context } from '../context.js';
import { HookFeed, type FedOptions } from './fed-hook.js';

/** A host with two connections of the connector, told as the management API tells it. */
const HOOKS: Readonly<Record<string, readonly object[]>> = {
  con_1: [
    { id: 'hok_B2', receivedAt: '2026-01-02T00:00:00Z' },
    { id: 'hok_A1', receivedAt: '2026-01-01T00:00:00Z' },
  ],
  con_2: [{ id: 'hok_C3', receivedAt: '2026-01-03T00:00:00Z' }],
  con_3: [],
};

describe('the hook that is fed', () => {
  let folder: string;
  let connections = ['con_1', 'con_2', 'con_3'];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hookyard-fed-'));
    mkdirSync(join(folder, 'fixtures'));
    mkdirSync(join(folder, 'kept'));
    connections = ['con_1', 'con_2', 'con_3'];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the fixture that was saved last', async () => {
    save('b', 2_000);
    save('a', 3_000);
    save('c', 1_000);

    expect(await feed({}).next(named)).toEqual({ file: file('a'), from: 'a.fixture.json' });
  });

  it('is the one that is named, by its name or its file', async () => {
    save('a', 3_000);
    save('b', 2_000);

    expect((await feed({ fixture: 'b' }).next(named)).file).toBe(file('b'));
    expect((await feed({ fixture: file('b') }).next(named)).file).toBe(file('b'));
  });

  it.each<[string, FedOptions, string]>([
    ['the hook of a host that is named', { hook: 'hok_A1' }, 'hok_A1'],
    ['the last that a host received at any connection of the connector', { host: true }, 'hok_C3'],
  ])('is %s, as capture makes it', async (_, options, id) => {
    save('a', 3_000);

    const fed = await feed(options).next(named);

    expect(fed.from).toBe(id);
    expect(fed.file.startsWith(join(folder, 'kept'))).toBe(true);
    const text = readFileSync(fed.file, 'utf8');
    expect(text).toContain(`"hook": "${id}"`);
    expect(text).not.toContain('ada@');
  });

  it('is nothing where there is none, and what to do is said', async () => {
    connections = ['con_3'];

    await expect(feed({}).next(named)).rejects.toMatchObject({ remedy: expect.stringContaining('capture') });
    await expect(feed({ host: true }).next(named)).rejects.toMatchObject({
      message: 'the host has no hook of acme',
      remedy: expect.stringContaining('--host'),
    });
    await expect(feed({ fixture: 'x' }).next(named)).rejects.toThrow('there is no fixture x');
  });

  const named = async (): Promise<string> => 'acme';
  const file = (name: string): string => join(folder, 'fixtures', `${name}.fixture.json`);

  function save(name: string, seconds: number): void {
    writeFileSync(file(name), '{}');
    utimesSync(file(name), seconds, seconds);
  }

  function feed(options: FedOptions): HookFeed {
    let asked = '';
    const api = {
      all: async (_path: string, { query }: { query: { connector: string } }) =>
        query.connector === 'acme' ? connections.map((id) => ({ id })) : [],
      get: async (path: string, ask: { query?: { connection: string }; path?: { id: string } }) => {
        if (path === '/v1/hooks') return { items: HOOKS[ask.query?.connection ?? ''] ?? [] };
        asked = ask.path?.id ?? '';
        return { id: asked, connection: 'con_1', method: 'POST', path: '', query: '', headers: {} };
      },
      lines: async function* () {
        yield Buffer.from('{}');
      },
      call: async (_method: string, _path: string, { body }: { body: { save: { name: string } } }) => {
        const content = JSON.stringify({ hook: asked, email: 'ada@example.org' });
        return { body: { fixture: [{ name: `${body.save.name}.fixture.json`, content, encoding: 'utf8' }] } };
      },
    };
    const context = { api: () => api, signal: new AbortController().signal } as unknown as Context;
    return new HookFeed(context, folder, { ...options, kept: join(folder, 'kept') });
  }
});
