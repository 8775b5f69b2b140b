import { placeBefore } from './first-hook.js';

const HOOKS = [3, 7, 8, 20, 21, 400].map((seq) => ({ seq, receivedAt: seq * 10 }));

async function found(time: number, through = 400): Promise<[place: number, looks: number]> {
  let looks = 0;
  const place = await placeBefore(time, through, async (after) => {
    looks += 1;
    return HOOKS.find(({ seq }) => seq > after);
  });
  return [place, looks];
}

describe('the place before the first hook of a time', () => {
  it('is the last hook before it, found in a few looks', async () => {
    for (const [time, place] of [
      [0, 0],
      [31, 3],
      [80, 7],
      [201, 20],
      [4_000, 21],
      [9_999, 400],
    ] as const) {
      const [seen, looks] = await found(time);
      expect([time, seen]).toEqual([time, place]);
      expect(looks).toBeLessThan(12);
    }
  });

  it('is never behind the last hook that is meant', async () => {
    expect((await found(9_999, 20))[0]).toBe(20);
  });
});
