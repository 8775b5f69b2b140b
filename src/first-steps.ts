import { HOST_ACTOR, type Registry } from './registry/index.js';

/** What a person needs once: the admin key, where one was made, and an address that takes a first hook. */
export interface FirstSteps {
  /** Null when the key was given by HOOKYARD_ADMIN_KEY. */
  readonly adminKey: string | null;
  readonly hookUrl: string;
}

/** A connector that takes any JSON with an id, so that a first hook can be sent before anything is set up. */
const HELLO = {
  name: 'hello',
  version: '1.0.0',
  description: 'Takes any JSON with an id, to see the way of a hook',
  scopes: [
    {
      name: 'greeting/created',
      type: 'MESSAGE',
      action: 'CREATED',
      description: 'Any JSON → Message',
      source: 'payload',
    },
  ],
  receiver: {
    methods: ['POST'],
    verify: {
      kind: 'unsigned',
      reason: 'a first hook by hand; remove this connection when you have your own',
    },
    hasMultiple: false,
    fields: [
      { value: 'Scope', from: 'Static', at: 'greeting/created', processing: 'AsIs' },
      { value: 'ExternalId', from: 'BodyPath', at: 'id', processing: 'AsIs' },
    ],
  },
  collections: [
    {
      name: 'Greeting → Message',
      type: 'MESSAGE',
      direction: 'TO',
      syncType: 'ADD_AND_UPDATE',
      mappings: [{ kind: 'field', target: 'text', source: 'text' }],
    },
  ],
};

/** At the first start: a connection to say hello to. Null at every later one. */
export async function takeFirstSteps(
  registry: Registry,
  adminKey: string | null,
): Promise<FirstSteps | null> {
  if (registry.directory.current().queues().length > 0) return null;
  await registry.connectors.add(HOST_ACTOR, HELLO);
  const { hookUrl } = await registry.connections.create(HOST_ACTOR, {
    connector: HELLO.name,
    name: 'First steps',
    mode: 'live',
    defaults: true,
  });
  return { adminKey, hookUrl };
}
