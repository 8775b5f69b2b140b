import { Described, type ApiDocument } from '../kit/described.js';
import type { Outgoing } from './planned.js';
import type { Exchange, WireAnswer } from './wire.js';

/** What is wrong with an answer; the kind tells whether another finding is the same. */
export interface Finding {
  readonly kind: string;
  readonly text: string;
}

/**
 * Answers of 500 and above that are no fault: the partner's system did not give what was asked for, what a hook brings
 * about was not over in time, or the host is at a limit that its description names.
 */
export const EXPECTED_5XX: ReadonlySet<string> = new Set([
  'RECORD_UNREADABLE',
  'EGRESS_FAILED',
  'REPLY_LATE',
  'EXPRESSION_UNAVAILABLE',
]);

/** What may be said to any request, before anybody knows which operation it is for. */
const OF_THE_SERVER: ReadonlySet<string> = new Set([
  'HTTP_MALFORMED',
  'HEADERS_TOO_LARGE',
  'URL_MALFORMED',
  'REQUEST_TIMEOUT',
  'BODY_TOO_LARGE',
]);

interface Problem {
  readonly code?: string;
  readonly status?: number;
}

/** Holds what comes back to what the host promises of any answer, and to its description. */
export class Judge {
  private readonly described: Described;

  constructor(document: ApiDocument) {
    this.described = new Described(document);
  }

  operations(): ReturnType<Described['operations']> {
    return this.described.operations();
  }

  finding(sent: Outgoing, { answers, end, before }: Exchange): Finding | null {
    const behind = before
      ? `, behind ${Buffer.concat(before.chunks).subarray(0, 2_000).toString('latin1')}`
      : '';
    if (end === 'silent' && !sent.isOpenEnded)
      return { kind: `silent ${sent.name}`, text: `no answer${behind}` };
    if (end === 'closed' && !sent.isOpenEnded && answers.length === 0)
      return { kind: `${sent.name} closed`, text: 'the connection was closed without an answer' };
    for (const answer of answers) {
      const wrong = this.whyWrong(sent, answer);
      if (wrong) return wrong;
    }
    return null;
  }

  private whyWrong(sent: Outgoing, answer: WireAnswer): Finding | null {
    const { status, body } = answer;
    const type = answer.headers['content-type'] ?? '';
    const json = type.includes('json') ? parsed(body) : body.toString();
    const what =
      whyNoPromise(sent, { status, type, json }) ?? this.whyUndescribed(sent, { status, type, json });
    if (what === null) return null;
    const told = `${status} ${type} ${body.subarray(0, 600).toString()}`;
    return { kind: `${sent.name} ${status} ${what}`, text: `${what}: ${told}` };
  }

  private whyUndescribed({ name, method, url, isHead, isOpenEnded }: Outgoing, told: Told): string | null {
    const isOurs = isOpenEnded || isHead || name.startsWith('hook') || OF_THE_SERVER.has(codeOf(told));
    if (isOurs || told.status === 304 || this.described.nameOf(method, url) === undefined) return null;
    const { status, type, json } = told;
    const outside = this.described.whyWrong(method, url, { status, type, body: json ?? '' });
    return outside?.slice(0, 160) ?? null;
  }
}

interface Told {
  readonly status: number;
  readonly type: string;
  readonly json: unknown;
}

/** What every answer must be, whatever it answers. */
function whyNoPromise({ isHead }: Outgoing, told: Told): string | null {
  const { status, type, json } = told;
  const code = codeOf(told);
  if (status >= 500 && !EXPECTED_5XX.has(code)) return `a 5xx ${code}`;
  if (isHead || status < 400) return null;
  if (!type.startsWith('application/problem+json')) return 'no problem';
  return (json as Problem | undefined)?.status === status && code !== ''
    ? null
    : 'a problem without code or status';
}

function codeOf({ json }: Told): string {
  return (json as Problem | null | undefined)?.code ?? '';
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
