import { ApiProperty } from '@nestjs/swagger';

import type { ReplayInfo } from '../schedule/index.js';
import { ProgressBody, viewProgress } from './progress.dto.js';
import { RefusalBody, viewReasons } from './refusal.dto.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

class ReplayCountBody {
  @ApiProperty({ type: String, nullable: true })
  scope!: string | null;

  @ApiProperty({ type: String, nullable: true })
  type!: string | null;

  @ApiProperty({ type: String, nullable: true })
  action!: string | null;

  @ApiProperty({ example: 'queued', description: '`queued`, or the verdict that would end it.' })
  verdict!: string;

  @ApiProperty({ type: 'integer' })
  count!: number;
}

class ReplaySampleBody {
  @ApiProperty({ example: 'hok_…' })
  hook!: string;

  @ApiProperty({ type: 'integer' })
  element!: number;

  @ApiProperty({ type: String, nullable: true, example: 'con_…' })
  connection!: string | null;

  @ApiProperty({ type: String, nullable: true })
  scope!: string | null;

  @ApiProperty({ type: String, nullable: true })
  type!: string | null;

  @ApiProperty({ type: String, nullable: true })
  action!: string | null;

  @ApiProperty({ type: String, nullable: true })
  recordId!: string | null;

  @ApiProperty({ example: 'queued' })
  verdict!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The rule that would end it.' })
  rule!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['create', 'update', 'delete', 'unlink', 'mark-deleted-at-source', 'nothing', 'list'],
    description: 'What it would do in the hub, as its link is now; null where nothing is queued.',
  })
  effect!: string | null;
}

class ReplayPlanBody {
  @ApiProperty({ type: 'integer', description: 'Stored hooks looked at.' })
  looked!: number;

  @ApiProperty({ type: 'integer', description: 'Those of them with elements that are meant.' })
  hooks!: number;

  @ApiProperty({ type: [ReplayCountBody] })
  counts!: readonly ReplayCountBody[];

  @ApiProperty({ type: 'integer', description: 'Of those queued: deletes.' })
  deletes!: number;

  @ApiProperty({ type: [ReplaySampleBody], description: 'The first 20 elements.' })
  samples!: readonly ReplaySampleBody[];

  @ApiProperty({ type: [String], description: 'What to look at before it is run.' })
  warnings!: readonly string[];
}

/** Stored hooks run again. */
export class ReplayBody {
  @ApiProperty({ example: 'rpl_…' })
  id!: string;

  @ApiProperty({ example: 'trk_…', description: 'Of everything it queues.' })
  trackingId!: string;

  @ApiProperty({ type: String, nullable: true, example: 'hok_…' })
  hook!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'con_…' })
  connection!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  from!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  to!: string | null;

  @ApiProperty({ type: String, nullable: true })
  scope!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of the requests that are meant.' })
  requestState!: string | null;

  @ApiProperty({ type: String, nullable: true })
  verdict!: string | null;

  @ApiProperty()
  force!: boolean;

  @ApiProperty()
  takeDuplicates!: boolean;

  @ApiProperty({ type: 'integer' })
  hooksPerSecond!: number;

  @ApiProperty({
    enum: ['planning', 'planned', 'running', 'paused', 'done', 'cancelled', 'expired'],
    description:
      'planned: run it or cancel it within 7 days. done: all is queued; progress says what became of it.',
  })
  state!: string;

  @ApiProperty({ type: ReplayPlanBody })
  plan!: ReplayPlanBody;

  @ApiProperty({ type: 'integer', description: 'Stored hooks it has gone over.' })
  looked!: number;

  @ApiProperty({ type: 'integer', description: 'Hooks it has run again.' })
  hooks!: number;

  @ApiProperty({ type: 'integer' })
  queued!: number;

  @ApiProperty({ type: 'integer' })
  refused!: number;

  @ApiProperty({ type: [RefusalBody] })
  reasons!: readonly RefusalBody[];

  @ApiProperty({ type: ProgressBody, description: 'What became of those queued.' })
  progress!: ProgressBody;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When all of it will be over, as it goes now; null where nobody can tell.',
  })
  endsAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export function viewReplay(info: ReplayInfo, tenant: number, see: Visibility): ReplayBody {
  const { id, ask, far, state, progress } = info;
  const { looked, hooks, queued, refused } = far;
  const { scope, verdict, hooksPerSecond } = ask;
  return {
    id,
    trackingId: see.id('trk', info.root),
    hook: ask.hook === null ? null : see.id('hok', ask.hook),
    connection: see.connectionId(tenant, info.connection),
    from: timeText(ask.from),
    to: timeText(ask.to),
    scope,
    requestState: ask.state,
    verdict,
    force: ask.isForced,
    takeDuplicates: ask.takesDuplicates,
    hooksPerSecond,
    state,
    plan: viewPlan(info, tenant, see),
    looked,
    hooks,
    queued,
    refused,
    reasons: viewReasons(far.reasons),
    progress: viewProgress(progress),
    endsAt: timeText(info.endsAt),
    createdAt: timeText(info.createdAt),
    updatedAt: timeText(info.updatedAt),
  };
}

function viewPlan({ plan, ask }: ReplayInfo, tenant: number, see: Visibility): ReplayPlanBody {
  const { looked, hooks, counts, deletes, samples } = plan;
  return {
    looked,
    hooks,
    counts,
    deletes,
    samples: samples.map((sample) => ({
      ...sample,
      hook: see.id('hok', sample.hook),
      connection: see.connectionId(tenant, sample.connection),
    })),
    warnings: warningsOf(plan, ask),
  };
}

function warningsOf({ deletes, payloads }: ReplayInfo['plan'], ask: ReplayInfo['ask']): string[] {
  const warnings: string[] = [];
  if (deletes > 0 && ask.isForced)
    warnings.push(`force: ${deletes} deletes are believed without asking the source`);
  if (deletes > 0 && !ask.isForced)
    warnings.push(`${deletes} deletes: each runs only if the source has no such record`);
  if (payloads > 0 && ask.isForced)
    warnings.push(`force: ${payloads} payloads are applied, whatever newer was applied since`);
  if (ask.takesDuplicates) warnings.push('elements whose event had come before are taken again');
  return warnings;
}
