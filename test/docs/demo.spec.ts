import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly scripts: { readonly demo: string };
}

describe('the demo that the README promises', () => {
  it('ends well on the built host, and says what became of every hook', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const [, ...args] = scripts.demo.split(' ');

    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/All \d+ hooks ended as expected/);
  }, 60_000);
});
