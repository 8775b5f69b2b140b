import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
  applyDecorators,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import { HostError } from '../errors/index.js';
import { TENANCY, type AdminTenancy } from './admin-parts.js';
import type { CalledRequest } from './api-key.guard.js';
import { Fails } from './openapi/operations.js';

const MAKES_REQUESTS = 'hookyard:makes-requests';

/** Requests that nobody sent a hook for: refused while the tenant has as many open as it may. */
export const MakesRequests = (): MethodDecorator =>
  applyDecorators(SetMetadata(MAKES_REQUESTS, true), Fails('TENANT_QUOTA_REACHED'));

/** Hooks wait where a tenant is at its quota of open requests; people are told. */
@Injectable()
export class QuotaGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(TENANCY) private readonly tenancy: AdminTenancy,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (!this.reflector.get<boolean | undefined>(MAKES_REQUESTS, context.getHandler())) return true;
    const { caller } = context.switchToHttp().getRequest<CalledRequest>();
    if (!caller || this.tenancy.openRequests.hasRoom(caller.tenant)) return true;
    throw new HostError('TENANT_QUOTA_REACHED', {
      subject: 'openRequests',
      detail: 'its requests have to come to an end first',
    });
  }
}
