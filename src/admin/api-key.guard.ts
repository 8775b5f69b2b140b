import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
  applyDecorators,
  createParamDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { HostError } from '../errors/index.js';
import { mayCall, type PortalBounds, type Role } from '../registry/index.js';
import { BURST_SECONDS, KEY_RATES, KeyRates } from './key-rates.js';

/** Who calls: the key's name for the audit trail, its tenant for every query, its role for every act. */
export interface Caller {
  readonly keyId: string;
  readonly tenant: number;
  readonly role: Role;
  /** Its tenant is suspended: it may look, and change nothing. */
  readonly isSuspended: boolean;
  /** Whoever came by a link of the portal reaches these endpoints alone. */
  readonly within?: PortalBounds;
  /** Given with `If-Match`: what the change must find as it was read. */
  readonly expects?: Expectation;
}

/** What was read before a change. Configuration is compared by its version, everything else by looking again. */
export interface Expectation {
  readonly version: number;
  /**
   * Looks again, and throws PRECONDITION_FAILED when it is another. A change that is compared with a row of its own
   * calls it between its read of the row and its commit.
   */
  confirm(): Promise<void>;
}

/** Finds the caller of an API key; null for a key that is unknown, removed or past its date. */
export interface ApiKeys {
  callerOf(key: string): Promise<Caller | null>;
}

export const API_KEYS = Symbol('ApiKeys');

/** Where the description of an operation says which role it needs. */
export const ROLE_EXTENSION = 'x-hookyard-role';
export const DEFAULT_ROLE: Role = 'viewer';

const NEEDED_ROLE = 'hookyard:needed-role';
const IS_OPEN = 'hookyard:is-open';

/** The role an operation needs, or one of several; its description says it too. Without it: viewer. */
export const Needs = (...roles: [Role, ...Role[]]): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(NEEDED_ROLE, roles), ApiExtension(ROLE_EXTENSION, roles.join(' or ')));

/** An operation without a key: health, metrics, the API's own description. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(IS_OPEN, true);

/** Whether who may call is said at an operation or its controller. */
export function namesItsRole(places: readonly object[]): boolean {
  return places.some(
    (place) => Reflect.hasMetadata(NEEDED_ROLE, place) || Reflect.hasMetadata(IS_OPEN, place),
  );
}

export type CalledRequest = FastifyRequest & { caller?: Caller };

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
    @Inject(KEY_RATES) private readonly rates: KeyRates,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(IS_OPEN, places)) return true;
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const key = bearerOf(request.headers.authorization);
    const caller = key === null ? null : await this.keys.callerOf(key);
    if (!caller) throw new HostError('UNAUTHENTICATED', { headers: { 'www-authenticate': 'Bearer' } });
    keepPace(this.rates, caller.keyId, context.switchToHttp().getResponse<FastifyReply>());
    const needed = this.reflector.getAllAndOverride<Role[] | undefined>(NEEDED_ROLE, places) ?? [
      DEFAULT_ROLE,
    ];
    if (!needed.some((role) => mayCall(caller.role, role))) {
      const detail = `the key's role is ${caller.role}, ${needed.join(' or ')} is needed`;
      throw new HostError('FORBIDDEN', { detail });
    }
    if (caller.isSuspended && request.method !== 'GET') throw new HostError('TENANT_SUSPENDED');
    request.caller = caller;
    return true;
  }
}

/** Every answer says what is left (draft-ietf-httpapi-ratelimit-headers); a call too many is refused. */
export function keepPace(rates: KeyRates, keyId: string, reply: FastifyReply): void {
  const pace = rates.take(keyId);
  if (!pace) return;
  void reply.header('ratelimit-policy', `"key";q=${pace.most};w=${BURST_SECONDS}`);
  void reply.header('ratelimit', `"key";r=${pace.left};t=${pace.fullInSeconds}`);
  if (pace.waitSeconds === 0) return;
  throw new HostError('API_RATE_LIMITED', { headers: { 'retry-after': String(pace.waitSeconds) } });
}

/** The key of an `Authorization` header. */
export function bearerOf(header: string | undefined): string | null {
  const found = /^Bearer +(\S{16,200})$/i.exec(header ?? '');
  return found?.[1] ?? null;
}
