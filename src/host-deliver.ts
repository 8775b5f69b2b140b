import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import { callEndOf, createDeliver, type DeliverRoom } from './deliver/index.js';
import type { Egress } from './egress/index.js';
import type { Hub } from './hub/index.js';
import type { OpenLedger } from './ledger/index.js';
import type { Metrics } from './observe/index.js';
import type { Pipeline } from './pipeline/index.js';
import { HOST_ACTOR, type Registry } from './registry/index.js';
import type { OpenStore, PublicIds } from './store/index.js';

export interface DeliverPartsOptions {
  readonly config: Config;
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly ledger: OpenLedger;
  readonly registry: Registry;
  readonly egress: Egress;
  readonly hub: Hub;
  readonly publicIds: PublicIds;
  readonly metrics: Metrics;
  /** Of the pipeline, which runs what this process has to run. */
  readonly enqueueAlso: Pipeline['enqueueAlso'];
}

/** The room of who listens, on what it stands on. */
export function openDeliver(options: DeliverPartsOptions): DeliverRoom {
  const { config, ledger, registry, metrics, ...floor } = options;
  return createDeliver({
    ...floor,
    directory: registry.directory,
    reads: ledger.reads,
    requests: ledger,
    slots: config.HOOKYARD_DELIVERIES,
    onCall: ({ reply, tookMs }) =>
      metrics.delivered(callEndOf(reply), 'answer' in reply && reply.answer !== null ? tookMs : null),
    onDecided: ({ answer, tookMs }) => metrics.decided(answer, tookMs),
    onHandlerFailed: (policy) => metrics.handlerFailed(policy),
    // Nobody asked for it: the host does.
    disable: async ({ kind, tenant, id }, reason) => {
      const kept = kind === 'trigger' ? registry.triggers : registry.endpoints;
      await kept.turn({ ...HOST_ACTOR, tenant }, id, { state: 'disabled', reason });
    },
  });
}
