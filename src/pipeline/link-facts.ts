import { linkKeyOf, type LinkFact, type LinkFacts, type LinkKey } from '../gate/index.js';
import type { Hub } from '../hub/index.js';
import type { WaitingDeletes } from '../ledger/index.js';
import type { DirectorySource } from '../registry/index.js';

/** Which of these records have a delete that waits, by their place. */
export type WaitingAt = (keys: readonly LinkKey[]) => Promise<ReadonlySet<number>>;

/** What the gate asks of links, answered by the hub in one read. */
export function linkFactsOf(hub: Hub, waitingAt?: WaitingAt): LinkFacts {
  return async (keys) => {
    const [found, waiting] = await Promise.all([
      Promise.all(keys.map((key) => hub.linked(key))),
      waitingAt?.(keys),
    ]);
    const facts = new Map<string, LinkFact>();
    for (const [index, key] of keys.entries()) {
      const link = found[index]?.link;
      if (!link) continue;
      const { remoteVersion, isOwnWrite } = link;
      facts.set(linkKeyOf(key), {
        version: remoteVersion,
        writtenVersion: isOwnWrite ? remoteVersion : null,
        ...(waiting?.has(index) ? { isDeleteWaiting: true } : {}),
      });
    }
    return facts;
  };
}

interface WaitingParts {
  readonly deletes: Pick<WaitingDeletes, 'waitingAt'>;
  readonly directory: DirectorySource;
}

/** Of what lists name: asked only where deletes of the type may wait at all. */
export function waitingAtOf({ deletes, directory }: WaitingParts): WaitingAt {
  return async (keys) => {
    const asked = keys.flatMap(({ connection, type, externalId }, at) => {
      const view = directory.current().connection(connection);
      const mayWait = [...(view?.scopes.TO.values() ?? [])].some(
        (scope) => scope.type === type && scope.action === 'DELETED' && scope.guard !== 'off',
      );
      return view && mayWait ? [{ at, queue: view.queues.TO, type, recordId: externalId }] : [];
    });
    const found = await deletes.waitingAt(asked);
    return new Set(asked.flatMap(({ at }, n) => (found.has(n) ? [at] : [])));
  };
}
