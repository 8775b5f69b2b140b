import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { type Observable, defer, lastValueFrom, map } from 'rxjs';

import { HostError, isHostError } from '../errors/index.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import type { TaggedRequest } from './answer-tags.js';
import type { CalledRequest } from './api-key.guard.js';
import { isUnchanged } from './etags.js';

const MOVING = 'hookyard:moving-fields';
const CHANGES_PARENT = 'hookyard:changes-parent';

/** Fields of a resource that move without a person: they are no reason to refuse a change. */
export const Moving = (...fields: string[]): MethodDecorator => SetMetadata(MOVING, fields);

/** A POST that changes the resource its path hangs below: it takes that resource's tag in `If-Match`. */
export const ChangesParent = (): MethodDecorator => SetMetadata(CHANGES_PARENT, true);

/** Whether an operation compares `If-Match` with what is there. */
export function isConditional(method: string, handler: object): boolean {
  if (method === 'POST') return Reflect.getMetadata(CHANGES_PARENT, handler) === true;
  return method === 'PATCH' || method === 'PUT' || method === 'DELETE';
}

/** In each round another change was committed between the look and the own commit. */
const MOST_ROUNDS = 50;

/**
 * Refuses lost updates, exactly: the version of the configuration is read, then the resource by its own GET, and the
 * commit of the change fails (CHANGED_MEANWHILE) when the version moved since; then it is looked at again.
 */
@Injectable()
export class ConditionalInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly host: HttpAdapterHost,
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<CalledRequest & TaggedRequest>();
    if (request.method === 'GET') return this.noting(context, request, next);
    const { 'if-match': tags, 'if-none-match': none } = request.headers;
    if (tags === undefined && none === undefined) return next.handle();
    if (tags === undefined || none !== undefined || !isConditional(request.method, context.getHandler()))
      throw new HostError('PRECONDITION_UNSUPPORTED');
    return defer(() => this.change(request, tags, next));
  }

  /** What of the answer a change is compared with. */
  private noting(context: ExecutionContext, request: TaggedRequest, next: CallHandler): Observable<unknown> {
    const moving = this.reflector.get<readonly string[] | undefined>(MOVING, context.getHandler());
    if (!moving) return next.handle();
    return next.handle().pipe(
      map((body: Readonly<Record<string, unknown>>) => {
        const state = Object.entries(body).filter(([field]) => !moving.includes(field));
        request.stateText = JSON.stringify(state);
        return body;
      }),
    );
  }

  private async change(request: CalledRequest, tags: string, next: CallHandler): Promise<unknown> {
    for (let round = 1; ; round += 1) {
      const expects = { version: await this.registry.version(), confirm: () => this.confirm(request, tags) };
      await expects.confirm();
      request.caller = request.caller && { ...request.caller, expects };
      try {
        return await lastValueFrom(next.handle(), { defaultValue: undefined });
      } catch (error) {
        if (round === MOST_ROUNDS || !isHostError(error)) throw error;
        if (error.code === 'CHANGED_MEANWHILE') continue;
        // What refused it may be the change of another: then that is what the caller has to know.
        if (error.entry.status === 404 || error.entry.status === 409) await expects.confirm();
        throw error;
      }
    }
  }

  /** Asks for the resource as its caller would; throws PRECONDITION_FAILED when it is not what they read. */
  private async confirm(request: CalledRequest, tags: string): Promise<void> {
    const [path = ''] = request.url.split('?');
    const url = request.method === 'POST' ? path.replace(/\/[^/]*$/, '') : path;
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const { authorization = '' } = request.headers;
    const { statusCode, headers } = await fastify.inject({ method: 'GET', url, headers: { authorization } });
    const isThere = statusCode === 200 && typeof headers.etag === 'string';
    if (isThere && isUnchanged(tags, headers.etag as string)) return;
    const detail = isThere ? `it is ${headers.etag as string} now` : `reading it answers ${statusCode}`;
    throw new HostError('PRECONDITION_FAILED', { subject: url, detail });
  }
}
