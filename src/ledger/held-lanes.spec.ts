import { HeldLanes, Reservations, type HeldLane } from './held-lanes.js';

const LIMITS = { requests: 8, bytes: 1_000 };

function lane(wish: Partial<HeldLane> = {}): HeldLane {
  return { claim: 1, queue: 1, seq: 1, until: 100, runs: 1, since: 0, windowBytes: 100, ...wish };
}

describe('HeldLanes', () => {
  it('gives one queue a quarter of the window and all of them the whole', () => {
    const held = new HeldLanes(LIMITS);
    for (let key = 0; key < 2; key += 1) held.set(key, lane());

    const rooms = [held.hasRoom(1, 1), held.hasRoom(2, 1), held.hasRoom(2, 801)];
    for (let key = 2; key < 8; key += 1) held.set(key, lane({ queue: key }));

    expect(rooms).toEqual([false, true, false]);
    expect(held.hasRoom(99, 1)).toBe(false);
  });

  it('counts claimed lanes for their queue, but not in the window', () => {
    const held = new HeldLanes(LIMITS);

    for (let key = 0; key < 100; key += 1) held.set(key, lane({ windowBytes: null }));

    expect(held.countOf(1)).toBe(100);
    expect(held.hasRoom(1, 1_000)).toBe(true);
  });

  it('drops only the claim it is told, and counts a lane taken anew once', () => {
    const held = new HeldLanes(LIMITS);
    held.set(7, lane({ claim: 1 }));
    held.set(7, lane({ claim: 2 }));

    held.drop(7, 1);

    expect(held.claimOf(7)).toBe(2);
    expect(held.countOf(1)).toBe(1);
    held.drop(7, 2);
    expect([held.claimOf(7), held.countOf(1)]).toEqual([0, 0]);
  });

  it('forgets what was neither settled nor extended', () => {
    const held = new HeldLanes(LIMITS);
    held.set(1, lane({ until: 100 }));
    held.set(2, lane({ until: 101 }));

    expect(held.dropExpired(100)).toBe(1);
    expect([held.claimOf(1), held.claimOf(2)]).toEqual([0, 1]);
  });

  it('gives back what a failed commit reserved, once', () => {
    const held = new HeldLanes(LIMITS);
    const reservations = new Reservations();
    held.set(1, lane());
    reservations.add(1, 1);

    reservations.undo(held);
    held.set(1, lane({ claim: 1 }));
    reservations.undo(held);

    expect(held.claimOf(1)).toBe(1);
  });
});
