import { spawnSync } from 'node:child_process';

describe('the demo that the README promises', () => {
  /** `hookyard demo` runs the script `demo` of package.json, as `npm run demo` does. */
  it('ends well on the built host, and says what became of every hook and in two systems kept in step', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/bin/hookyard.mjs', 'demo'], {
      encoding: 'utf8',
    });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/All \d+ hooks ended as expected, all 5 steps in both systems too/);
    for (const shown of ['one record with two links', 'West is corrected', 'merged', 'the guard records it'])
      expect(stdout).toMatch(new RegExp(`✓ .*${shown}`));
  }, 60_000);
});
