import { ApiProperty } from '@nestjs/swagger';

/** In the order of the rooms. */
export const ITEM_KINDS = [
  'hook',
  'verdict',
  'request',
  'attempt',
  'turn',
  'change',
  'event',
  'delivery',
] as const;
type Kind = (typeof ITEM_KINDS)[number];

/** One thing that happened. */
export class ExplainItemBody {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ enum: ITEM_KINDS })
  what!: Kind;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The rule that spoke; of a request, the last it passed.',
  })
  rule!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  facts!: Readonly<Record<string, unknown>>;
}

/** Before its time is text. */
export interface DatedItem extends Omit<ExplainItemBody, 'at'> {
  readonly at: number;
}
