import type { AnyConnector, CollectionDefinition, RecordHandlers, RecordType } from '@hookyard/sdk';
import { z } from 'zod';

import { ignore } from '../errors/index.js';
import { collectionWarnings, type CollectionProblem } from '../mapping/index.js';
import type { ConnectionView } from './directory.js';
import { KNOWN_TYPES } from './record-types/known-types.js';

/** What is probably not meant in a collection, beside the others of its connection and the records of both sides. */
export function warningsOf(
  of: { readonly id: string; readonly definition: CollectionDefinition },
  view: ConnectionView,
): readonly CollectionProblem[] {
  const { definition } = of;
  const there = systemFields(view.connector.definition, definition.type);
  const here = hubFields(view, definition.type);
  const isInto = definition.direction === 'TO';
  const at = view.collections.findIndex(({ id }) => id === of.id);
  const definitions = view.collections.map((one) => one.definition);
  return collectionWarnings(definition, {
    sourceFields: isInto ? there : here,
    targetFields: isInto ? here : there,
    before: at < 0 ? [] : definitions.slice(0, at),
    behind: at < 0 ? [] : definitions.slice(at + 1),
  });
}

/** The host's fields of the type, and those that the tenant declared beside them. */
function hubFields({ declaredFields }: ConnectionView, type: RecordType): ReadonlySet<string> | null {
  const declared: Readonly<Record<string, { readonly fields: object } | undefined>> = KNOWN_TYPES;
  const names = Object.keys({ ...declared[type]?.fields, ...declaredFields?.[type] });
  return names.length === 0 ? null : new Set(names);
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
}

/** Null where the connector declares none, or takes any field. */
function systemFields(connector: AnyConnector, type: RecordType): ReadonlySet<string> | null {
  const schema = (connector.records?.[type] as RecordHandlers | undefined)?.schema;
  if (!schema) return null;
  try {
    const { properties, additionalProperties = false } = z.toJSONSchema(schema, {
      unrepresentable: 'any',
      io: 'input',
    }) as ObjectSchema;
    return properties && additionalProperties === false ? new Set(Object.keys(properties)) : null;
  } catch (error) {
    ignore(error, 'a schema that cannot be read declares no fields: nothing is said of them');
    return null;
  }
}
