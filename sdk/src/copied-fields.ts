import type { FieldMapping } from './field-mapping.js';

/** Mappings that copy fields as they are, each target with its source: `copiedFields({ firstName: 'first_name' })`. */
export function copiedFields(fields: Readonly<Record<string, string>>): readonly FieldMapping[] {
  return Object.entries(fields).map(([target, source]) => ({ kind: 'field', target, source }));
}
