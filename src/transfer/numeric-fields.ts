import type { RecordHandlers } from '@hookyard/sdk';
import { z } from 'zod';

import { ignore } from '../errors/index.js';

/** What is read of a JSON schema. */
interface Node {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly $defs?: Readonly<Record<string, Node>>;
}

/** A schema may hold itself: looked at from the top, and what lies behind this many parts is left as it comes. */
const MOST_PARTS = 2_000;

/** The fields of a record that its system wants as numbers, as dotted paths; lists on the way are entered. */
export function numericFieldsOf(schema: RecordHandlers['schema']): ReadonlySet<string> {
  if (schema === undefined) return new Set();
  try {
    return fieldsOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Node);
  } catch (error) {
    ignore(error, 'a schema that cannot be read names no numbers: they are written as text');
    return new Set();
  }
}

interface Part {
  readonly path: readonly string[];
  readonly node: Node;
}

function fieldsOf(root: Node): Set<string> {
  const fields = new Set<string>();
  const parts: Part[] = [{ path: [], node: root }];
  for (let next = 0; next < Math.min(parts.length, MOST_PARTS); next += 1) {
    const part = parts[next] as Part;
    if (isNumber(part.node) && part.path.length > 0) fields.add(part.path.join('.'));
    parts.push(...sameField(part, root), ...fieldsBelow(part));
  }
  return fields;
}

/** What else is said of the same field: choices, a reference, the items of a list. */
function sameField({ path, node }: Part, root: Node): Part[] {
  const { anyOf = [], oneOf = [], allOf = [], items, $ref } = node;
  const referred = $ref === '#' ? root : root.$defs?.[$ref?.replace('#/$defs/', '') ?? ''];
  return [...anyOf, ...oneOf, ...allOf, items, referred].flatMap((other) =>
    other === undefined ? [] : [{ path, node: other }],
  );
}

/** A dot in a name would be read as two fields. */
function fieldsBelow({ path, node }: Part): Part[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, property]) =>
    key.includes('.') ? [] : [{ path: [...path, key], node: property }],
  );
}

function isNumber({ type = [] }: Node): boolean {
  return type.includes('number') || type.includes('integer');
}
