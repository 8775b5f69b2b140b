import { z } from 'zod';

import type { ElementView, ResolvedElement, ScopeDefinition } from './connector.js';
import { copiedFields } from './copied-fields.js';
import type { CollectionDefinition } from './mapping.js';
import type { RecordTypeDeclaration } from './record-type.js';
import { textOf, valueAt } from './rest/places.js';
import type { Json, JsonObject, KnownRecordType } from './vocabulary.js';

/** Types of record that such events may be about, with the hub's fields that are taken under their own names. */
const TYPES = {
  product: ['PRODUCT', 'name sku description price currency brand category barcode status stock'],
  variant: ['PRODUCT_VARIANT', 'name sku productId price currency barcode status'],
  inventory: ['PRODUCT_INVENTORY', 'productId variantId sku locationId available onHand updatedAt'],
  customer: [
    'CUSTOMER',
    'email firstName lastName phone company street city region zip country language note',
  ],
  company: ['CUSTOMER_COMPANY', 'name phone email website city country'],
  order: ['TRANSACTION', 'number kind status currency subtotal taxTotal total email note channel placedAt'],
  payment: ['TRANSACTION_PAYMENT', 'method amount currency status reference paidAt'],
  shipment: ['SHIPMENT', 'number status carrier trackingNumber trackingUrl shippedAt deliveredAt'],
  message: ['MESSAGE', 'subject body from to channel sentAt'],
} as const satisfies Readonly<Record<string, readonly [KnownRecordType, string]>>;

const STEMS = Object.keys(TYPES) as (keyof typeof TYPES)[];
const VERBS = { created: 'CREATED', updated: 'UPDATED', deleted: 'DELETED' } as const;
type Verb = keyof typeof VERBS;
const SCOPE_NAMES = STEMS.flatMap((stem) => (Object.keys(VERBS) as Verb[]).map((verb) => `${stem}/${verb}`));

const CREATED = /^(?:create|created|add|added|new|insert|inserted)$/;
const DELETED = /^(?:delete|deleted|remove|removed|destroy|destroyed)$/;
/** `invoice.created.v1` is `invoice.created`. */
const VERSION = /^v?\d+$/;

/** The scope of what no rule knows, and what an event is in the hub. */
const EVENT = 'event';
const OWN = 'own';

/** How events of an agreement between many systems are written. */
export interface AnyEventsOptions {
  /** What senders are called, in descriptions. */
  readonly sender: string;
  /** Where a body of theirs names its event, a dotted path: `type`. */
  readonly nameAt: string;
  /** Default of the preset `idField`. */
  readonly idAt: string;
  /** The id of the event itself, which a repeat has too; pure. */
  readonly eventId: (view: Pick<ElementView<unknown>, 'element' | 'headers'>) => string | undefined;
}

/** Settings of a connection that takes such events. */
export interface AnyEventsSettings {
  /** What records events are about, by an event's name, or its beginning and `*`. */
  readonly types: Readonly<Record<string, string>>;
  /** Dotted path of the record's id in the body. */
  readonly idField: string;
  /** Dotted path of the record in the body. */
  readonly recordField: string;
}

/** What `anyEvents` gives a connector: parts of its definition. */
export interface AnyEvents {
  /** Settings that say what an event is about. */
  readonly presets: z.ZodType<AnyEventsSettings>;
  /** The type `x:EVENT`, for events that are about no record of the hub. */
  readonly recordTypes: Readonly<Record<'x:EVENT', RecordTypeDeclaration>>;
  /** `event`, and one scope for each type and action: `customer/updated`. */
  readonly scopes: Readonly<Record<string, ScopeDefinition<KnownRecordType | 'x:EVENT'>>>;
  /** Mappings that take the hub's fields under their own names. */
  readonly collections: readonly CollectionDefinition[];
  /** What one event is: pure, for `webhook.resolve`. */
  readonly resolve: (view: ElementView<AnyEventsSettings>) => readonly ResolvedElement[];
}

/**
 * Parts of a connector for senders nobody knows beforehand, who agree on an envelope alone. What their events are about is
 * a setting: `{ "user.*": "customer" }` makes `user.created` the scope `customer/created`, by the last word of its name.
 * An event that no rule knows, or whose record or id is not where it should be, is kept whole as `x:EVENT`.
 *
 * @example
 * const events = anyEvents({ sender: 'Acme', nameAt: 'type', idAt: 'data.id', eventId: ({ element }) => String(element) });
 */
