import type { Ledger } from '../ledger/index.js';
import type { Directory, DirectorySource } from '../registry/index.js';

export interface ReleaseOptions {
  readonly ledger: Pick<Ledger, 'releaseRequests'>;
  readonly directory: DirectorySource;
  readonly onError: (name: string, error: unknown) => void;
}

/** Held until somebody changes the configuration of their connection (S4.4). */
const WAITS_FOR_CHANGE = 'bad-config';

/** Requests held for bad configuration are tried again once their connection's configuration has changed. */
export function releaseOnChange({ ledger, directory, onError }: ReleaseOptions): void {
  let before = versionsOf(directory.current());
  directory.onChange((now) => {
    const versions = versionsOf(now);
    const changed = now
      .queues()
      .filter(({ connection }) => versions.get(connection) !== before.get(connection));
    before = versions;
    if (changed.length === 0) return;
    ledger
      .releaseRequests({ queues: changed.map(({ id }) => id), code: WAITS_FOR_CHANGE })
      .catch((error: unknown) => onError('release on change', error));
  });
}

function versionsOf(directory: Directory): ReadonlyMap<number, number | undefined> {
  return new Map(
    directory.queues().map(({ connection }) => [connection, directory.connection(connection)?.configVersion]),
  );
}
