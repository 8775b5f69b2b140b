import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { FastifyRequest } from 'fastify';

import { HostError } from '../errors/index.js';

/** `RouteParamtypes.QUERY` of Nest. */
const QUERY = '4:';

/** An operation that takes no query refuses one; those that take some name what they take in a DTO. No URL holds a NUL. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { url, query } = context.switchToHttp().getRequest<FastifyRequest>();
    // No id and no name holds one, and PostgreSQL takes no text that does.
    if (url.includes('%00')) throw new HostError('URL_MALFORMED', { detail: 'it holds a NUL character' });
    const names = Object.keys(query as object);
    if (names.length === 0 || takesQuery(context)) return true;
    const errors = names.map((field) => ({ field, message: 'is no parameter of this operation' }));
    throw new HostError('VALIDATION_FAILED', { detail: `it takes no query: ${names.join(', ')}`, errors });
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const { name } = context.getHandler();
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), name) ?? {}) as object;
  return Object.keys(parameters).some((key) => key.startsWith(QUERY));
}
