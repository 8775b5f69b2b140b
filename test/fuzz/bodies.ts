import fc from 'fast-check';

import type { Kind, Pool } from './pool.js';
import { NAMES_OF_PROTOTYPES, idOf, nasty, nastyText } from './values.js';

/** As much of a schema as a value is made from. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export type Schemas = Readonly<Record<string, Schema>>;

/** What a field of that name holds, wherever it stands. */
const KIND_OF_FIELD: Readonly<Record<string, Kind>> = {
  connection: 'con',
  connector: 'connector',
  record: 'rec',
  recordId: 'rec',
  winner: 'rec',
  losers: 'rec',
  hook: 'hok',
  transfer: 'req',
  trackingId: 'trk',
  externalId: 'external',
  type: 'type',
  scope: 'scope',
  urlPath: 'urlPath',
  cursor: 'cursor',
  events: 'event',
};

/** Schemas hold themselves; deeper than this nothing optional is made. */
const DEEPEST = 5;

interface Making {
  readonly schemas: Schemas;
  readonly pool: Pool;
  /** How many of twenty parts are something else than the schema says. */
  readonly evil: number;
}

/** Values of a schema. With evil each part of it may be anything. */
export function valueOf(schema: Schema, making: Making, field = '', depth = 0): fc.Arbitrary<unknown> {
  const good = goodValue(schema, making, field, depth);
  if (making.evil === 0) return good;
  return fc.oneof({ weight: 20 - making.evil, arbitrary: good }, { weight: making.evil, arbitrary: nasty });
}

// oxlint-disable-next-line eslint/complexity -- one line for each word of a schema
function goodValue(schema: Schema, making: Making, field: string, depth: number): fc.Arbitrary<unknown> {
  const { $ref, allOf, anyOf, oneOf } = schema;
  if ($ref !== undefined) {
    const named = making.schemas[$ref.replace('#/components/schemas/', '')] ?? {};
    return goodValue(named, making, field, depth + 1);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (allOf) {
    const { allOf: _, ...own } = schema;
    const parts = [...allOf, ...(own.properties ? [own] : [])];
    return fc
      .tuple(...parts.map((part) => goodValue(part, making, field, depth)))
      .map((values) => (values.length === 1 ? values[0] : Object.assign({}, ...values)) as unknown);
  }
  const choices = anyOf ?? oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => goodValue(choice, making, field, depth)));
  const kind = KIND_OF_FIELD[field];
  const types = [schema.type ?? []].flat();
  if (kind !== undefined && (types.includes('string') || types.length === 0)) {
    return fc.oneof(
      { weight: 8, arbitrary: idOf(making.pool, kind) },
      { weight: 1, arbitrary: ofTypes(types, schema, { making, field, depth }) },
    );
  }
  return ofTypes(types, schema, { making, field, depth });
}

interface Place {
  readonly making: Making;
  readonly field: string;
  readonly depth: number;
}

function ofTypes(types: readonly string[], schema: Schema, place: Place): fc.Arbitrary<unknown> {
  if (types.length === 0) return schema.properties ? object(schema, place) : fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(...types.map((type) => ofType(type, schema, place)));
}

