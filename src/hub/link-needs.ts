import type { RecordType } from '@hookyard/sdk';

import type { Hub } from './hub.js';
import type { HubEffects, NewLink } from './hub-effects.js';

/** What a request may wait for: that an external record is linked, or that a connection has a hub record. */
export type LinkNeed =
  | { readonly connection: number; readonly type: RecordType; readonly externalId: string }
  | { readonly connection: number; readonly record: number };

/** One text for one need, the same in every process. */
export function needName(need: LinkNeed): string {
  if ('record' in need) return `record\n${need.connection}\n${need.record}`;
  return `link\n${need.connection}\n${need.type}\n${need.externalId}`;
}

/** What a link that is made puts an end to, by its name on either side. */
function needsMadeBy(link: Pick<NewLink, 'connection' | 'type' | 'externalId' | 'record'>): string[] {
  const { connection, type, externalId, record } = link;
  return [needName({ connection, type, externalId }), needName({ connection, record })];
}

/** What waits for links, for the ledger, which only compares the names. */
export function createLinkNeeds(hub: Pick<Hub, 'linked' | 'view' | 'survivor'>): {
  madeBy(effects: unknown): readonly string[];
  met(needs: readonly string[]): Promise<ReadonlySet<string>>;
} {
  return {
    madeBy(effects) {
      const { newLink, remembered } = effects as HubEffects;
      return [newLink, remembered].flatMap((link) => (link ? needsMadeBy(link) : []));
    },
    async met(needs) {
      const met = await Promise.all(needs.map((need) => isMet(hub, need)));
      return new Set(needs.filter((_, index) => met[index]));
    },
  };
}

async function isMet(hub: Pick<Hub, 'linked' | 'view' | 'survivor'>, need: string): Promise<boolean> {
  const [kind, connection, third = '', externalId = ''] = need.split('\n');
  if (kind === 'record') {
    const view = await hub.view(await hub.survivor(Number(third)), Number(connection));
    return view?.link?.isPrimary === true;
  }
  const name = { connection: Number(connection), type: third as RecordType, externalId };
  return (await hub.linked(name)) !== null;
}