export function anyEvents({ sender, nameAt, idAt, eventId }: AnyEventsOptions): AnyEvents {
  return {
    presets: presetsOf(idAt),
    recordTypes: { 'x:EVENT': EVENT_TYPE },
    scopes: scopesOf(sender),
    collections: collectionsOf(sender),
    resolve: (view) => {
      const id = eventId(view);
      const name = textOf(valueAt(view.element, nameAt)) ?? '';
      const scope = scopeOf(name, view.settings.types);
      const record = scope === EVENT ? undefined : recordOf(scope, view);
      const known = id === undefined ? {} : { eventId: id };
      if (record) return [{ scope, ...record, ...known }];
      return [{ scope: EVENT, externalId: id ?? '', payload: eventOf(view.element, name, id), ...known }];
    },
  };
}

const EVENT_TYPE: RecordTypeDeclaration = {
  description: 'Something another system tells of, as it tells it.',
  fields: {
    id: { kind: 'text', description: 'The sender’s id of it' },
    type: { kind: 'text', description: 'What happened, as the sender names it' },
    source: { kind: 'text', description: 'Where it happened' },
    subject: { kind: 'text', description: 'What it happened to' },
    at: { kind: 'date-time', description: 'When' },
  },
};

function presetsOf(idAt: string): AnyEvents['presets'] {
  return z.object({
    types: z
      .record(z.string().min(1).max(200), z.enum([...STEMS, ...SCOPE_NAMES, EVENT, OWN]))
      .default({})
      .describe(
        'What records events are about, by the event’s name or its beginning and *: { "user.*": "customer" }. ' +
          `${STEMS.join(', ')}, with the action where the name’s last word does not say it (customer/deleted); ` +
          'event: none; own: the event’s name is a scope that is added to the connection',
      ),
    idField: z.string().min(1).max(200).default(idAt).describe('Where a body holds the record’s id'),
    recordField: z.string().max(200).default('data').describe('Where it holds the record; empty: it is one'),
  });
}

function scopesOf(sender: string): AnyEvents['scopes'] {
  const named = STEMS.flatMap((stem) =>
    (Object.keys(VERBS) as Verb[]).map((verb) => {
      const [type] = TYPES[stem];
      const description = `${sender} ${stem} ${verb} → ${stem[0]?.toUpperCase()}${stem.slice(1)}`;
      return [`${stem}/${verb}`, { type, action: VERBS[verb], description, source: 'payload' }] as const;
    }),
  );
  const description = `${sender} event of any name → Event`;
  return Object.fromEntries([
    [EVENT, { type: 'x:EVENT', action: 'CREATED', description, source: 'payload' }],
    ...named,
  ]) as AnyEvents['scopes'];
}

function collectionsOf(sender: string): readonly CollectionDefinition[] {
  const inbound = (type: KnownRecordType | 'x:EVENT', fields: readonly string[]): CollectionDefinition => ({
    name: `${sender} → ${type}`,
    type,
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields(Object.fromEntries(fields.map((field) => [field, field]))),
  });
  return [
    inbound('x:EVENT', ['id', 'type', 'source', 'subject', 'at', 'data']),
    ...STEMS.map((stem) => inbound(TYPES[stem][0], TYPES[stem][1].split(' '))),
  ];
}

/** The rule with the longest name that fits. */
function scopeOf(name: string, types: AnyEventsSettings['types']): string {
  const fitting = Object.keys(types).filter(
    (rule) => rule === name || (rule.endsWith('*') && name.startsWith(rule.slice(0, -1))),
  );
  const [rule] = fitting.sort((one, other) => other.length - one.length);
  const ruled = rule === undefined ? EVENT : (types[rule] ?? EVENT);
  if (ruled === OWN) return name === '' ? EVENT : name;
  return ruled === EVENT || ruled.includes('/') ? ruled : `${ruled}/${verbOf(name)}`;
}

function verbOf(name: string): Verb {
  const words = name.toLowerCase().split(/[./:]/);
  const last = words.findLast((word) => !VERSION.test(word)) ?? '';
  if (CREATED.test(last)) return 'created';
  return DELETED.test(last) ? 'deleted' : 'updated';
}

function recordOf(
  scope: string,
  { element, settings }: ElementView<AnyEventsSettings>,
): Pick<ResolvedElement, 'externalId' | 'payload'> | undefined {
  const externalId = textOf(valueAt(element, settings.idField))?.trim();
  if (externalId === undefined || externalId === '') return undefined;
  const found = settings.recordField === '' ? element : valueAt(element, settings.recordField);
  // What was deleted is often told by its id alone.
  if (scope.endsWith('/deleted')) return isRecord(found) ? { externalId, payload: found } : { externalId };
  return isRecord(found) ? { externalId, payload: found } : undefined;
}

/** The event as a record, in words that all senders share. */
function eventOf(element: Json, type: string, id: string | undefined): JsonObject {
  const whole = isRecord(element) ? element : { data: element };
  const at = whole['time'] ?? whole['timestamp'];
  return {
    ...whole,
    type,
    ...(id === undefined ? {} : { id }),
    ...(at === undefined ? {} : { at }),
  };
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
