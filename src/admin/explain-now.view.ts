import { ApiProperty } from '@nestjs/swagger';

/** What an element came to, or would come to. */
export class CameBody {
  @ApiProperty({ type: String, nullable: true, example: 'con_…' })
  connection!: string | null;

  @ApiProperty({ type: String, nullable: true })
  scope!: string | null;

  @ApiProperty({ type: String, nullable: true })
  type!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a queued one.' })
  action!: string | null;

  @ApiProperty({ type: String, nullable: true })
  recordId!: string | null;

  @ApiProperty({ example: 'queued' })
  verdict!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The rule that refused it.' })
  rule!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the rule looked at.' })
  facts!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: 'integer', nullable: true })
  configVersion!: number | null;
}

export interface Came extends CameBody {
  readonly element: number;
}

/** One element: what happened, and what would happen now. */
export class ComparedBody {
  @ApiProperty({ type: 'integer' })
  element!: number;

  @ApiProperty({
    type: CameBody,
    nullable: true,
    description: 'Null where nothing stands of it: it folded into another request, or is new.',
  })
  before!: CameBody | null;

  @ApiProperty({ type: CameBody, nullable: true, description: 'Null where nothing would come of it.' })
  now!: CameBody | null;

  @ApiProperty({
    type: [String],
    example: ['verdict', 'rule'],
    description: 'What would be otherwise; empty: nothing.',
  })
  differs!: readonly string[];
}

/** What would happen now. */
export class ExplainNowBody {
  @ApiProperty({ type: 'integer', description: "Today's." })
  configVersion!: number;

  @ApiProperty({ type: String, nullable: true })
  note!: string | null;

  @ApiProperty({ type: [ComparedBody] })
  items!: readonly ComparedBody[];
}

const COMPARED = ['verdict', 'rule', 'connection', 'scope', 'type', 'action', 'recordId'] as const;

/** Side by side, by element: those of the same record and scope first, then the others in their order. */
export function differencesOf(before: readonly Came[], now: readonly Came[]): ComparedBody[] {
  const left = [...before];
  const take = (fits: (one: Came) => boolean): Came | null => {
    const at = left.findIndex(fits);
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  };
  const exact = now.map((one) =>
    take(
      ({ element, scope, recordId }) =>
        element === one.element && scope === one.scope && recordId === one.recordId,
    ),
  );
  const pairs = now.map((one, at) => ({
    was: exact[at] ?? take(({ element }) => element === one.element),
    one,
  }));
  return [
    ...pairs.map(({ was, one }) => compared(was, one)),
    ...left.map((was) => compared(was, null)),
  ].toSorted((a, b) => a.element - b.element);
}

function compared(before: Came | null, now: Came | null): ComparedBody {
  const differs =
    before && now ? COMPARED.filter((field) => before[field] !== now[field]) : (['verdict'] as const);
  return { element: (before ?? now)?.element ?? 0, before: bodyOf(before), now: bodyOf(now), differs };
}

function bodyOf(came: Came | null): CameBody | null {
  if (!came) return null;
  const { element: _, ...body } = came;
  return body;
}
