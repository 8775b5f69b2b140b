import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { gateEntryOf } from '../gate/index.js';
import type { GatedRequest, VerdictRow } from '../flow/index.js';
import type { Rehearsed } from '../receive/index.js';
import type { Trial } from '../registry/index.js';
import type { ReadField } from '../resolve/index.js';
import type { Fields } from './fields.js';
import type { Rehearsal } from './rehearsal.js';

/** A value shown is as long as this, as JSON: people read them. */
const MOST_CHARACTERS = 4_096;

/** Any JSON. */
const ANYTHING: {
  oneOf: { type: string; additionalProperties?: boolean; items?: object }[];
  nullable: true;
} = {
  nullable: true,
  oneOf: [
    { type: 'object', additionalProperties: true },
    { type: 'array', items: {} },
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
  ],
};

/** Whether the request would be taken for genuine. */
export class PlaygroundProofBody {
  @ApiProperty({ enum: ['verified', 'skipped', 'refused', 'handshake'] })
  result!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is refused.' })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'hmac-sha256' })
  scheme!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The secret that verified it.' })
  secretId!: string | null;
}

/** What its sender would get. */
export class PlaygroundAnswerBody {
  @ApiProperty({ type: 'integer', example: 200 })
  status!: number;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  headers!: Readonly<Record<string, string>>;

  @ApiProperty({ type: String, nullable: true })
  body!: string | null;
}

/** What a field definition or expression yielded. */
export class PlaygroundFieldBody {
  @ApiProperty({ example: 'element.external-id', description: 'The rule it is read by, or `AuthToken`.' })
  field!: string;

  @ApiPropertyOptional({ ...ANYTHING, description: 'What it retrieved before its expression.' })
  retrieved?: unknown;

  @ApiPropertyOptional({ ...ANYTHING, description: 'Absent where it failed or found nothing.' })
  value?: unknown;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Why it failed.' })
  problem?: Readonly<Record<string, unknown>>;
}

export class PlaygroundElementBody {
  @ApiProperty({ type: 'integer', description: 'Its place in the body, from 0.' })
  element!: number;

  @ApiProperty({ ...ANYTHING, description: 'A value too long to be shown is cut text.' })
  value!: unknown;

  @ApiProperty({ type: [PlaygroundFieldBody] })
  fields!: PlaygroundFieldBody[];
}

/** What would run the request. */
export class PlaygroundHandlerBody {
  @ApiProperty({ description: "The connector's `handlePrerequisite` is asked first." })
  prerequisite!: boolean;

  @ApiProperty({
    enum: ['read', 'payload', 'payload-then-read'],
    description: 'Where the record comes from.',
  })
  source!: string;

  @ApiProperty({
    type: [String],
    description: 'Mapping collections in their order: the first whose filter holds.',
  })
  collections!: string[];

  @ApiProperty({ type: String, nullable: true, enum: ['off', 'unlink', 'update', 'delete'] })
  guard!: string | null;

  @ApiProperty({
    enum: ['record', 'type', 'never'],
    description: 'How it folds into an earlier open request.',
  })
  coalesce!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: "The child's scope, where it became its parent's.",
  })
  childScope!: string | null;
}

/** A request that would be queued. */
export class PlaygroundRequestedBody {
  @ApiProperty({ type: 'integer' })
  element!: number;

  @ApiProperty({ example: 'order/updated' })
  scope!: string;

  @ApiProperty({ example: 'TRANSACTION' })
  type!: string;

  @ApiProperty({ example: 'UPDATED' })
  action!: string;

  @ApiProperty({ example: '1001' })
  externalId!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ enum: ['queued', 'held', 'held-aside'] })
  state!: string;

  @ApiProperty({ type: String, nullable: true })
  heldFor!: string | null;

  @ApiProperty({ type: [String], description: 'The rules it passed, in order.' })
  passed!: readonly string[];

  @ApiProperty({ type: PlaygroundHandlerBody })
  handler!: PlaygroundHandlerBody;
}

/** Why an element would become no request. */
export class PlaygroundVerdictBody {
  @ApiProperty({ type: 'integer' })
  element!: number;

  @ApiProperty({ example: 'disabled-scope' })
  verdict!: string;

  @ApiProperty({ example: 'scope.enabled' })
  rule!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  facts!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: String, nullable: true })
  scope!: string | null;

  @ApiProperty({ type: String, nullable: true })
  type!: string | null;

  @ApiProperty({ type: String, nullable: true })
  externalId!: string | null;
}

