import type { Decisions } from '../deliver/index.js';
import type { Directory, DirectorySource } from '../registry/index.js';

export interface EndWaitingOptions {
  readonly decisions: Pick<Decisions, 'endWaiting'>;
  readonly directory: DirectorySource;
  readonly onError: (name: string, error: unknown) => void;
}

/** What waits for a handler that was disabled or removed does not wait for its next try. */
export function endWaitingOnChange({ decisions, directory, onError }: EndWaitingOptions): void {
  let before: ReadonlySet<string> = new Set();
  const look = (now: Directory): void => {
    const idle = now.deciding.all.filter(({ state, isRemoved }) => state !== 'active' || isRemoved);
    for (const handler of idle.filter(({ id }) => !before.has(id)))
      decisions.endWaiting(handler).catch((error: unknown) => onError('waiting decisions', error));
    before = new Set(idle.map(({ id }) => id));
  };
  look(directory.current());
  directory.onChange(look);
}
