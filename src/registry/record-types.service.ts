import { RECORD_TYPES, type JsonObject, type KnownRecordType } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import { jsonSchemaOf } from './record-types/json-schema.js';
import { KNOWN_TYPES } from './record-types/known-types.js';
import type { RecordTypeDeclaration } from './record-types/record-field.js';

/** A type of record as the API shows it. */
export interface RecordTypeInfo extends RecordTypeDeclaration {
  readonly name: string;
  /** Its number on the wire of other platforms of the family; null for types of connectors and operators. */
  readonly number: number | null;
  /** No field is declared: whatever is mapped is taken. */
  readonly isOpen: boolean;
  readonly schema: JsonObject;
}

const OPEN: RecordTypeDeclaration = { description: 'Open: no field is declared', fields: {} };

/** The catalogue of record types. */
export class RecordTypes {
  list(): RecordTypeInfo[] {
    const names = Object.keys(RECORD_TYPES) as KnownRecordType[];
    return names.filter((name) => name !== 'NONE').map((name) => infoOf(name));
  }

  get(name: string): RecordTypeInfo {
    if (name === 'NONE' || !Object.hasOwn(RECORD_TYPES, name))
      throw new HostError('NOT_FOUND', { subject: name.slice(0, 100) });
    return infoOf(name as KnownRecordType);
  }
}

function infoOf(name: KnownRecordType): RecordTypeInfo {
  const declaration = KNOWN_TYPES[name] ?? OPEN;
  return {
    name,
    number: RECORD_TYPES[name],
    ...declaration,
    isOpen: Object.keys(declaration.fields).length === 0,
    schema: jsonSchemaOf(name, declaration),
  };
}
