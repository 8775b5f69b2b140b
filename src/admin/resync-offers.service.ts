import { Inject, Injectable } from '@nestjs/common';

import type { ResyncPlan } from '../schedule/index.js';
import { REGISTRY, RESYNCS, type AdminRegistry, type AdminResyncs } from './admin-parts.js';
import { Visibility } from './visibility.service.js';

/** What a saved change concerns. */
export type ResyncOffer = Pick<ResyncPlan, 'records' | 'isMore' | 'obstacle'>;

/** A changed mapping maps nothing again by itself: the answer to the change says what would be. */
@Injectable()
export class ResyncOffers {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(RESYNCS) private readonly resyncs: AdminResyncs,
    private readonly see: Visibility,
  ) {}

  async of(tenant: number, id: string): Promise<ResyncOffer> {
    const { collection, connection } = await this.registry.collections.view(tenant, id);
    const plan = await this.resyncs.plan(this.see.connection(tenant, connection), collection);
    return { records: plan.records, isMore: plan.isMore, obstacle: plan.obstacle };
  }
}