// oxlint-disable-next-line eslint/complexity -- one line for each word of a schema
function ofType(type: string, schema: Schema, place: Place): fc.Arbitrary<unknown> {
  const { making, field, depth } = place;
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integer(schema.minimum ?? -1_000, schema.maximum ?? 100_000);
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'array': {
      if (depth > DEEPEST) return fc.constant([]);
      const item = valueOf(schema.items ?? {}, making, field, depth + 1);
      return fc.array(item, {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    }
    case 'object':
      return object(schema, place);
    default:
      return text(schema);
  }
}

/** Versions, pages and limits are small where they mean something. */
function integer(min: number, max: number): fc.Arbitrary<number> {
  const small = fc.integer({ min, max: Math.min(max, Math.max(min, 1) + 3) });
  return fc.oneof({ weight: 1, arbitrary: small }, { weight: 1, arbitrary: fc.integer({ min, max }) });
}

function object(schema: Schema, { making, depth }: Place): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const shown = Object.entries(properties).filter(([name]) => depth <= DEEPEST || required.includes(name));
  const parts = Object.fromEntries(
    shown.map(([name, part]) => [name, valueOf(part, making, name, depth + 1)]),
  );
  const requiredKeys = required.filter((name) => name in parts);
  const named = fc.record(parts, making.evil > 4 ? { requiredKeys: [] } : { requiredKeys });
  const isOpen = typeof additionalProperties === 'object' || additionalProperties === true;
  const names = making.evil > 0 ? nastyText : fc.constantFrom('a', 'number', 'status', 'BE', 'baseUrl');
  const part = typeof additionalProperties === 'object' ? additionalProperties : {};
  if (isOpen && depth <= DEEPEST) {
    const more = fc.dictionary(names, valueOf(part, making, '', depth + 1), { maxKeys: 3 });
    return fc.tuple(named, more).map(([first, second]) => ({ ...second, ...(first as object) }));
  }
  if (making.evil === 0) return named;
  const odd = fc.dictionary(fc.constantFrom(...NAMES_OF_PROTOTYPES, 'unknown', 'id', 'tenant'), nasty, {
    maxKeys: 1,
  });
  return fc.oneof(
    { weight: 7, arbitrary: named },
    {
      weight: 1,
      arbitrary: fc.tuple(named, odd).map(([first, second]) => ({ ...(first as object), ...second })),
    },
  );
}

function text({ format, example, pattern }: Schema): fc.Arbitrary<unknown> {
  if (format === 'date-time') {
    const [min, max] = [new Date('2020-01-01T00:00:00Z'), new Date('2030-01-01T00:00:00Z')];
    return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
  }
  const shown = typeof example === 'string' ? [fc.constant(example)] : [];
  return fc.oneof(
    ...shown,
    pattern === undefined ? fc.string({ maxLength: 20 }) : fc.stringMatching(new RegExp(pattern)),
    fc.constantFrom('number', 'status', 'order/updated', 'TRANSACTION', 'id', '$.number', 'email'),
  );
}

/** One step of a change: where (as shares of what is there), and what then stands there. */
type Step = readonly [
  path: readonly number[],
  how: 'replace' | 'remove' | 'repeat' | 'rename',
  value: unknown,
];

/** Something known to be fine, with a few parts of it changed. */
export function changed(fine: unknown): fc.Arbitrary<unknown> {
  const step: fc.Arbitrary<Step> = fc.tuple(
    fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 6 }),
    fc.constantFrom('replace', 'replace', 'remove', 'repeat', 'rename'),
    nasty,
  );
  return fc
    .array(step, { maxLength: 3 })
    .map((steps) => steps.reduce<unknown>((value, one) => withStep(value, one), fine));
}

// oxlint-disable-next-line eslint/complexity -- every kind of change at every kind of place
function withStep(value: unknown, [[share = 0, ...deeper], how, put]: Step): unknown {
  const isInside = typeof value === 'object' && value !== null && !('toJSON' in value);
  if (!isInside) return how === 'replace' ? put : value;
  if (Array.isArray(value)) {
    const at = Math.floor(share * value.length);
    if (deeper.length > 0)
      return value.map((one, index) => (index === at ? withStep(one, [deeper, how, put]) : one));
    if (how === 'remove') return value.toSpliced(at, 1);
    if (how === 'repeat') return [...value, ...value, ...value];
    return value.length === 0 ? [put] : value.with(at, put);
  }
  const entries = Object.entries(value);
  const at = Math.floor(share * entries.length);
  const [name = '', one] = entries[at] ?? [];
  if (deeper.length > 0) entries[at] = [name, withStep(one, [deeper, how, put])];
  else if (how === 'remove') entries.splice(at, 1);
  else if (how === 'rename') entries[at] = [typeof put === 'string' ? put : 'other', one];
  else entries[at] = [name, how === 'repeat' ? [one, one] : put];
  return Object.fromEntries(entries);
}
