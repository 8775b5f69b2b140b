import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { HostError, type ErrorCode } from '../errors/index.js';
import { type ErrorListener, hostErrorOf, sendProblem } from '../http/index.js';
import { KeptAnswerAgain } from './kept-answers.js';

/** What Nest itself throws, as our codes. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
};

/** Every error of the management API leaves as problem+json; what is the host's own fault tells only its request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly onError: ErrorListener) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (thrown instanceof KeptAnswerAgain) return thrown.send(reply);
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const error = hostErrorOf(thrown instanceof HttpException ? inOurCodes(thrown) : thrown);
    if (error.entry.level === 'error') this.onError(thrown, request.id);
    sendProblem(error, request, reply);
  }
}

function inOurCodes(thrown: HttpException): unknown {
  const code = CODE_OF_STATUS[thrown.getStatus()];
  return code ? new HostError(code, { detail: thrown.message }, { cause: thrown }) : thrown;
}
