import type { Directory } from '../registry/index.js';

import { releaseOnChange } from './release-on-change.js';

/** Two connections with a queue each way, at the given configuration versions. */
function aDirectoryAt(versions: Readonly<Record<number, number>>): Directory {
  const numbers = Object.keys(versions).map(Number);
  return {
    connection: (number: number) => ({ configVersion: versions[number] }),
    queues: () =>
      numbers.flatMap((connection) => [
        { id: connection * 10, connection },
        { id: connection * 10 + 1, connection },
      ]),
  } as unknown as Directory;
}

function aSource(first: Directory) {
  const listeners: ((directory: Directory) => void)[] = [];
  return {
    current: () => first,
    onChange: (listener: (directory: Directory) => void) => void listeners.push(listener),
    change: (directory: Directory) => listeners.forEach((listener) => listener(directory)),
  };
}

describe('a configuration change', () => {
  it('releases what the changed connection held for bad configuration, and nobody else’s', () => {
    const released: unknown[] = [];
    const directory = aSource(aDirectoryAt({ 1: 5, 2: 6 }));
    const releaseRequests = (which: unknown): Promise<number> => Promise.resolve(released.push(which));
    releaseOnChange({ ledger: { releaseRequests }, directory, onError: () => undefined });

    directory.change(aDirectoryAt({ 1: 5, 2: 7 }));

    expect(released).toEqual([{ queues: [20, 21], code: 'bad-config' }]);
  });

  it('releases only once for one change', () => {
    const released: unknown[] = [];
    const directory = aSource(aDirectoryAt({ 1: 5 }));
    const releaseRequests = (which: unknown): Promise<number> => Promise.resolve(released.push(which));
    releaseOnChange({ ledger: { releaseRequests }, directory, onError: () => undefined });

    directory.change(aDirectoryAt({ 1: 6 }));
    directory.change(aDirectoryAt({ 1: 6 }));

    expect(released).toHaveLength(1);
  });
});
