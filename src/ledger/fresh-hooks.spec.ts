import type { Hook, HookHead } from '../flow/index.js';

import { FreshHooks } from './fresh-hooks.js';

const hook = (seq: number, bytes = 10, owner = 1): Hook => ({
  seq,
  owner,
  receivedAt: 0,
  head: {} as HookHead,
  body: Buffer.alloc(bytes),
  cursor: 0,
  plan: null,
});
const open = (fresh: FreshHooks, limit = 100): number[] | undefined =>
  fresh.openOf(1, limit)?.map(({ seq }) => seq);

describe('FreshHooks', () => {
  it('leaves the question to the database until the end of what was stored has been seen', () => {
    const fresh = new FreshHooks(true);
    fresh.put(hook(1));

    expect(fresh.openOf(1, 100)).toBeNull();
    expect(fresh.bodyOf(1)).toHaveLength(10);
  });

  it('knows all open hooks from then on, those included that came while the database answered', () => {
    const fresh = new FreshHooks(true);
    fresh.put(hook(4));
    fresh.put(hook(3));

    fresh.sawEnd(1, [hook(1), hook(2)]);
    fresh.put(hook(5));
    fresh.take(hook(1));

    expect(open(fresh)).toEqual([2, 3, 4, 5]);
    expect(open(fresh, 2)).toEqual([2, 3]);
  });

  it('takes a hook once that the database told before it was put here', () => {
    const fresh = new FreshHooks(true);
    fresh.sawEnd(1, [hook(7)]);

    fresh.put(hook(7));
    fresh.take(hook(7));

    expect(open(fresh)).toEqual([]);
  });

  it('asks the database again once a hook had to leave memory', () => {
    const fresh = new FreshHooks(true);
    fresh.sawEnd(1, []);
    fresh.put(hook(1, 13 * 1024 * 1024));
    expect(fresh.openOf(1, 100)).toBeNull();

    fresh.sawEnd(1, []);
    for (let seq = 2; seq < 9; seq += 1) fresh.put(hook(seq, 3 * 1024 * 1024));
    expect(fresh.openOf(1, 100)).toBeNull();
  });

  it('never trusts memory where other processes accept hooks too', () => {
    const fresh = new FreshHooks(false);

    fresh.sawEnd(1, []);

    expect(fresh.openOf(1, 100)).toBeNull();
  });
});
