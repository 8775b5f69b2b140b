import { ApiProperty } from '@nestjs/swagger';

import type { StoredVerdict } from '../ledger/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

/** Why an element became no request. */
export class VerdictBody {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ example: 'disabled-scope' })
  verdict!: string;

  @ApiProperty({
    example: 'scope.enabled',
    description: 'The rule that spoke; docs/reference/verdicts.md lists them.',
  })
  rule!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the rule looked at.' })
  facts!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: String, nullable: true, example: 'hok_…' })
  hook!: string | null;

  @ApiProperty({ type: 'integer', description: "The element's place in its body, from 0." })
  element!: number;

  @ApiProperty({ type: String, nullable: true, example: 'con_…' })
  connection!: string | null;

  @ApiProperty({ type: String, nullable: true })
  scope!: string | null;

  @ApiProperty({ type: String, nullable: true })
  type!: string | null;

  @ApiProperty({ type: String, nullable: true })
  recordId!: string | null;

  @ApiProperty({ type: 'integer' })
  configVersion!: number;
}

export function viewVerdict(row: StoredVerdict, see: Visibility): Fields<VerdictBody> {
  const { at, verdict, rule, facts, hook, element, scope, type, recordId, configVersion } = row;
  return {
    at: timeText(at),
    verdict,
    rule,
    facts,
    hook: hook === null ? null : see.id('hok', hook),
    element,
    connection: see.connectionId(row.tenant, row.connection),
    scope,
    type,
    recordId,
    configVersion,
  };
}
