import { jest } from '@jest/globals';

import { CommitPump, type Committer } from './commit-pump.js';
import type { Tx, WriteKind } from './tx.js';

/** Commits at once, and remembers what each commit held. */
class Recording implements Committer {
  readonly groups: string[][] = [];
  private group: string[] = [];

  readonly kind = (isPatient: boolean): WriteKind<string, string> => ({
    name: isPatient ? 'patient' : 'urgent',
    isPatient,
    weigh: () => 1,
    write: async (_tx, items) => {
      this.group.push(...items);
      return [...items];
    },
  });

  async commit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.group = [];
    const result = await work({} as Tx);
    this.groups.push(this.group);
    return result;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('CommitPump', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('lets work nobody waits for share the commit of senders that follow each other closely', async () => {
    const committer = new Recording();
    const pump = new CommitPump([committer]);
    const [urgent, patient] = [committer.kind(false), committer.kind(true)];
    await pump.submit(urgent, 'hook 1');
    await pump.submit(urgent, 'hook 2');

    const slice = pump.submit(patient, 'slice of hook 1');
    await turn();
    await turn();
    await pump.submit(urgent, 'hook 3');
    await slice;

    expect(committer.groups).toEqual([['hook 1'], ['hook 2'], ['slice of hook 1', 'hook 3']]);
  });

  it('does not let it wait longer than a moment', async () => {
    const committer = new Recording();
    const pump = new CommitPump([committer]);
    await pump.submit(committer.kind(false), 'hook 1');
    await pump.submit(committer.kind(false), 'hook 2');

    const slice = pump.submit(committer.kind(true), 'slice of hook 1');
    await turn();
    const before = committer.groups.length;
    jest.advanceTimersByTime(2);
    await slice;

    expect(before).toBe(2);
    expect(committer.groups.at(-1)).toEqual(['slice of hook 1']);
  });

  it('commits it at once where nobody else is on the way', async () => {
    const committer = new Recording();
    const pump = new CommitPump([committer]);
    await pump.submit(committer.kind(false), 'hook 1');
    jest.advanceTimersByTime(50);
    await pump.submit(committer.kind(false), 'hook 2');

    await pump.submit(committer.kind(true), 'slice of hook 2');

    expect(committer.groups).toEqual([['hook 1'], ['hook 2'], ['slice of hook 2']]);
  });

  it('lets a busy loop bring more before it commits, and commits when a turn brings nothing', async () => {
    const committer = new Recording();
    const pump = new CommitPump([committer]);
    const kind = committer.kind(false);

    const first = pump.submit(kind, 'hook 1');
    jest.advanceTimersByTime(3);
    const second = pump.submit(kind, 'hook 2');
    await turn();
    const third = pump.submit(kind, 'hook 3');
    const before = committer.groups.length;
    await Promise.all([first, second, third]);

    expect(before).toBe(0);
    expect(committer.groups).toEqual([['hook 1', 'hook 2', 'hook 3']]);
  });
});
