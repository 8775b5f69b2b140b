import { linkKeyOf, type LinkFact, type LinkFacts } from '../gate/index.js';
import type { Hub } from '../hub/index.js';

/** What the gate asks of links, answered by the hub in one read. */
export function linkFactsOf(hub: Hub): LinkFacts {
  return async (keys) => {
    const found = await Promise.all(keys.map((key) => hub.linked(key)));
    const facts = new Map<string, LinkFact>();
    for (const [index, key] of keys.entries()) {
      const link = found[index]?.link;
      if (!link) continue;
      const { remoteVersion, isOwnWrite } = link;
      facts.set(linkKeyOf(key), {
        version: remoteVersion,
        writtenVersion: isOwnWrite ? remoteVersion : null,
      });
    }
    return facts;
  };
}
