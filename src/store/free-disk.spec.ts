import { tmpdir } from 'node:os';

import { FreeDisk, freeBytesOf } from './free-disk.js';

describe('FreeDisk', () => {
  it('has room above the minimum and none below', () => {
    const clock = { now: () => 0, monotonic: () => 0 };
    const look = (): number => freeBytesOf(tmpdir());

    expect(new FreeDisk(look, 1, clock).hasRoom()).toBe(true);
    expect(new FreeDisk(look, Number.MAX_SAFE_INTEGER, clock).hasRoom()).toBe(false);
  });

  it('looks again only after a second', () => {
    let now = 0;
    let free = 100;
    const disk = new FreeDisk(() => free, 50, { now: () => now, monotonic: () => now });
    const seen = [disk.hasRoom()];

    free = 10;
    for (now of [999, 1_000]) seen.push(disk.hasRoom());

    expect(seen).toEqual([true, true, false]);
  });

  it('keeps what it knew when it cannot look', () => {
    const blind = (): number => {
      throw new Error('ENOENT');
    };

    expect(new FreeDisk(blind, 50, { now: () => 0, monotonic: () => 0 }).hasRoom()).toBe(true);
  });
});
