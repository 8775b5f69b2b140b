import { ApiProperty } from '@nestjs/swagger';

import type { TriedTrigger } from '../deliver/index.js';
import { SENDING_FORMS, TRIGGER_METHODS, type TriggerInfo } from '../registry/index.js';
import type { Fields } from './fields.js';
import { SubscriberBody, viewSubscriber } from './subscriber.view.js';

/** A triggered call: somebody else's address, called in their form for what happens to records. */
export class TriggerBody extends SubscriberBody {
  @ApiProperty({ example: 'trg_…' })
  declare id: string;

  @ApiProperty({ enum: ['active', 'disabled'] })
  state!: string;

  @ApiProperty({ enum: TRIGGER_METHODS })
  method!: string;

  @ApiProperty({ enum: SENDING_FORMS })
  sendAs!: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  fields!: Readonly<Record<string, string>>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
  })
  staticFields!: Readonly<Record<string, boolean | number | string>>;

  @ApiProperty({ type: String, nullable: true, example: 'con_…' })
  knownIn!: string | null;

  @ApiProperty({ type: 'integer' })
  waitSeconds!: number;

  @ApiProperty({ type: 'integer' })
  restartSeconds!: number;
}

class TriggerRequestBody {
  @ApiProperty({ enum: TRIGGER_METHODS })
  method!: string;

  @ApiProperty({ example: 'https://example.com/start?email=ann%40example.com' })
  url!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Values of secret headers are masked.',
  })
  headers!: Readonly<Record<string, string>>;

  @ApiProperty({ type: String, nullable: true, description: 'At most 16,384 characters of it.' })
  body!: string | null;

  @ApiProperty({ description: 'The body is longer than what is shown.' })
  isCut!: boolean;
}

class TriggerAnswerBody {
  @ApiProperty({ enum: ['delivered', 'gone', 'failed', 'aborted'] })
  outcome!: string;

  @ApiProperty({ type: 'integer', nullable: true })
  status!: number | null;

  @ApiProperty({ type: String, nullable: true })
  failure!: string | null;

  @ApiProperty({ type: String, nullable: true })
  message!: string | null;

  @ApiProperty({ type: 'integer' })
  tookMs!: number;

  @ApiProperty({ type: String, nullable: true, description: 'At most 2,048 characters, without secrets.' })
  text!: string | null;
}

export class TriedTriggerBody {
  @ApiProperty({ type: TriggerRequestBody })
  request!: TriggerRequestBody;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Whether its condition holds; null: it fails.' })
  holds!: boolean | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why its condition cannot be asked.' })
  problem!: string | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether the record is known where it has to be; null: nothing is asked of it.',
  })
  isKnown!: boolean | null;

  @ApiProperty({ type: TriggerAnswerBody, nullable: true, description: 'Null: it was not sent.' })
  answer!: TriggerAnswerBody | null;
}

export function viewTrigger(info: TriggerInfo): Fields<TriggerBody> {
  return viewSubscriber(info);
}

export function viewTried({ request, holds, isKnown, made }: TriedTrigger): TriedTriggerBody {
  const isAsked = typeof holds === 'boolean';
  return {
    request,
    holds: isAsked ? holds : null,
    problem: isAsked ? null : holds,
    isKnown,
    answer: made && answerOf(made),
  };
}

function answerOf({ reply, tookMs }: NonNullable<TriedTrigger['made']>): TriggerAnswerBody {
  const failure = reply.kind === 'failed' ? reply : null;
  return {
    outcome: reply.kind,
    status: reply.kind === 'aborted' ? null : reply.status,
    failure: failure && failure.failure,
    message: failure && failure.message,
    tookMs,
    text: reply.kind === 'aborted' ? null : reply.answer,
  };
}
