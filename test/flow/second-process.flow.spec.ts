import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { HostProcess } from '../kit/host-process.js';

const olderNode = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find((node) => majorOf(node) < 24);
// One clear line where every Node of this machine is new enough.
const onOlderNode = olderNode === undefined ? it.skip : it;

function majorOf(node: string): number {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1]);
}

/** Starts a host that is expected to give up by itself. */
function boot(
  env: Readonly<Record<string, string>>,
  node = process.execPath,
): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(node, ['dist/main.js'], {
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { code: status, said: stdout + stderr };
}

describe('a host that cannot start says what to do', () => {
  it('a second process on one data directory is refused, and the first one keeps serving', async () => {
    await using host = await HostProcess.start({ env: { DATABASE_URL: '' } });

    const second = boot({ HOOKYARD_PORT: '0', HOOKYARD_DATA_DIR: host.dataDir });

    expect(second.code).toBe(1);
    expect(second.said).toMatch(/cannot start:[^]*Remedy: /);
    expect((await fetch(`${host.url}/readyz`)).status).toBe(200);
  });

  it('every wrong setting is listed at once', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'hookyard-boot-'));

    const { code, said } = boot({ HOOKYARD_PORT: 'http', HOOKYARD_ROLE: 'boss', HOOKYARD_DATADIR: dataDir });

    rmSync(dataDir, { recursive: true });
    expect(code).toBe(1);
    expect(said).toMatch(/HOOKYARD_PORT [^]*Remedy: /);
    expect(said).toContain('HOOKYARD_ROLE ');
    expect(said).toContain('HOOKYARD_DATADIR is not a setting; did you mean HOOKYARD_DATA_DIR?');
  });

  onOlderNode('an older Node is told which one to take', () => {
    const { code, said } = boot({}, olderNode);

    expect(code).toBe(1);
    expect(said).toMatch(/runs on Node 24 or newer[^]*Remedy: /);
  });
});
