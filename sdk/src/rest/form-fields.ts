import type { Json } from '../vocabulary.js';

/** A record holds no more levels than this in any form we know; what lies deeper is written as JSON. */
const MOST_LEVELS = 20;

/**
 * A record as form fields, nested names in brackets: `{a: {b: 1}, c: ['x']}` is `a[b]=1&c[0]=x`. Null is written as an
 * empty text, which clears a field.
 */
export function formFields(record: Readonly<Record<string, Json>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).flatMap(([name, value]) => fieldsOf(name, value, 1)));
}

function fieldsOf(name: string, value: Json, level: number): readonly (readonly [string, string])[] {
  if (value === null) return [[name, '']];
  if (typeof value !== 'object') return [[name, String(value)]];
  if (level >= MOST_LEVELS) return [[name, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, member]) =>
    fieldsOf(`${name}[${key}]`, member as Json, level + 1),
  );
}
