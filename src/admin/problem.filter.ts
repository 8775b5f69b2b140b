import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { HostError, isHostError, problemOf, type ErrorCode } from '../errors/index.js';

/** What Nest itself throws, as our codes. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  413: 'BODY_TOO_LARGE',
};

/** Every error of the management API leaves as problem+json; what is no HostError tells nothing but its request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly onUnexpected: (error: unknown, requestId: string) => void) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = hostErrorOf(thrown);
    if (error.code === 'INTERNAL') this.onUnexpected(thrown, request.id);
    const problem = problemOf(error, request.id);
    void reply
      .status(problem.status)
      .headers(error.details.headers ?? {})
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify(problem));
  }
}

function hostErrorOf(thrown: unknown): HostError {
  if (isHostError(thrown)) return thrown;
  const status = statusOf(thrown);
  const code = CODE_OF_STATUS[status];
  if (!code) return new HostError('INTERNAL', {}, { cause: thrown });
  return new HostError(code, thrown instanceof Error ? { detail: thrown.message } : {}, { cause: thrown });
}

/** Nest's exceptions and Fastify's own errors both say a status. */
function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const hasStatus = typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown;
  return hasStatus && typeof thrown.statusCode === 'number' ? thrown.statusCode : 500;
}
