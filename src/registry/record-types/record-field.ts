/**
 * What a field of a record holds. Systems that know only text (XML, forms) and exact numbers make text of a number a
 * number too, and every single value a text: only what cannot be read as the kind is wrong.
 */
export const FIELD_KINDS = ['text', 'number', 'boolean', 'date-time', 'object', 'list'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** One declared field. */
export interface RecordField {
  readonly kind: FieldKind;
  readonly description?: string;
  /** Of an object, or of each item of a list; absent: any. */
  readonly fields?: RecordFields;
}

export type RecordFields = Readonly<Record<string, RecordField>>;

/** A type of record: the fields everybody agrees on. Others may be mapped beside them, unchecked. */
export interface RecordTypeDeclaration {
  readonly description: string;
  readonly fields: RecordFields;
}

/** Fields by the name of their type. */
export type DeclaredFields = Readonly<Record<string, RecordFields>>;
