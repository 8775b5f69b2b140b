import { WriteLock } from './write-lock.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('WriteLock', () => {
  it('lets one in at a time, in the order they came', async () => {
    const lock = new WriteLock();
    const story: string[] = [];
    const visit = (name: string): Promise<void> =>
      lock.run(async () => {
        story.push(`${name} in`);
        await turn();
        story.push(`${name} out`);
      });

    await Promise.all([visit('a'), visit('b'), visit('c')]);

    expect(story).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('is held by its holder’s asynchronous context and by nobody beside it', async () => {
    const lock = new WriteLock();
    const held: boolean[] = [];

    const holder = lock.run(async () => {
      await turn();
      held.push(lock.isHeldHere());
    });
    held.push(lock.isHeldHere());
    await holder;

    expect(held).toEqual([false, true]);
  });

  it('is not held any more by what its holder left running', async () => {
    const lock = new WriteLock();
    let late: Promise<boolean> | undefined;

    await lock.run(async () => {
      late = turn().then(() => lock.isHeldHere());
    });

    await expect(late).resolves.toBe(false);
  });

  it('is given on when its holder fails', async () => {
    const lock = new WriteLock();

    await expect(lock.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');

    await expect(lock.run(async () => 'next')).resolves.toBe('next');
  });
});
