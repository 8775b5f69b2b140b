import type { DirectorySource } from '../registry/index.js';
import type { OpenRequests } from '../tenancy/index.js';
import type { ResolvingOptions } from './resolving.js';

/**
 * Hooks of tenants that have as many requests open as they may wait; without quotas nothing is looked up. So do hooks
 * whose connector is not loaded: only its code says what they mean.
 */
export class RoomToResolve implements Pick<ResolvingOptions, 'mayResolve' | 'waiting' | 'elsewhere'> {
  constructor(
    private readonly directory: DirectorySource,
    private readonly openRequests: Pick<OpenRequests, 'added' | 'full' | 'hasRoom'>,
  ) {}

  mayResolve(owner: number): boolean {
    if (this.directory.current().unavailable.has(owner)) return false;
    const tenant = this.tenantWithQuotas(owner);
    return tenant === undefined || this.openRequests.hasRoom(tenant);
  }

  waiting(): number {
    const current = this.directory.current();
    const full = current.quotas().size === 0 ? null : this.openRequests.full();
    const ofFull =
      full && full.size > 0 ? current.queues().filter(({ tenant }) => full.has(tenant)).length : 0;
    return ofFull + current.unavailable.size;
  }

  elsewhere(): ReadonlyMap<number, string> {
    return this.directory.current().elsewhere;
  }

  resolved(owner: number, requests: number): void {
    const tenant = this.tenantWithQuotas(owner);
    if (tenant !== undefined) this.openRequests.added(tenant, requests);
  }

  private tenantWithQuotas(owner: number): number | undefined {
    const current = this.directory.current();
    return current.quotas().size === 0 ? undefined : current.pointOf(owner)?.tenant;
  }
}
