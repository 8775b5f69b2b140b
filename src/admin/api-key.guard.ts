import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
  createParamDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

import { HostError } from '../errors/index.js';
import { ROLES, type Role } from '../registry/index.js';

/** Who calls: the key's name for the audit trail, its tenant for every query, its role for every act. */
export interface Caller {
  readonly keyId: string;
  readonly tenant: number;
  readonly role: Role;
}

/** Finds the caller of an API key; null for a key that is unknown, removed or past its date. */
export interface ApiKeys {
  callerOf(key: string): Promise<Caller | null>;
}

export const API_KEYS = Symbol('ApiKeys');

const NEEDED_ROLE = 'hookyard:needed-role';
const IS_OPEN = 'hookyard:is-open';

/** The least role an operation takes. Without it: viewer. */
export const Needs = (role: Role): MethodDecorator & ClassDecorator => SetMetadata(NEEDED_ROLE, role);

/** An operation without a key: health, metrics, the API's own description. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(IS_OPEN, true);

type CalledRequest = FastifyRequest & { caller?: Caller };

/** The caller the guard let in. */
export const CalledBy = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new HostError('UNAUTHENTICATED');
  return caller;
});

/** Lets in who carries a valid key whose role is enough. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(API_KEYS) private readonly keys: ApiKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(IS_OPEN, places)) return true;
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const key = bearerOf(request.headers.authorization);
    const caller = key === null ? null : await this.keys.callerOf(key);
    if (!caller) throw new HostError('UNAUTHENTICATED', { headers: { 'www-authenticate': 'Bearer' } });
    const needed = this.reflector.getAllAndOverride<Role | undefined>(NEEDED_ROLE, places) ?? 'viewer';
    if (ROLES.indexOf(caller.role) > ROLES.indexOf(needed)) {
      throw new HostError('FORBIDDEN', { detail: `the key's role is ${caller.role}, ${needed} is needed` });
    }
    request.caller = caller;
    return true;
  }
}

function bearerOf(header: string | undefined): string | null {
  const found = /^Bearer +(\S{16,200})$/i.exec(header ?? '');
  return found?.[1] ?? null;
}
