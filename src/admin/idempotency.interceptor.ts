import { createHash } from 'node:crypto';

import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { type Observable, defer, mergeMap } from 'rxjs';

import { HostError } from '../errors/index.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import type { CalledRequest } from './api-key.guard.js';
import { KeptAnswerAgain, type KeyedRequest } from './kept-answers.js';

const OWN_KEYS = 'hookyard:own-idempotency-keys';

/** An operation that does more with its key than answer again. */
export const OwnIdempotencyKeys = (): MethodDecorator => SetMetadata(OWN_KEYS, true);

export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** Whether a repeat of a call with its key is answered without being done again. */
export function isKeyed(method: string, handler: object): boolean {
  return method === 'POST' && Reflect.getMetadata(OWN_KEYS, handler) !== true;
}

/** Reserves the key of a POST before anything is done. What it is answered is kept as it is sent. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<CalledRequest & KeyedRequest>();
    const key = request.headers['idempotency-key'];
    const { caller } = request;
    if (key === undefined || !caller || !isKeyed(request.method, context.getHandler())) return next.handle();
    if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) throw new HostError('IDEMPOTENCY_KEY_INVALID');
    const fingerprint = fingerprintOf(request, caller.keyId);
    return defer(() => this.registry.idempotency.begin({ tenant: caller.tenant, key, fingerprint })).pipe(
      mergeMap((begun) => {
        if ('status' in begun) throw new KeptAnswerAgain(begun);
        request.runningCall = begun;
        return next.handle();
      }),
    );
  }
}

function fingerprintOf({ method, url, body, headers }: CalledRequest, keyId: string): string {
  const call = JSON.stringify([method, url, body ?? null, keyId, headers['if-match'] ?? null]);
  return createHash('sha256').update(call).digest('base64url');
}
