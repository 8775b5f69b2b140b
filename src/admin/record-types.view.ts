import type { JsonObject } from '@hookyard/sdk';
import { ApiProperty } from '@nestjs/swagger';

import type { RecordTypeInfo } from '../registry/index.js';
import type { Fields } from './fields.js';

class DeclarerBody {
  @ApiProperty({ enum: ['host', 'connector', 'tenant'] })
  kind!: 'host' | 'connector' | 'tenant';

  @ApiProperty({ required: false, description: 'Of the connector.', example: 'fleet' })
  name?: string;
}

/** A type of record, without its schema. */
export class RecordTypeBody {
  @ApiProperty({ example: 'TRANSACTION' })
  name!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'On the wire of other platforms of the family.',
  })
  number!: number | null;

  @ApiProperty()
  description!: string;

  @ApiProperty({ description: 'No field is declared: whatever is mapped is taken.' })
  open!: boolean;

  @ApiProperty({ type: [DeclarerBody], description: 'Who declares fields of it; nobody: it is open.' })
  declaredBy!: readonly DeclarerBody[];

  @ApiProperty({ type: [String], description: 'The fields that are declared.' })
  fields!: readonly string[];
}

export class RecordTypeDetailBody extends RecordTypeBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What the tenant declared itself, as it was given.',
  })
  ownFields!: RecordTypeInfo['ownFields'];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'JSON Schema (2020-12) of what a mapping into the hub is held against.',
  })
  schema!: JsonObject;
}

export function viewRecordType({
  name,
  number,
  description,
  isOpen,
  declaredBy,
  fields,
}: RecordTypeInfo): Fields<RecordTypeBody> {
  return { name, number, description, open: isOpen, declaredBy, fields: Object.keys(fields) };
}

export function viewRecordTypeDetail(info: RecordTypeInfo): Fields<RecordTypeDetailBody> {
  return { ...viewRecordType(info), ownFields: info.ownFields, schema: info.schema };
}
