import type {
  AnyConnector,
  CollectionDefinition,
  RecordFields,
  RecordHandlers,
  RecordType,
} from '@hookyard/sdk';
import { z } from 'zod';

import { ignore } from '../errors/index.js';
import type { RecordShape, Sides, ValueKind, ValueShape } from '../mapping/index.js';
import { fieldsInHub, type DeclaredFields } from './record-types/declared-types.js';

/** What a collection is held against: the record of its system as the connector declares it, and that of the hub. */
export interface DeclaredRecords {
  readonly connector: AnyConnector;
  readonly declaredFields?: DeclaredFields;
}

export function sidesOf(
  { type, direction }: Pick<CollectionDefinition, 'type' | 'direction'>,
  { connector, declaredFields }: DeclaredRecords,
): Sides {
  const there = systemShape(connector, type);
  const here = hubShape(type, declaredFields);
  return direction === 'TO' ? { source: there, target: here } : { source: here, target: there };
}

/** The host's fields of the type, and those that connectors and the tenant declared beside them. */
function hubShape(type: RecordType, declaredFields: DeclaredFields | undefined): RecordShape | null {
  const fields = fieldsInHub(type, declaredFields);
  return Object.keys(fields).length === 0 ? null : shapeOfFields(fields);
}

function shapeOfFields(fields: RecordFields): RecordShape {
  const shapes = Object.entries(fields).map(([name, field]): [string, ValueShape] => [
    name,
    { kind: field.kind, record: field.fields ? shapeOfFields(field.fields) : null },
  ]);
  return { fields: new Map(shapes), isClosed: true };
}

/** What is read of a JSON schema. */
interface Node {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: unknown;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** Null where the connector declares none. */
function systemShape(connector: AnyConnector, type: RecordType): RecordShape | null {
  const schema = (connector.records?.[type] as RecordHandlers | undefined)?.schema;
  if (!schema) return null;
  try {
    return recordOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Node, 0);
  } catch (error) {
    ignore(error, 'a schema that cannot be read declares no fields: nothing is said of them');
    return null;
  }
}

/** As deep as a path of a mapping may be. */
const MOST_DEPTH = 20;

function recordOf({ properties, additionalProperties = false }: Node, depth: number): RecordShape | null {
  if (!properties || depth > MOST_DEPTH) return null;
  const shapes = Object.entries(properties).map(([name, node]): [string, ValueShape] => [
    name,
    valueOf(node, depth),
  ]);
  return { fields: new Map(shapes), isClosed: additionalProperties === false };
}

const KINDS: Readonly<Record<string, ValueKind | undefined>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  object: 'object',
  array: 'list',
};

/** A choice of several kinds, or a reference, may be anything; null beside one kind clears it. */
function valueOf(node: Node, depth: number): ValueShape {
  const choices = node.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  const [only, another] = choices;
  if (only && !another) return valueOf(only, depth + 1);
  const kind = KINDS[String(node.type)] ?? null;
  if (kind === 'text' && node.format === 'date-time') return { kind: 'date-time', record: null };
  const inner = kind === 'list' ? node.items : node;
  return { kind, record: inner ? recordOf(inner, depth + 1) : null };
}
