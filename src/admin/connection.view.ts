import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import { CHECK_ENDS } from '../flow/index.js';
import {
  FAILING_REASONS,
  HOOK_REGISTRATIONS,
  STATE_REASONS,
  type CheckInfo,
  type ConnectionInfo,
  type GrantInfo,
} from '../registry/index.js';
import { dueTime } from '../schedule/index.js';
import type { Fields } from './fields.js';
import { SecretBody, viewSecrets, type SecretBodies } from './secret.view.js';
import { CallLimitsBody } from './call-limit.dto.js';
import { timeText } from './times.js';

class KeyBody {
  @ApiProperty({ description: "The key's first characters." })
  hint!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  notAfter!: string | null;
}

class RetryPolicyBody {
  @ApiProperty({ example: 'standard' })
  name!: string;

  @ApiProperty({
    type: [Number],
    description: 'Seconds before each further try, ±20 %; after the last the request is parked.',
  })
  waits!: readonly number[];
}

/** Why a connection needs authorization, or fails. */
class StateReasonBody {
  @ApiProperty({ enum: [...Object.keys(STATE_REASONS), ...Object.keys(FAILING_REASONS)] })
  code!: string;

  @ApiProperty()
  message!: string;
}

/** What a connection's check came to. */
class CheckBody {
  @ApiProperty({ format: 'date-time', description: 'When it ended.' })
  at!: string;

  @ApiProperty({ description: 'Whether the connection works.' })
  ok!: boolean;

  @ApiProperty({
    enum: CHECK_ENDS,
    description:
      'failed: it says that the connection does not work; refused: its credentials are not taken; unanswered: the system did not say.',
  })
  end!: string;

  @ApiProperty({ type: String, nullable: true, description: 'How it failed, where it did not answer.' })
  failure!: string | null;

  @ApiProperty({ type: String, nullable: true, maxLength: 500, description: 'In its own words.' })
  message!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    maxLength: 200,
    description: 'The external account the credentials belong to, as it was said last.',
  })
  account!: string | null;

  @ApiProperty({ type: 'integer' })
  tookMs!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is asked again; null: when something changes.',
  })
  nextAt!: string | null;
}

/** What the system granted: never a token. */
class GrantBody {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The external account, where the system says it.',
  })
  account!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As the system answered them.' })
  scopes!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a person granted it; null: the app has it itself.',
  })
  grantedAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'The end of the present access token, which is renewed before; null: the system does not say.',
  })
  expiresAt!: string | null;
}

/** A configured instance of a connector: no secret, no key. */
@ApiExtraModels(SecretBody)
export class ConnectionBody {
  @ApiProperty({ example: 'con_…' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  connector!: string;

  @ApiProperty()
  connectorVersion!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({
    enum: ['active', 'paused', 'needs_authorization', 'failing', 'unavailable', 'disabled'],
    description: 'unavailable: its connector is not loaded; hooks are kept, and wait.',
  })
  state!: string;

  @ApiProperty({
    type: StateReasonBody,
    nullable: true,
    description: 'Where it needs authorization or fails.',
  })
  reason!: StateReasonBody | null;

  @ApiProperty({ type: String, nullable: true })
  account!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  settings!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: 'integer', description: 'Hooks a second at its own address; 0: no limit.' })
  ratePerSecond!: number;

  @ApiProperty({ type: RetryPolicyBody })
  retryPolicy!: RetryPolicyBody;

  @ApiProperty({
    type: CallLimitsBody,
    nullable: true,
    description: 'As set; `GET …/budgets` shows what is in force.',
  })
  limits!: CallLimitsBody | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: getSchemaPath(SecretBody) } },
    description: 'Which values there are, by name; never the values.',
  })
  secrets!: SecretBodies;

  @ApiProperty({
    type: GrantBody,
    nullable: true,
    description: 'The access it was granted by OAuth 2.0; null: none.',
  })
  authorization!: GrantBody | null;

  @ApiProperty({
    type: CheckBody,
    nullable: true,
    description: 'What its check came to last; null: it was not made yet, or its connector has none.',
  })
  check!: CheckBody | null;

  @ApiProperty({ type: [KeyBody] })
  keys!: readonly KeyBody[];

  @ApiProperty({
    enum: HOOK_REGISTRATIONS,
    description:
      'Who registers its hooks at its system: the connector cannot, a person does, the host does, or the host tries and something fails. `GET …/subscriptions` says more.',
  })
  subscriptions!: string;

  @ApiProperty({
    type: [String],
    description:
      'What is missing for its hooks and polls to bring anything: its connector, a list, a scope of what they find.',
  })
  warnings!: readonly string[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** A key of a connection's own address. It is shown this once. */
export class NewKeyBody {
  @ApiProperty({ example: 'hk_…' })
  key!: string;

  @ApiProperty({ description: 'Where the sender calls.' })
  hookUrl!: string;
}

/** A connection just made, with its key, shown this once. */
export class NewConnectionAnswer extends ConnectionBody {
  @ApiProperty({ example: 'hk_…' })
  key!: string;

  @ApiProperty({ description: 'Where the sender calls.' })
  hookUrl!: string;
}

export function viewConnection(info: ConnectionInfo): Fields<ConnectionBody> {
  const {
    id,
    name,
    connector,
    connectorVersion,
    mode,
    state,
    account,
    settings,
    ratePerSecond,
    retryPolicy,
    limits,
  } = info;
  return {
    id,
    name,
    connector,
    connectorVersion,
    mode,
    state,
    account,
    settings,
    ratePerSecond,
    limits,
    retryPolicy: { name: retryPolicy.name, waits: retryPolicy.waits.map((wait) => wait / 1_000) },
    reason: reasonOf(info),
    check: info.check && viewCheck(info.check),
    authorization: info.grant && viewGrant(info.grant),
    secrets: viewSecrets(info.secrets),
    keys: info.keys.map(({ hint, createdAt, notAfter }) => ({
      hint,
      createdAt: timeText(createdAt),
      notAfter: timeText(notAfter),
    })),
    subscriptions: info.subscriptions,
    warnings: info.warnings,
    createdAt: timeText(info.createdAt),
    updatedAt: timeText(info.updatedAt),
  };
}

function reasonOf({ stateReason, failing }: ConnectionInfo): Fields<StateReasonBody> | null {
  if (stateReason) return { code: stateReason, message: STATE_REASONS[stateReason] };
  return failing && { code: failing.code, message: failing.message };
}

function viewCheck({ at, end, failure, message, account, tookMs, dueAt }: CheckInfo): Fields<CheckBody> {
  const nextAt = timeText(dueTime(dueAt));
  return { at: timeText(at), ok: end === 'ok', end, failure, message, account, tookMs, nextAt };
}

function viewGrant({ account, scopes, grantedAt, expiresAt }: GrantInfo): Fields<GrantBody> {
  return { account, scopes, grantedAt: timeText(grantedAt), expiresAt: timeText(expiresAt) };
}
