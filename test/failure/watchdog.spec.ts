import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

interface Listed<T> {
  readonly items: readonly T[];
}

const HOOKS = 5;

/** A connector whose read never comes back to the event loop as long as a file is there. */
function aLoopingConnector(directory: string, marker: string): void {
  const folder = join(directory, 'looper');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'looper', type: 'module', exports: { '.': { default: './index.js' } } }),
  );
  writeFileSync(
    join(folder, 'index.js'),
    `import { existsSync } from 'node:fs';
    function spinForEver() {
      while (existsSync(${JSON.stringify(marker)}));
    }
    export const connector = {
      name: 'looper',
      version: '1.0.0',
      scopes: { thing: { type: 'x:THING', action: 'UPDATED', description: 'A thing' } },
      webhook: {
        verify: { kind: 'unsigned', reason: 'what is tried here is the read' },
        scope: "'thing'",
        externalId: 'id',
      },
      records: { 'x:THING': { get: async (id) => { spinForEver(); return { id }; } } },
      collections: [{ name: 'things', type: 'x:THING', direction: 'TO', syncType: 'ADD_AND_UPDATE',
        mappings: [{ kind: 'field', target: 'id', source: 'id' }] }],
    };`,
  );
}

describe('a connector that loops for ever', () => {
  let directory: string;
  let marker: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'hookyard-looper-'));
    marker = join(directory, 'loop');
    writeFileSync(marker, '');
    aLoopingConnector(directory, marker);
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('ends the host with the stalled stack in the log; nothing acknowledged is lost', async () => {
    await using host = await HostProcess.start({
      env: {
        HOOKYARD_CONNECTORS_DIR: directory,
        HOOKYARD_CONNECTOR_ISOLATION: 'looper=inProcess',
        HOOKYARD_WATCHDOG_MS: '3000',
        HOOKYARD_LEASE_MS: '3000',
      },
    });
    const { id, hookUrl } = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'looper',
      name: 'Looper',
      mode: 'live',
      defaults: true,
    });

    const acknowledged = (
      await Promise.all(Array.from({ length: HOOKS }, (_, n) => send(hookUrl, n)))
    ).filter(Boolean);
    await eventually(() => !isAlive(host.pid), 20_000);
    const told = await eventually(() => host.lines.find((line) => line.includes('has not turned')));
    rmSync(marker);
    await host.start();

    const done = await eventually(async () => {
      const { items } = await host.admin.get<Listed<{ state: string }>>(`/v1/transfers?connection=${id}`);
      const ended = items.filter(({ state }) => state === 'done');
      return ended.length >= acknowledged.length && ended;
    }, 20_000);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(JSON.parse(told)).toMatchObject({
      level: 'fatal',
      message: 'the event loop has not turned for 3000 ms: the process ends',
    });
    expect(told).toMatch(/spinForEver \(file:.*looper\/index\.js:\d+\)/);
    const { items: hooks } = await host.admin.get<Listed<unknown>>(`/v1/hooks?connection=${id}`);
    expect(done).toHaveLength(hooks.length);
    expect(hooks.length).toBeGreaterThanOrEqual(acknowledged.length);
  }, 90_000);
});

/** Whether the sender got its 2xx. */
async function send(hookUrl: string, n: number): Promise<boolean> {
  try {
    const body = JSON.stringify({ id: `thing-${n}` });
    const answer = await fetch(hookUrl, { method: 'POST', body });
    return answer.ok;
  } catch {
    return false;
  }
}

function isAlive(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? 0, 0);
    return true;
  } catch {
    return false;
  }
}
