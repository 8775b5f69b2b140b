import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
if (!canTrace) process.stderr.write('SKIPPED counting flushes: strace is missing, or may not trace here\n');

/** How often a process that submits so many items has the disk flushed. */
async function flushesOf(oneByOne: number, atOnce: number): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'hookyard-fsync-'));
  const trace = join(directory, 'trace');
  const child = resolve(import.meta.dirname, 'fsync-child.mjs');
  const command = [process.execPath, child, join(directory, 'data'), String(oneByOne), String(atOnce)];
  const done = spawnSync('strace', ['-f', '-e', 'trace=fsync,fdatasync', '-o', trace, ...command]);
  if (done.status !== 0) throw new Error(done.stderr.toString());
  const calls = (await readFile(trace, 'utf8')).split('\n').filter((line) => /\bf(data)?sync\(/.test(line));
  await rm(directory, { recursive: true });
  return calls.length;
}

(canTrace ? describe : describe.skip)('the embedded database', () => {
  it('flushes once a commit, however many items are in it', async () => {
    const opened = await flushesOf(0, 0);

    const alone = (await flushesOf(40, 0)) - opened;
    const together = (await flushesOf(0, 200)) - opened;

    expect({ alone, together }).toEqual({ alone: 40, together: 1 });
  });
});
