/** Why bytes could not be read: a code an operator can search for, and facts. A value, never thrown. */
export class Undecodable {
  constructor(
    readonly code: UndecodableCode,
    readonly facts: Readonly<Record<string, string | number>> = {},
  ) {}
}

export type UndecodableCode =
  | 'encoding-unknown'
  | 'inflate-failed'
  | 'inflated-too-large'
  | 'charset-unknown'
  | 'charset-invalid'
  | 'json-malformed'
  | 'xml-malformed'
  | 'xml-doctype'
  | 'multipart-malformed'
  | 'too-deep'
  | 'too-many-fields'
  | 'too-many-parts'
  | 'too-many-elements'
  | 'selector-no-records';

export function isUndecodable(value: unknown): value is Undecodable {
  return value instanceof Undecodable;
}