export class PlaygroundFileBody {
  @ApiProperty({ example: 'order-updated.fixture.json' })
  name!: string;

  @ApiProperty({ enum: ['utf8', 'base64'] })
  encoding!: 'utf8' | 'base64';

  @ApiProperty()
  content!: string;
}

export class PlaygroundBody {
  @ApiProperty({ type: PlaygroundProofBody })
  proof!: PlaygroundProofBody;

  @ApiProperty({ type: PlaygroundAnswerBody })
  answer!: PlaygroundAnswerBody;

  @ApiProperty({ ...ANYTHING, description: 'The body as it was read, before it was split.' })
  decoded!: unknown;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'How many elements it has; the first 100 are shown.',
  })
  elementCount!: number | null;

  @ApiProperty({ type: [PlaygroundElementBody] })
  elements!: PlaygroundElementBody[];

  @ApiProperty({ type: [PlaygroundRequestedBody] })
  requests!: PlaygroundRequestedBody[];

  @ApiProperty({ type: [PlaygroundVerdictBody] })
  verdicts!: PlaygroundVerdictBody[];

  @ApiProperty({
    type: [PlaygroundFileBody],
    nullable: true,
    description: "With `save`: the files to put into the connector's `fixtures/`.",
  })
  fixture!: PlaygroundFileBody[] | null;
}

export function viewRehearsal(
  rehearsal: Rehearsal,
  trial: Trial,
  files: PlaygroundFileBody[] | null,
): PlaygroundBody {
  const { received, count, decoded, elements, requests, verdicts } = rehearsal;
  return {
    proof: viewProof(received),
    answer: viewAnswer(received),
    decoded: shown(decoded) ?? null,
    elementCount: count,
    elements: elements.map(({ index, value, fields }) => ({
      element: index,
      value: shown(value) ?? null,
      fields: fields.map(viewField),
    })),
    requests: requests.map((request) => viewRequest(request, trial)),
    verdicts: verdicts.map(viewVerdictRow),
    fixture: files,
  };
}

function viewProof(received: Rehearsed): Fields<PlaygroundProofBody> {
  if (received.kind !== 'taken') {
    const reason = received.kind === 'refused' ? received.reason : null;
    return { result: received.kind, reason, scheme: null, secretId: null };
  }
  const { scheme, secretId } = received.hook.head;
  return { result: received.isBelieved ? 'skipped' : 'verified', reason: null, scheme, secretId };
}

function viewAnswer(received: Rehearsed): Fields<PlaygroundAnswerBody> {
  if (received.kind === 'refused') return { status: received.status, headers: {}, body: null };
  const { status, headers, body } = received.answer;
  return { status, headers, body: body ?? null };
}

function viewField({ field, problem, ...read }: ReadField): Fields<PlaygroundFieldBody> {
  return {
    field,
    ...('retrieved' in read ? { retrieved: shown(read.retrieved) ?? null } : {}),
    ...(read.value === undefined ? {} : { value: shown(read.value) }),
    ...(problem ? { problem } : {}),
  };
}

function viewRequest(request: GatedRequest, { view }: Trial): PlaygroundRequestedBody {
  const { element, scope, type, action, recordId, mode, state, heldCode, trail, coalesce, child } = request;
  const known = view.scopes.TO.get(scope);
  const { definition } = view.connector;
  return {
    element,
    scope,
    type,
    action,
    externalId: recordId,
    mode,
    state,
    heldFor: heldCode,
    passed: gateEntryOf(trail)?.passed ?? [],
    handler: {
      prerequisite: definition.handlePrerequisite !== undefined,
      source: known?.source ?? 'read',
      collections: view.collections
        .filter((one) => one.definition.direction === 'TO' && one.definition.type === type)
        .map((one) => one.definition.name),
      guard: action === 'DELETED' ? (known?.guard ?? 'off') : null,
      coalesce,
      childScope: child?.scope ?? null,
    },
  };
}

function viewVerdictRow({ element, scope, type, recordId, ruling }: VerdictRow): PlaygroundVerdictBody {
  const { verdict, rule, facts } = ruling;
  return { element, verdict, rule, facts, scope, type, externalId: recordId };
}

/** The value, or the beginning of it as text where it is long. */
function shown(value: unknown): unknown {
  const text = JSON.stringify(value);
  if (text === undefined || text.length <= MOST_CHARACTERS) return value;
  return `${text.slice(0, MOST_CHARACTERS)}… (${text.length} characters)`;
}
