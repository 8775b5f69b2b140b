import type { Clock } from './clock/index.js';
import type { GatedRequest } from './flow/index.js';
import { Erasures, type Hub } from './hub/index.js';
import type { OpenLedger } from './ledger/index.js';
import { linkFactsOf } from './pipeline/index.js';
import type { QueueView, Registry } from './registry/index.js';
import { createResolver } from './resolve/index.js';
import {
  DuePolls,
  DueReconciles,
  DueReplays,
  Erasing,
  FirstLoads,
  Initializing,
  ManualSyncStore,
  ManualSyncs,
  PollScheduleStore,
  PollSchedules,
  ReconcileBook,
  ReconcileStore,
  Reconciles,
  ReplayReading,
  ReplayStore,
  Replays,
  SequenceStore,
  Sequences,
  type EnqueueAlso,
  type ErasingOptions,
} from './schedule/index.js';
import type { OpenStore, PublicIds } from './store/index.js';
import { TransferDetails, changeConnectionState, connectionState } from './transfer/index.js';

export interface SchedulePartsOptions {
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly ledger: OpenLedger;
  readonly registry: Pick<Registry, 'directory' | 'receivers'>;
  readonly hub: Hub;
  readonly publicIds: PublicIds;
  /** Of the pipeline, which runs what this process has to run. */
  readonly enqueue: (requests: readonly GatedRequest[]) => ReturnType<OpenLedger['enqueue']>;
  readonly enqueueAlso: EnqueueAlso;
  readonly onGap: (line: { readonly owner: number; readonly first: number; readonly last: number }) => void;
  readonly untell: ErasingOptions['untell'];
  readonly unname: ErasingOptions['alsoUnname'];
  readonly onErased: (line: { readonly record: number; readonly requests: number }) => void;
}

export interface ScheduleParts {
  readonly plans: PollScheduleStore;
  readonly duePolls: DuePolls;
  readonly book: ReconcileBook;
  readonly sequences: Sequences;
  readonly details: TransferDetails;
  /** What the management API reads and changes of it. */
  readonly admin: {
    readonly schedules: PollSchedules;
    readonly initializing: Initializing;
    readonly manualSyncs: ManualSyncs;
    readonly reconciles: Reconciles;
    readonly replays: Replays;
    readonly sequences: Sequences;
    readonly transferDetails: TransferDetails;
    readonly erasures: Erasures;
  };
  /** What the clock brings beside polls. */
  readonly chores: readonly (() => Promise<boolean>)[];
}

/** Old rows are looked for this often. */
const TIDY_EVERY_MS = 60_000;

/** The room of what nobody sent a hook for, on what it stands on. */
export function openSchedule(options: SchedulePartsOptions): ScheduleParts {
  const { store, clock, ledger, registry, hub, publicIds, enqueue, enqueueAlso, onGap } = options;
  const { directory } = registry;
  const plans = new PollScheduleStore(store);
  const reconcileStore = new ReconcileStore(store);
  const details = new TransferDetails(store, clock);
  const progress = (root: number, queue: number): ReturnType<OpenLedger['reads']['progress']> =>
    ledger.reads.progress(root, queue);
  const common = { directory, clock };
  const reconciles = new Reconciles({ ...common, store: reconcileStore, enqueue, progress });
  const dueReconciles = new DueReconciles({ ...common, store: reconcileStore, enqueueAlso });
  const sequences = new Sequences({
    ...common,
    store: new SequenceStore(store),
    startForGap: (actor, view, since) => reconciles.startForGap(actor, view, since),
    onGap,
  });
  const erasures = new Erasures(store, clock);
  const erasing = openErasing(options, { erasures, details });
  const manualSyncs = new ManualSyncs({
    ...common,
    store: new ManualSyncStore(store),
    hub,
    recordOf: (id) => publicIds.seqOf('rec', id),
    enqueueAlso,
    progress,
  });
  const replay = openReplays(options);
  const firstLoads = new FirstLoads({ ...common, store, progress, idOf: idOf(publicIds) });
  return {
    plans,
    duePolls: new DuePolls({ ...common, store: plans }),
    book: new ReconcileBook(reconcileStore, clock),
    sequences,
    details,
    admin: {
      schedules: new PollSchedules({ ...common, store: plans }),
      initializing: openInitializing(options),
      manualSyncs,
      reconciles,
      replays: replay.replays,
      sequences,
      transferDetails: details,
      erasures,
    },
    chores: [
      () => dueReconciles.run(),
      () => replay.due.run(),
      () => sequences.run(),
      () => firstLoads.run(),
      () => erasing.run(),
      () => ledger.children.releaseDue(),
      everyNowAndThen(clock, () => forgetOld([manualSyncs, details, ledger.children])),
    ],
  };
}

