/**
 * What a field of a record holds. Systems that know only text (XML, forms) and exact numbers make text of a number a
 * number too, and every single value a text: only what cannot be read as the kind is wrong.
 */
export const FIELD_KINDS = ['text', 'number', 'boolean', 'date-time', 'object', 'list'] as const;

/** What a field of a record holds. */
export type FieldKind = (typeof FIELD_KINDS)[number];

/** One declared field. */
export interface RecordField {
  /** What it holds. A mapped value that cannot be read as this parks its transfer. */
  readonly kind: FieldKind;
  /** What it means, for operators; at most 500 characters. */
  readonly description?: string;
  /** Of an object, or of each item of a list; absent: any. */
  readonly fields?: RecordFields;
}

/** Fields by name. */
export type RecordFields = Readonly<Record<string, RecordField>>;

/** A type of record: the fields everybody agrees on. Others may be mapped beside them, unchecked. */
export interface RecordTypeDeclaration {
  /** One sentence for operators. */
  readonly description: string;
  /** Its fields; none: an open type. */
  readonly fields: RecordFields;
}
