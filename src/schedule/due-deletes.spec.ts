import type { DeleteWindow } from '../ledger/index.js';
import { aDirectory } from '../../test/kit/a-directory.js';
import { productShop } from '../../test/kit/transferring.js';
import { DueDeletes } from './due-deletes.js';

const NOW = 1_000;
const BRAKE = { most: 2, percent: null };

/** What one look does with a window of the shop's products (queue 10: TO). */
async function look(window: Partial<DeleteWindow>): Promise<string[]> {
  const did: string[] = [];
  const directory = aDirectory({
    connections: [
      {
        connector: productShop,
        scopes: { 'product/deleted': { guard: 'delete', settleMs: 60_000, brake: BRAKE } },
      },
    ],
  });
  const whole = { queue: 10, type: 'PRODUCT', settling: 1, held: 0, nextDueAt: NOW, brake: null, ...window };
  const due = new DueDeletes({
    deletes: {
      windows: async () => [whole],
      hold: async (_, { over }) => did.push(`held: ${over}`),
      releaseDue: async () => did.push('released'),
    },
    links: { countLive: async () => 0 },
    directory,
    clock: { now: () => NOW, monotonic: () => NOW },
    metrics: { deletesWaited: () => undefined, deletesWaiting: () => undefined },
    onBrake: ({ type, waiting }) => void did.push(`told: ${waiting} ${type}`),
  });
  await due.run();
  return did;
}

describe('deletes that wait', () => {
  it('are released when they are due, and not before', async () => {
    expect(await look({ nextDueAt: NOW })).toEqual(['released']);
    expect(await look({ nextDueAt: NOW + 1 })).toEqual([]);
  });

  it('are held as a whole once there are too many, due or not, and somebody is told', async () => {
    expect(await look({ settling: 3 })).toEqual(['held: more than 2', 'told: 3 PRODUCT']);
    expect(await look({ settling: 3, nextDueAt: NOW + 9 })).toEqual(['held: more than 2', 'told: 3 PRODUCT']);
  });

  it('that join a held window are held with it, for the same reason, and nobody is told again', async () => {
    const brake = { at: 1, waiting: 3, over: 'more than 2' };
    expect(await look({ settling: 1, held: 3, brake })).toEqual(['held: more than 2']);
    expect(await look({ settling: 0, held: 3, nextDueAt: null, brake })).toEqual([]);
  });

  it('of a type that no scope guards any more are released: they end guarded in their turn', async () => {
    expect(await look({ settling: 9, type: 'CUSTOMER' })).toEqual(['released']);
  });
});
