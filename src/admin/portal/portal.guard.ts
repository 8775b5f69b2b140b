import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
  UseGuards,
  applyDecorators,
  createParamDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { HostError } from '../../errors/index.js';
import type { PortalVisitor } from '../../registry/index.js';
import { REGISTRY, type AdminRegistry } from '../admin-parts.js';
import { bearerOf, keepPace, Open, type Caller } from '../api-key.guard.js';
import { PORTAL_RATES, type PortalRates } from './portal-rates.js';

/** Who came by a link, as the rest of the API knows a caller: one that reaches its own endpoints alone. */
export interface Visitor extends Caller {
  readonly within: PortalVisitor;
}

type VisitedRequest = FastifyRequest & { visitor?: Visitor };

const CALLS_OUT = 'hookyard:calls-out';

/** It makes the host call an address that the visitor chose. */
export const CallsOut = (): MethodDecorator => SetMetadata(CALLS_OUT, true);

export const VisitedBy = createParamDecorator((_data: unknown, context: ExecutionContext): Visitor => {
  const { visitor } = context.switchToHttp().getRequest<VisitedRequest>();
  if (!visitor) throw new HostError('PORTAL_LINK_OVER');
  return visitor;
});

/** Lets in who carries the token of a link that still works. No API key opens it, and the token opens nothing else. */
@Injectable()
export class PortalGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(REGISTRY) private readonly registry: Pick<AdminRegistry, 'portalLinks'>,
    @Inject(PORTAL_RATES) private readonly rates: PortalRates,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<VisitedRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.header('cache-control', 'no-store');
    const token = bearerOf(request.headers.authorization);
    const within = token === null ? null : await this.registry.portalLinks.open(token);
    if (!within) throw new HostError('PORTAL_LINK_OVER', { headers: { 'www-authenticate': 'Bearer' } });
    keepPace(this.rates.calls, within.id, reply);
    if (this.reflector.get<boolean | undefined>(CALLS_OUT, context.getHandler()))
      keepPace(this.rates.callsOut, within.id, reply);
    request.visitor = { keyId: within.id, tenant: within.tenant, role: 'ingest', isSuspended: false, within };
    return true;
  }
}

/** A part of the portal's own API: it is for its page, and no part of the management API's description. */
export const PortalSection = (): ClassDecorator =>
  applyDecorators(ApiExcludeController(), Open(), UseGuards(PortalGuard)) as ClassDecorator;
