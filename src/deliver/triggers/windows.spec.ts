import fc from 'fast-check';

import { hasWindow, whyNoCall } from './windows.js';

const CALLED = { version: 4, at: 1_000_000 };
const at = (ms: number, version = 5) => ({ version, now: CALLED.at + ms });

describe('the windows of a trigger', () => {
  it('are asked where it waits or restarts', () => {
    const windows = [
      { waitSeconds: 0, restartSeconds: 0 },
      { waitSeconds: 1, restartSeconds: 0 },
      { waitSeconds: 0, restartSeconds: 1 },
    ];

    expect(windows.map(hasWindow)).toEqual([false, true, true]);
  });

  it('let a first call pass', () => {
    expect(whyNoCall(null, at(0), { restartSeconds: 60 })).toBeNull();
  });

  it('leave out what a call has told of, however late it comes', () => {
    for (const version of [1, 4])
      expect(whyNoCall(CALLED, at(1e9, version), { restartSeconds: 0 })).toBe('an earlier call told of it');
    expect(whyNoCall(CALLED, at(0), { restartSeconds: 0 })).toBeNull();
  });

  it('hold a record until the millisecond the window ends, and say until when', () => {
    const window = { restartSeconds: 60 };

    expect(whyNoCall(CALLED, at(59_999), window)).toContain('not again before 1970-01-01T00:17:40.000Z');
    expect(whyNoCall(CALLED, at(60_000), window)).toBeNull();
  });

  it('never let two calls for a record come nearer than the window, whatever happens to it', () => {
    const gaps = fc.array(fc.nat({ max: 5_000 }), { maxLength: 100 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), gaps, (restartSeconds, moves) => {
        let last: typeof CALLED | null = null;
        let now = 0;
        for (const [n, move] of moves.entries()) {
          now += move;
          if (whyNoCall(last, { version: n + 1, now }, { restartSeconds }) !== null) continue;
          if (last) expect(now - last.at).toBeGreaterThanOrEqual(restartSeconds * 1_000);
          last = { version: n + 1, at: now };
        }
      }),
    );
  });
});
