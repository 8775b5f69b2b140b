import { ApiProperty } from '@nestjs/swagger';

import type { ConnectorInfo, WorkersState } from '../registry/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';

class VerificationBody {
  @ApiProperty({ example: 'hmac' })
  kind!: string;

  @ApiProperty({ required: false, description: 'Why its hooks prove nothing, where they do not.' })
  reason?: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Where the proof lies and how it is made: by it, whoever has the secret can sign a hook.',
    example: { kind: 'hmac', header: 'x-signature' },
  })
  scheme!: object;
}

class DeclaredScopeBody {
  @ApiProperty({ example: 'order/updated' })
  name!: string;

  @ApiProperty({ example: 'TRANSACTION' })
  type!: string;

  @ApiProperty({ example: 'UPDATED' })
  action!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ description: 'Whether a new connection begins with it switched on.' })
  enabled!: boolean;

  @ApiProperty({ enum: ['read', 'payload', 'payload-then-read'] })
  source!: string;

  @ApiProperty({ type: String, nullable: true })
  record!: string | null;

  @ApiProperty({ type: String, nullable: true })
  version!: string | null;
}

/** A connector that was not taken. */
export class RefusedConnectorBody {
  @ApiProperty({
    example: 'acme',
    description: 'Its folder, package and version, or the file that names it.',
  })
  from!: string;

  @ApiProperty({ type: [String], description: 'Each with what to do about it.' })
  problems!: readonly string[];
}

/** The last end of a worker that nobody wanted. */
export class WorkerEndBody {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ example: 'it was silent for 5 s' })
  reason!: string;
}

/** How the workers of a connector do. */
export class WorkersBody {
  @ApiProperty({ type: 'integer', description: 'Processes there are now.' })
  processes!: number;

  @ApiProperty({ type: 'integer', description: 'Calls under way in them.' })
  inFlight!: number;

  @ApiProperty({ type: 'integer', description: 'Calls that wait for one.' })
  waiting!: number;

  @ApiProperty({ type: 'integer', description: 'Ends that nobody wanted, since the host started.' })
  ends!: number;

  @ApiProperty({ type: WorkerEndBody, nullable: true })
  lastEnd!: WorkerEndBody | null;

  @ApiProperty({ type: 'integer', description: 'Milliseconds until another is started; 0: at once.' })
  restsMs!: number;
}

export function viewWorkers(state: WorkersState | null): WorkersBody | null {
  if (!state) return null;
  const { processes, inFlight, waiting, deaths: ends, lastDeath, restsMs } = state;
  const lastEnd = lastDeath && { at: timeText(lastDeath.at), reason: lastDeath.reason };
  return { processes, inFlight, waiting, ends, lastEnd, restsMs };
}

/** A connector: what it needs, what it can do. */
export class ConnectorBody {
  @ApiProperty()
  name!: string;

  @ApiProperty()
  version!: string;

  @ApiProperty({ enum: ['code', 'data'] })
  form!: 'code' | 'data';

  @ApiProperty({
    enum: ['inProcess', 'worker'],
    description: 'Where it runs: in the process of the host, or in one of its own.',
  })
  isolation!: 'inProcess' | 'worker';

  @ApiProperty({
    type: 'integer',
    description: "Connections that run on this version: of everybody for the host's own operator.",
  })
  connections!: number;

  @ApiProperty({
    enum: ['repository', 'package', 'folder', 'watched', 'data', 'missing'],
    description:
      'repository: comes with the host. package: from npm, pinned by the configuration. folder: another folder. watched: under development. data: added here. missing: connections are pinned to it, and it is not loaded.',
  })
  source!: string;

  @ApiProperty({
    example: '@acme/hookyard-connector@1.2.0',
    description: 'Its folder, or package and version.',
  })
  from!: string;

  @ApiProperty({ description: 'Every tenant may use it.' })
  shared!: boolean;

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: String, nullable: true })
  urlPath!: string | null;

  @ApiProperty({ type: VerificationBody })
  verification!: VerificationBody;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'Labels by name.' })
  secrets!: Readonly<Record<string, string>>;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: "JSON Schema of a connection's settings.",
  })
  settings!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: [DeclaredScopeBody] })
  scopes!: readonly DeclaredScopeBody[];

  @ApiProperty({ type: [String], description: 'The types of records it declares, or adds fields to.' })
  recordTypes!: readonly string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'What it can do with records, by type.',
    example: { TRANSACTION: ['get', 'create', 'update'] },
  })
  records!: Readonly<Record<string, readonly string[]>>;

  @ApiProperty({ type: [String], description: 'The mapping collections that `"defaults": true` installs.' })
  collections!: readonly string[];
}

export class ConnectorDetailBody extends ConnectorBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'The data form, as `POST /v1/connectors` takes it. Null: it is in code.',
    example: { name: 'acme', version: '1.0.0' },
  })
  definition!: object | null;

  @ApiProperty({
    type: WorkersBody,
    nullable: true,
    description: "For the host's own operator, of one that runs in workers; null otherwise.",
  })
  workers!: WorkersBody | null;
}

export function viewConnector({ isShared, scopes, ...info }: ConnectorInfo): Fields<ConnectorBody> {
  return {
    ...info,
    shared: isShared,
    scopes: scopes.map(({ isEnabled, ...scope }) => ({ ...scope, enabled: isEnabled })),
  };
}
