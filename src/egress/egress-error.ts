import { HostError, type ErrorCode } from '../errors/index.js';

/** How an outbound call can fail. `forbidden`: the guard refused it; `malformed`: no call could be made of it. */
export type EgressFailureKind =
  | 'forbidden'
  | 'malformed'
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'bad-answer'
  | 'aborted';

export interface EgressFacts {
  readonly subject: string;
  readonly detail: string;
  /** Whether bytes of the request may have reached the other side. */
  readonly wasSent: boolean;
}

const CODES: Partial<Record<EgressFailureKind, ErrorCode>> = {
  forbidden: 'EGRESS_REFUSED',
  malformed: 'BAD_REQUEST',
};

/** A call that brought no answer. `wasSent` decides whether it may simply be made again. */
export class EgressError extends HostError {
  readonly wasSent: boolean;

  constructor(
    readonly kind: EgressFailureKind,
    facts: EgressFacts,
    options?: ErrorOptions,
  ) {
    super(CODES[kind] ?? 'EGRESS_FAILED', { subject: facts.subject, detail: facts.detail }, options);
    this.wasSent = facts.wasSent;
  }
}

const BY_CODE: Readonly<Record<string, EgressFailureKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ENODATA: 'dns',
  ESERVFAIL: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  EADDRNOTAVAIL: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_CLOSED: 'reset',
  UND_ERR_DESTROYED: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_INVALID_ARG: 'malformed',
  UND_ERR_NOT_SUPPORTED: 'malformed',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'malformed',
  UND_ERR_HEADERS_OVERFLOW: 'bad-answer',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'bad-answer',
  ERR_INVALID_CHAR: 'malformed',
  EPROTO: 'tls',
  HTTPParserError: 'bad-answer',
};

const TLS_CODE = /^(ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|CRL_)/;

/** Reads what the client threw by its code, the errors inside an AggregateError (several addresses tried) included. */
export function egressErrorOf(thrown: unknown, subject: string, wasSent: boolean): EgressError {
  if (isEgressError(thrown)) return thrown;
  const code = codeOf(thrown);
  const kind =
    BY_CODE[code] ?? (TLS_CODE.test(code) ? 'tls' : code.startsWith('HPE_') ? 'bad-answer' : 'reset');
  return new EgressError(
    kind,
    { subject, detail: code || 'the connection failed', wasSent },
    { cause: thrown },
  );
}

export function isEgressError(thrown: unknown): thrown is EgressError {
  return thrown instanceof HostError && 'wasSent' in thrown && 'kind' in thrown;
}

/** Parser errors carry a name only. */
function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return '';
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  if ('errors' in thrown && Array.isArray(thrown.errors))
    return thrown.errors.map(codeOf).find(Boolean) ?? '';
  if ('cause' in thrown && thrown.cause !== undefined) return codeOf(thrown.cause);
  return 'name' in thrown && thrown.name === 'HTTPParserError' ? thrown.name : '';
}
