import { ERROR_CODES, type ErrorCode } from '../../errors/index.js';
import type { OperationFacts } from './operations.js';

/** What may happen to any call. */
const ANYWHERE: readonly ErrorCode[] = [
  'VALIDATION_FAILED',
  'URL_MALFORMED',
  'INTERNAL',
  'STORE_UNAVAILABLE',
  'STARTING',
];
const WITH_KEY: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'API_RATE_LIMITED'];
const WITH_BODY: readonly ErrorCode[] = [
  'BAD_REQUEST',
  'JSON_INVALID',
  'JSON_TOO_DEEP',
  'BODY_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
];
const CHANGING: readonly ErrorCode[] = [
  'TENANT_SUSPENDED',
  'CONFLICT',
  'PRECONDITION_UNSUPPORTED',
  'COMMIT_UNKNOWN',
];
const CONDITIONAL: readonly ErrorCode[] = ['PRECONDITION_FAILED', 'CHANGED_MEANWHILE'];
const KEYED: readonly ErrorCode[] = [
  'IDEMPOTENCY_KEY_INVALID',
  'IDEMPOTENCY_KEY_REUSED',
  'IDEMPOTENCY_IN_PROGRESS',
  'IDEMPOTENCY_OUTCOME_UNKNOWN',
  'IDEMPOTENCY_ANSWER_NOT_KEPT',
  'IDEMPOTENCY_KEYS_TOO_MANY',
];

export interface Takes {
  readonly isOpen: boolean;
  readonly isChange: boolean;
  readonly body: boolean;
  /** Whether it may name something that is not there. */
  readonly names: boolean;
  readonly isList: boolean;
}

/** Every code an operation may answer, by status. */
export function codesOf(facts: OperationFacts, takes: Takes): ReadonlyMap<number, readonly ErrorCode[]> {
  const codes = new Set<ErrorCode>([
    ...ANYWHERE,
    ...(takes.isOpen ? [] : WITH_KEY),
    ...(takes.names ? (['NOT_FOUND'] as const) : []),
    ...(takes.isList ? (['CURSOR_MISMATCH'] as const) : []),
    // What sends a body where none is wanted is told what is wrong with the body first.
    ...(takes.body || takes.isChange ? WITH_BODY : []),
    ...(takes.isChange ? CHANGING : []),
    ...(facts.isConditional ? CONDITIONAL : []),
    ...(facts.isKeyed ? KEYED : []),
    ...facts.fails,
  ]);
  const sorted = [...codes].toSorted((a, b) => ERROR_CODES[a].status - ERROR_CODES[b].status);
  return Map.groupBy(sorted, (code) => ERROR_CODES[code].status);
}

/** Answers of problems, each told once, however many operations give it. */
export class ProblemResponses {
  readonly all: Record<string, object> = {};
  private readonly names = new Map<string, string>();

  of(byStatus: ReadonlyMap<number, readonly ErrorCode[]>): Record<string, object> {
    return Object.fromEntries(
      [...byStatus].map(([status, codes]) => [String(status), { $ref: this.refOf(status, codes) }]),
    );
  }

  private refOf(status: number, codes: readonly ErrorCode[]): string {
    const key = codes.join(' ');
    const name = this.names.get(key) ?? `Problem${status}_${this.countOf(status) + 1}`;
    this.names.set(key, name);
    this.all[name] ??= problemResponse(status, codes);
    return `#/components/responses/${name}`;
  }

  private countOf(status: number): number {
    return Object.keys(this.all).filter((name) => name.startsWith(`Problem${status}_`)).length;
  }
}

function problemResponse(status: number, codes: readonly ErrorCode[]): object {
  const [first] = codes as readonly [ErrorCode];
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/ProblemBody' },
      { type: 'object', properties: { status: { const: status }, code: { enum: codes } } },
    ],
  };
  const { meaning, remedy } = ERROR_CODES[first];
  const example = {
    type: `https://hookyard.dev/errors/${first}`,
    title: meaning,
    status,
    code: first,
    remedy,
    requestId: 'req-1',
  };
  const description = codes.map((code) => `\`${code}\`: ${ERROR_CODES[code].meaning}.`).join(' ');
  const wait = { 'Retry-After': { schema: { type: 'string' }, description: 'Seconds.' } };
  return {
    description,
    ...(status === 429 || status === 503 ? { headers: wait } : {}),
    content: { 'application/problem+json': { schema, example } },
  };
}
