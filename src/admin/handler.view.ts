import type { JsonObject } from '@hookyard/sdk';
import { ApiProperty, PickType } from '@nestjs/swagger';

import { DECISION_STATES, type DecisionInfo, type DecisionState, type Decisions } from '../deliver/index.js';
import {
  DECISIONS,
  DECISION_STEPS,
  FAILURE_POLICIES,
  HANDLER_POSITIONS,
  type DecisionStep,
  type FailurePolicy,
} from '../flow/index.js';
import type { HandlerInfo } from '../registry/index.js';
import { DeliveryTryBody } from './delivery.view.js';
import { EndpointBody, ShownSecretBody } from './endpoint.view.js';
import type { Fields } from './fields.js';
import { viewSubscriber } from './subscriber.view.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

class FailurePoliciesBody {
  @ApiProperty({ enum: FAILURE_POLICIES })
  create!: FailurePolicy;

  @ApiProperty({ enum: FAILURE_POLICIES })
  update!: FailurePolicy;

  @ApiProperty({ enum: FAILURE_POLICIES })
  delete!: FailurePolicy;

  @ApiProperty({ enum: FAILURE_POLICIES })
  merge!: FailurePolicy;
}

/** A handler: whom the host asks before, or instead of, a step. */
export class HandlerBody extends PickType(EndpointBody, [
  'name',
  'mode',
  'state',
  'reason',
  'url',
  'description',
  'recordTypes',
  'headers',
  'concurrency',
  'signs',
  'retrySeconds',
  'timeoutSeconds',
  'secrets',
  'publicKeys',
  'createdAt',
  'updatedAt',
] as const) {
  @ApiProperty({ example: 'hdl_…' })
  id!: string;

  @ApiProperty({ enum: DECISION_STEPS, isArray: true })
  steps!: readonly DecisionStep[];

  @ApiProperty({ enum: HANDLER_POSITIONS })
  position!: string;

  @ApiProperty({ type: [String], nullable: true })
  connections!: readonly string[] | null;

  @ApiProperty({ type: String, nullable: true })
  condition!: string | null;

  @ApiProperty({ type: 'integer' })
  priority!: number;

  @ApiProperty({ type: FailurePoliciesBody })
  onFailure!: FailurePoliciesBody;
}

export class NewHandlerAnswer extends HandlerBody {
  @ApiProperty({ type: [ShownSecretBody] })
  shown!: readonly ShownSecretBody[];
}

export class RotatedHandlerSecretAnswer extends HandlerBody {
  @ApiProperty({ type: ShownSecretBody })
  shown!: ShownSecretBody;
}

/** What a handler was asked, and what came of it. */
export class DecisionBody {
  @ApiProperty({ example: 'dec_…', description: 'The `webhook-id` and `idempotency-key` of its calls.' })
  id!: string;

  @ApiProperty({ enum: DECISION_STEPS })
  step!: string;

  @ApiProperty({ example: 'CUSTOMER' })
  recordType!: string;

  @ApiProperty({ type: String, nullable: true, example: 'req_…', description: 'Who waits; null: a merge.' })
  transfer!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'rec_…', description: 'Null: it is to be made.' })
  record!: string | null;

  @ApiProperty({ enum: DECISION_STATES })
  state!: DecisionState;

  @ApiProperty({ enum: DECISIONS, nullable: true })
  answer!: string | null;

  @ApiProperty({
    enum: ['handler', 'failure', 'operator'],
    nullable: true,
    description: 'Who gave the answer; `failure`: its policy for that.',
  })
  by!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'As the handler, the policy or a person gave it; why it waits or is parked.',
  })
  reason!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The call that brought the answer.' })
  tookMs!: number | null;

  @ApiProperty({ type: 'integer', description: 'Calls that failed.' })
  attempts!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: string | null;
}

export class DecisionDetailBody extends DecisionBody {
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true, description: 'Null: erased.' })
  question!: object | null;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'The record of its answer.',
  })
  replaced!: JsonObject | null;

  @ApiProperty({ type: [DeliveryTryBody], description: 'Calls that failed, newest first; at most 50.' })
  tries!: readonly DeliveryTryBody[];
}

/** How a call came out that was made at once. */
export class HandlerCallBody {
  @ApiProperty({ enum: ['answered', 'failed'] })
  outcome!: string;

  @ApiProperty({ type: 'integer', nullable: true })
  status!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why no step would go on from it.' })
  message!: string | null;

  @ApiProperty({ enum: DECISIONS, nullable: true })
  decision!: string | null;

  @ApiProperty({ type: 'integer' })
  tookMs!: number;

  @ApiProperty({ description: 'The body that was sent.' })
  sent!: string;

  @ApiProperty({ type: String, nullable: true, description: 'At most 2,048 characters of the answer.' })
  answer!: string | null;
}

export function viewHandler(info: HandlerInfo): Fields<HandlerBody> {
  return viewSubscriber(info);
}

export function viewDecision(
  { request, state, order, decision, reason }: DecisionInfo,
  see: Visibility,
): Fields<DecisionBody> {
  const { seq, scope, type, parent, attempts, createdAt, endedAt } = request;
  const record = order?.question.stored?.record;
  return {
    id: see.id('dec', seq),
    step: scope.replace(/^handler\./, ''),
    recordType: type,
    transfer: parent === null ? null : see.id('req', parent),
    record: record === undefined ? null : see.id('rec', record),
    state,
    answer: decision && decision.answer,
    by: decision && decision.by,
    reason: decision ? decision.reason : reason,
    tookMs: decision && decision.tookMs,
    attempts,
    createdAt: timeText(createdAt),
    endedAt: timeText(endedAt),
  };
}

export function viewDecisionDetail(
  info: Awaited<ReturnType<Decisions['get']>>,
  see: Visibility,
): Fields<DecisionDetailBody> {
  return {
    ...viewDecision(info, see),
    question: info.order && shownQuestion(info.order.question, see),
    replaced: info.decision && info.decision.record,
    tries: info.tries.map(({ number, at, tookMs, failure, message, facts }) => ({
      number,
      at: timeText(at),
      tookMs,
      failure,
      message,
      facts,
    })),
  };
}

type Question = NonNullable<DecisionInfo['order']>['question'];

/** Records under the ids people know. */
function shownQuestion({ stored, losers, ...question }: Question, see: Visibility): object {
  const shown = ({ record, ...rest }: NonNullable<typeof stored>) => ({ id: see.id('rec', record), ...rest });
  return { ...question, stored: stored && shown(stored), ...(losers ? { losers: losers.map(shown) } : {}) };
}

export function viewHandlerCall({
  reply,
  read,
  tookMs,
  sent,
}: Awaited<ReturnType<Decisions['test']>>): HandlerCallBody {
  const hasAnswer = read?.kind === 'decided';
  const failed = reply.kind === 'failed' ? reply.message : reply.kind === 'gone' ? 'it answered 410' : null;
  return {
    outcome: hasAnswer ? 'answered' : 'failed',
    status: reply.kind === 'aborted' ? null : reply.status,
    message: read?.kind === 'invalid' ? read.message : failed,
    decision: hasAnswer ? read.answer : null,
    tookMs,
    sent,
    answer: reply.kind === 'aborted' ? null : reply.answer,
  };
}
