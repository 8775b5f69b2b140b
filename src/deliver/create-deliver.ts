import type { Clock } from '../clock/index.js';
import type { Egress } from '../egress/index.js';
import { Events } from '../events/index.js';
import type { Hub } from '../hub/index.js';
import type { LedgerReads, OpenLedger } from '../ledger/index.js';
import type { DirectorySource, SubscriberView } from '../registry/index.js';
import type { PublicIds, Store } from '../store/index.js';

import type { ContextOf } from './choosing.js';
import { CallRates } from './call-rates.js';
import { Calls, type MadeCall } from './calls.js';
import { Decide, type DecideOptions } from './decide.js';
import { Decisions } from './decisions.js';
import { Deliver } from './deliver.js';
import { Deliveries } from './deliveries.js';
import { DeliveryStore } from './delivery.store.js';
import { Dispatching, type EnqueueAlso } from './dispatching.js';
import { EventReads } from './event-reads.js';
import { Health } from './health.js';
import { Hearings } from './hearings.js';
import { MergeDecisions } from './merge-decisions.js';
import { TriggerTests } from './triggers/trigger-tests.js';
import { TriggerTurns } from './triggers/trigger-turns.js';
import { untellingOf, type Untelling } from './untelling.js';

export interface DeliverRoomOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: DirectorySource;
  readonly egress: Egress;
  readonly hub: Pick<Hub, 'read'>;
  readonly publicIds: PublicIds;
  readonly reads: Pick<LedgerReads, 'attempts' | 'request' | 'requests' | 'requestsBySeq' | 'requestsOfLane'>;
  readonly requests: Pick<OpenLedger, 'commandRequests'>;
  readonly enqueueAlso: EnqueueAlso;
  /** A subscriber gets nothing any more, for that reason. */
  readonly disable: (subscriber: SubscriberView, reason: string) => Promise<void>;
  readonly onDecided?: DecideOptions['onDecided'];
  readonly onHandlerFailed?: DecideOptions['onHandlerFailed'];
  /** Deliveries this process has under way at the same time, and as many decisions. */
  readonly slots: number;
  /** Told of every call; default: nobody counts. */
  readonly onCall?: (call: MadeCall) => void;
  /** In [0, 1); default `Math.random`. */
  readonly random?: () => number;
}

/** The room: what hands events on, what carries them out, and what people see of it. */
export interface DeliverRoom {
  readonly dispatching: Dispatching;
  readonly deliver: Deliver;
  /** What people see of it, and do. */
  readonly admin: {
    readonly deliveries: Deliveries;
    readonly triggerTests: TriggerTests;
    readonly hearings: Hearings;
    readonly decisions: Decisions;
    readonly mergeDecisions: MergeDecisions;
  };
  readonly decide: Decide;
  readonly untelling: Untelling;
}

export function createDeliver(options: DeliverRoomOptions): DeliverRoom {
  const {
    clock,
    directory,
    egress,
    publicIds,
    reads,
    requests,
    enqueueAlso,
    disable,
    slots,
    onCall,
    random,
  } = options;
  const events = new Events(options.store);
  const store = new DeliveryStore(options.store);
  const calls = new Calls({ egress, clock });
  const health = new Health({ store, clock, disable });
  const triggers = new TriggerTurns({ store: options.store, hub: options.hub, directory });
  const triggerTests = new TriggerTests({ clock, calls, turns: triggers, publicIds });
  const rates = new CallRates({ store: options.store, clock });
  const common = { directory, clock, publicIds, calls, health, rates, triggers, slots, disable };
  const told = new EventReads(events);
  const deliver = new Deliver({
    ...common,
    events: told,
    ...(onCall ? { onCall } : {}),
    ...(random ? { random } : {}),
  });
  const contextOf: ContextOf = (subscriber, sequence) => deliver.contextOf(subscriber, sequence);
  const dispatching = new Dispatching({ events, store, directory, clock, contextOf, enqueueAlso });
  const deliveries = new Deliveries({ events, store, calls, deliver, reads, requests, clock, enqueueAlso });
  const hearings = new Hearings({ events, deliveries, directory, reads, contextOf });
  const untelling = untellingOf({ events, store });
  const decide = decideOf(options, calls);
  const decisions = new Decisions({ calls, decide, reads, requests });
  const mergeDecisions = new MergeDecisions({ directory, decide, reads, clock, enqueueAlso });
  const admin = { deliveries, triggerTests, hearings, decisions, mergeDecisions };
  return { dispatching, deliver, decide, admin, untelling };
}

function decideOf(options: DeliverRoomOptions, calls: Calls): Decide {
  const { directory, clock, publicIds, slots, onDecided, onHandlerFailed, random } = options;
  const parts = { directory, clock, publicIds, calls, slots, onDecided, onHandlerFailed };
  return new Decide({ ...parts, ...(random ? { random } : {}) });
}
