import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

import { eventually } from '../../test/kit/eventually.js';
import { ReceivingHost } from '../../test/kit/receiving-host.js';
import { Crowd } from './crowd.js';

let now = 0;
const clock = { monotonic: () => now };

describe('a crowd of connections', () => {
  it('where nobody comes, a hook goes on at once', () => {
    expect(new Crowd(clock).passes()).toBeNull();
  });

  it('hooks wait while each turn brings a connection, and go on together when one brings none', async () => {
    const crowd = new Crowd(clock);
    const passed: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      crowd.came();
      void crowd.passes()?.then(() => passed.push(n));
      await turn();
    }
    const whileTheyCame = passed.length;

    await turn();

    expect(whileTheyCame).toBe(0);
    expect(passed).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('connections that send nothing hold a hook for 64 turns at most', async () => {
    const crowd = new Crowd(clock);
    let hasPassed = false;
    crowd.came();
    void crowd.passes()?.then(() => (hasPassed = true));
    let turns = 0;

    for (; !hasPassed && turns < 1_000; turns += 1) {
      crowd.came();
      await turn();
    }

    expect(turns).toBeLessThanOrEqual(65);
  });

  it('long turns hold a hook for a quarter of a second at most', async () => {
    const crowd = new Crowd(clock);
    let hasPassed = false;
    crowd.came();
    void crowd.passes()?.then(() => (hasPassed = true));
    const began = now;

    while (!hasPassed) {
      crowd.came();
      now += 40;
      await turn();
    }

    expect(now - began).toBeLessThanOrEqual(300);
  });

  it('100 senders that come at once share a few commits', async () => {
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    const askedIn = new Set<number>();
    let asked = 0;
    const accept = () => {
      askedIn.add(turns);
      asked += 1;
      return Promise.resolve({ kind: 'new', seq: asked } as const);
    };
    await using host = await ReceivingHost.start({ keys: { k: {} }, options: { accept } });
    count();

    const sockets = Array.from({ length: 100 }, () => connect(host.port, '127.0.0.1'));
    for (const socket of sockets) {
      socket.write('POST /hooks/k HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}');
    }
    await eventually(() => asked === 100);
    isOver = true;
    for (const socket of sockets) socket.destroy();

    expect(askedIn.size).toBeLessThan(25);
  });
});
