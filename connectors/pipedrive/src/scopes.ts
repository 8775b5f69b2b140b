import type { RecordType, ScopeDefinition } from '@hookyard/sdk';

import type { recordTypes } from './record-types.js';

type Type = keyof typeof recordTypes | 'CUSTOMER' | 'CUSTOMER_COMPANY' | 'PRODUCT' | 'MESSAGE';

/** What Pipedrive tells of, with what it is in the hub. */
const OBJECTS = {
  person: ['CUSTOMER', 'Person', 'Customer'],
  organization: ['CUSTOMER_COMPANY', 'Organisation', 'Company'],
  deal: ['x:DEAL', 'Deal', 'Deal'],
  activity: ['x:ACTIVITY', 'Activity', 'Activity'],
  product: ['PRODUCT', 'Product', 'Product'],
  note: ['MESSAGE', 'Note', 'Message'],
} as const satisfies Readonly<Record<string, readonly [type: Type & RecordType, what: string, hub: string]>>;

const ACTIONS = { create: 'CREATED', change: 'UPDATED', delete: 'DELETED' } as const;
const WORDS = { create: 'created', change: 'changed', delete: 'deleted' } as const;

/** Named as Pipedrive names action and object of an event: `change.deal`. */
export const scopes: Readonly<Record<string, ScopeDefinition<Type>>> = Object.fromEntries(
  Object.entries(OBJECTS).flatMap(([object, [type, what, hub]]) => [
    ...(Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).map(
      (action) =>
        [
          `${action}.${object}`,
          { type, action: ACTIONS[action], description: `Pipedrive ${what} ${WORDS[action]} → ${hub}` },
        ] as const,
    ),
    [
      `${object}/poll`,
      { type, action: 'POLL', description: `Pipedrive ${what}s by their changes → ${hub}` },
    ] as const,
    [
      `${object}/initialize`,
      { type, action: 'INITIALIZE', description: `All Pipedrive ${what}s → ${hub}` },
    ] as const,
  ]),
);

/** One registration tells of all that happens to an object: a user has no more than 40. */
export const topics: Readonly<Record<string, string | readonly string[]>> = Object.fromEntries(
  Object.keys(scopes).map((name) => {
    const [action = '', object] = name.split('.');
    return [name, action in ACTIONS ? `*.${object}` : []];
  }),
);