function idOf(publicIds: PublicIds): (request: number) => string {
  return (request) => publicIds.publicId('req', request);
}

function openInitializing({
  store,
  clock,
  ledger,
  registry,
  publicIds,
  enqueueAlso,
}: SchedulePartsOptions): Initializing {
  return new Initializing({
    directory: registry.directory,
    clock,
    stateOf: (connection) => connectionState(store, clock, connection),
    changeState: (change, also) => changeConnectionState(store, clock, change, also),
    enqueueAlso,
    idOf: idOf(publicIds),
    release: (which) => ledger.releaseRequests(which),
    progress: (root, queue) => ledger.reads.progress(root, queue),
  });
}

function openReplays(options: SchedulePartsOptions): { replays: Replays; due: DueReplays } {
  const { store, clock, ledger, registry, hub, enqueueAlso } = options;
  const { directory, receivers } = registry;
  const { reads } = ledger;
  const resolver = createResolver({ directory, clock });
  const reading = new ReplayReading({
    reads,
    directory,
    clock,
    resolve: (hook) => resolver.resolveHook(hook),
    links: linkFactsOf(hub),
  });
  const walk = {
    store: new ReplayStore(store),
    directory,
    clock,
    reads,
    reading,
    ownersOf: (connection: Parameters<typeof receivers.ownersOf>[0]) => receivers.ownersOf(connection),
  };
  return {
    replays: new Replays({
      ...walk,
      newestHook: async (owners) => (await reads.hooks({ owners }, { limit: 1 })).items[0]?.seq ?? 0,
    }),
    due: new DueReplays({
      ...walk,
      hub,
      keepEvents: (tx, events) => ledger.keepEvents(tx, events),
      enqueueAlso,
    }),
  };
}

function openErasing(
  { registry, hub, clock, ledger, untell, unname, onErased }: SchedulePartsOptions,
  { erasures, details }: { readonly erasures: Erasures; readonly details: TransferDetails },
): Erasing {
  const queues = (): readonly QueueView[] => registry.directory.current().queues();
  return new Erasing({
    erasures,
    hub,
    clock,
    traces: ledger.erasing,
    untell,
    connectionsOf: (tenant) => queues().flatMap((one) => (one.tenant === tenant ? [one.connection] : [])),
    alsoUnname: unname,
    alsoForget: (requests) => details.drop(requests),
    onErased: ({ record }, { requests }) => onErased({ record, requests }),
  });
}

async function forgetOld(kept: readonly { forgetOld(): Promise<boolean> }[]): Promise<boolean> {
  const more: boolean[] = [];
  for (const one of kept) more.push(await one.forgetOld());
  return more.includes(true);
}

function everyNowAndThen(clock: Clock, chore: () => Promise<boolean>): () => Promise<boolean> {
  let at = -Infinity;
  return async () => {
    if (clock.monotonic() - at < TIDY_EVERY_MS) return false;
    const hasMore = await chore();
    if (!hasMore) at = clock.monotonic();
    return hasMore;
  };
}
