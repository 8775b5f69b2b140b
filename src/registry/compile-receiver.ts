import type { Expression, FieldDefinition, Mode, ReceiverDefinition, WebhookDefinition } from '@hookyard/sdk';

import { type CompiledExpression, compile } from '../expressions/index.js';

import type { CompiledField, CompiledReceiver } from './directory.js';

/** Deliveries overtake each other by seconds, and a failed one is tried again within minutes. */
const DEFAULT_GRACE_SECONDS = 300;

/** Bodies are taken up to this size, before and after inflation, unless the receiver says otherwise. */
export const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

/**
 * Compiles a receiver's data, once per configuration version. Throws EXPRESSION_INVALID for the first expression that
 * does not parse. `trusted`: the expressions came with a code connector on disk.
 */
export function compileReceiver(
  definition: ReceiverDefinition | WebhookDefinition,
  trusted: boolean,
): CompiledReceiver {
  const of = (source: Expression | undefined): CompiledExpression | undefined =>
    source === undefined ? undefined : compile(source, { trusted });
  return {
    definition: definition as ReceiverDefinition,
    methods: (definition.methods ?? ['POST']).map((method) => method.toUpperCase()),
    maxBytes: definition.maxBytes ?? DEFAULT_MAX_BYTES,
    ...present({
      preprocess: of(definition.preprocess),
      multiple: of(definition.multiple),
      account: of(definition.account),
      deliveryId: of(definition.deliveryId),
      eventId: of(definition.eventId),
      replyBody: of(definition.reply?.body),
      replyOnly: of(definition.reply?.only),
      sequence: definition.sequence && {
        first: compile(definition.sequence.first, { trusted }),
        last: of(definition.sequence.last),
        graceMs: (definition.sequence.graceSeconds ?? DEFAULT_GRACE_SECONDS) * 1_000,
      },
      mode: isMode(definition.mode) ? definition.mode : of(definition.mode),
      authToken: definition.authToken && compileField(definition.authToken, trusted),
      scope: definition.scope === undefined ? undefined : compileField(definition.scope, trusted),
      externalId:
        definition.externalId === undefined ? undefined : compileField(definition.externalId, trusted),
    }),
  };
}

function compileField(field: Expression | FieldDefinition, trusted: boolean): CompiledField {
  if (typeof field === 'string') return { from: 'Element', at: field, path: compile(field, { trusted }) };
  const { from, at = '', processing, expression } = field;
  return {
    from,
    at,
    ...(from === 'BodyPath' ? { path: compile(at || '$', { trusted }) } : {}),
    ...(processing === 'Expression' && expression ? { expression: compile(expression, { trusted }) } : {}),
  };
}

function isMode(mode: string | undefined): mode is Mode {
  return mode === 'live' || mode === 'sandbox';
}

/** Leaves out what is not there, so that `in` and spreads mean what they say. */
function present<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
