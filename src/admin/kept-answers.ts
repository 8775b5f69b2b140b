import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { ERROR_CODES, ignore, type ErrorCode } from '../errors/index.js';
import type { KeptAnswer, RunningCall } from '../registry/index.js';

/** A POST whose answer is kept for repeats of it. */
export type KeyedRequest = FastifyRequest & { runningCall?: RunningCall };

/** Thrown where a call was answered before: it ends here, with that answer. */
export class KeptAnswerAgain extends Error {
  constructor(private readonly answer: KeptAnswer) {
    super('answered before');
  }

  send(reply: FastifyReply): void {
    const { status, headers, body } = this.answer;
    void reply.code(status).headers(headers).header('idempotency-replayed', 'true').send(body);
  }
}

/** What of an answer says something when it is given again. */
const KEPT_HEADERS = ['content-type', 'location', 'retry-after'];
const UNKNOWN_OUTCOMES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['COMMIT_UNKNOWN', 'INTERNAL']);

/**
 * Keeps answers as they leave, errors too: whoever gets one later gets the same bytes. Where nothing was done and the
 * same call may succeed later, the key is given back instead.
 */
export function keepAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const { runningCall } = request as KeyedRequest;
    if (!runningCall) return payload;
    try {
      const answer = answerOf(reply, payload);
      const code = answer && codeOf(answer);
      if (code && UNKNOWN_OUTCOMES.has(code)) await runningCall.abandon();
      else if (code && ERROR_CODES[code].retryable) await runningCall.release();
      else await runningCall.keep(answer);
    } catch (error) {
      ignore(error, 'the caller has its answer; a repeat of the call hears that its outcome is unknown');
    }
    return payload;
  });
}

function answerOf(reply: FastifyReply, payload: unknown): KeptAnswer | null {
  if (payload !== null && payload !== undefined && typeof payload !== 'string') return null;
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return { status: reply.statusCode, headers: Object.fromEntries(headers), body: payload ?? '' };
}

function codeOf({ status, body }: KeptAnswer): ErrorCode | undefined {
  if (status < 400) return undefined;
  const { code } = JSON.parse(body) as { code?: string };
  return code !== undefined && code in ERROR_CODES ? (code as ErrorCode) : undefined;
}
