import { ApiProperty } from '@nestjs/swagger';

import type { DuplicateGroup } from '../hub/index.js';
import type { Fields } from './fields.js';
import { RecordBody, viewRecord } from './record.view.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';
import { GROUP_STATES } from './work-lists.dto.js';

class SharedBody {
  @ApiProperty({ type: [String] })
  fields!: readonly string[];

  @ApiProperty({ example: 'email' })
  form!: string;

  @ApiProperty({ example: 'a…@example.com', description: 'What they share, masked.' })
  value!: string;
}

class GroupRuleBody {
  @ApiProperty({ example: 'mru_…' })
  id!: string;

  @ApiProperty()
  name!: string;
}

/** Records that may be one. */
export class DuplicateGroupBody {
  @ApiProperty({ example: 'dup_…' })
  id!: string;

  @ApiProperty({ example: 'CUSTOMER' })
  type!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ type: GroupRuleBody })
  rule!: GroupRuleBody;

  @ApiProperty({ type: [SharedBody] })
  shared!: readonly SharedBody[];

  @ApiProperty({ type: 'integer', description: 'Counted up to 1,001.' })
  size!: number;

  @ApiProperty({ enum: GROUP_STATES })
  state!: string;

  @ApiProperty({ type: [String], description: 'Oldest first; of a larger group the first 50.' })
  records!: readonly string[];

  @ApiProperty({ format: 'date-time' })
  foundAt!: string;
}

export class DuplicateGroupDetailBody extends DuplicateGroupBody {
  @ApiProperty({ type: [RecordBody] })
  members!: readonly Fields<RecordBody>[];
}

export function viewGroup(group: DuplicateGroup, see: Visibility): Fields<DuplicateGroupBody> {
  const { number, type, mode, rule, shared, size, state, records, foundAt } = group;
  return {
    id: see.id('dup', number),
    type,
    mode,
    rule: { id: rule.id, name: rule.name },
    shared: shared.map(({ fields, form, value }) => ({ fields, form, value })),
    size,
    state,
    records: records.map(({ id }) => see.id('rec', id)),
    foundAt: timeText(foundAt),
  };
}

export function viewGroupDetail(group: DuplicateGroup, see: Visibility): Fields<DuplicateGroupDetailBody> {
  return { ...viewGroup(group, see), members: group.records.map((record) => viewRecord(record, see)) };
}
