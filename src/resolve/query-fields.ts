import { addOwn } from './own-property.js';

/** The query's fields by name; a name that repeats has a list. */
export function queryFields(query: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  if (query === '') return fields;
  for (const [name, value] of new URLSearchParams(query)) addOwn(fields, name, value);
  return fields;
}
