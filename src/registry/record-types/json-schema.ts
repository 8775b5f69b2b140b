import type { FieldKind, JsonObject, RecordField, RecordFields, RecordTypeDeclaration } from '@hookyard/sdk';

/** What is enforced, as JSON Schema (2020-12): null clears any field, and fields beside the declared ones are welcome. */
export function jsonSchemaOf(name: string, { description, fields }: RecordTypeDeclaration): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name,
    description,
    type: 'object',
    properties: propertiesOf(fields),
  };
}

const ACCEPTED: Readonly<Record<FieldKind, JsonObject>> = {
  text: { type: ['string', 'number', 'boolean', 'null'] },
  number: {
    type: ['number', 'string', 'null'],
    pattern: '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$',
  },
  boolean: { enum: [true, false, 'true', 'false', null] },
  'date-time': { type: ['string', 'number', 'null'] },
  object: { type: ['object', 'null'] },
  list: { type: ['array', 'null'] },
};

function propertiesOf(fields: RecordFields): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)]));
}

function schemaOf({ kind, description, fields }: RecordField): JsonObject {
  const properties = fields ? propertiesOf(fields) : undefined;
  return {
    ...ACCEPTED[kind],
    ...(description ? { description } : {}),
    'x-kind': kind,
    ...(properties && kind === 'object' ? { properties } : {}),
    ...(properties && kind === 'list' ? { items: { type: 'object', properties } } : {}),
  };
}
