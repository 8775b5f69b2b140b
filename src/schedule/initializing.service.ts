import type { ConnectorState, Json, JsonObject, RecordType } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import { arrangeCallback, completeCallbacks } from '../events/index.js';
import { INITIALIZE_PAUSED, WHOLE_TYPE } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { TreeProgress } from '../ledger/index.js';
import { writeAudit, type Actor, type ConnectionView, type DirectorySource } from '../registry/index.js';
import type { Tx } from '../store/index.js';

import type { CallbackAsk } from './callback-ask.js';
import type { EnqueueAlso } from './sync-intake.js';
import { estimateEnd, type WalkMark } from './walk-estimate.js';

/** How far the walk over all records of a type is. */
export interface InitializeInfo {
  readonly type: RecordType;
  readonly state: 'running' | 'paused' | 'cancelled' | 'done';
  /** The ledger's number of its request. */
  readonly request: number;
  readonly startedAt: number;
  readonly pages: number;
  readonly listed: number;
  readonly queued: number;
  /** Of the whole list; null where the connector cannot tell. */
  readonly total: number | null;
  /** Of those queued. */
  readonly progress: TreeProgress;
  /** When all of it will be over, as it goes now; null where nobody can tell. */
  readonly endsAt: number | null;
}

/** What people decided; the walk looks at it before each page. */
interface Control extends JsonObject {
  readonly state: 'running' | 'paused' | 'cancelled';
  readonly request: number;
  readonly pageSize: number;
  readonly startedAt: number;
}

interface Count {
  readonly request?: number;
  readonly pages: number;
  readonly listed: number;
  readonly queued: number;
  readonly total?: number;
  readonly marks?: readonly WalkMark[];
}

/** What people want walked. */
interface Asked {
  readonly type: RecordType;
  readonly callback?: CallbackAsk | undefined;
}

/** What people decide of a walk. */
interface Decision {
  readonly type: RecordType;
  readonly act: 'pause' | 'resume' | 'cancel';
  readonly from: readonly InitializeInfo['state'][];
  readonly to: Control['state'];
}

export interface InitializingOptions {
  readonly directory: DirectorySource;
  readonly clock: Clock;
  stateOf(connection: number): ConnectorState;
  /** Changes a key of a connection's state, with what goes into its commit; false where it was another by then. */
  changeState(
    change: { readonly connection: number; readonly key: string; readonly from: Json; readonly to: Json },
    also: (tx: Tx) => Promise<void>,
  ): Promise<boolean>;
  readonly enqueueAlso: EnqueueAlso;
  /** The public id of a request. */
  readonly idOf: (request: number) => string;
  progress(root: number, queue: number): Promise<TreeProgress>;
  /** Frees what is held for `code` in a queue. */
  release(which: { readonly queues: readonly number[]; readonly code: string }): Promise<number>;
}

/** The request is being queued. */
const NOT_YET = 0;
const NOTHING: Count = { pages: 0, listed: 0, queued: 0 };

/** Brings all records of a type over, in the bulk class: begun, paused, resumed and cancelled by people. */
export class Initializing {
  constructor(private readonly options: InitializingOptions) {}

  async start(
    actor: Actor,
    connection: string,
    ask: Asked & { readonly pageSize: number },
  ): Promise<InitializeInfo> {
    const { tenant } = actor;
    const view = this.viewOf(tenant, connection);
    const { type, pageSize } = ask;
    const state = this.options.stateOf(view.number);
    if (await state.get<Control>(controlKey(type))) {
      const present = await this.get(tenant, connection, type);
      const isOpen = present.state === 'running' || present.state === 'paused';
      if (isOpen)
        throw new HostError('CONFLICT', { subject: type, detail: `it is ${present.state}; cancel it first` });
    }
    // Before the request, which may run at once; whoever decides something meanwhile is not overruled.
    let control: Control = {
      state: 'running',
      request: NOT_YET,
      pageSize,
      startedAt: this.options.clock.now(),
    };
    await state.set(controlKey(type), control);
    const request = await this.queue(actor, view, ask);
    while (!(await state.compareAndSet(controlKey(type), control, { ...control, request })))
      control = (await state.get<Control>(controlKey(type))) as Control;
    return this.get(tenant, connection, type);
  }

  async get(tenant: number, connection: string, type: RecordType): Promise<InitializeInfo> {
    const view = this.viewOf(tenant, connection);
    const state = this.options.stateOf(view.number);
    const control = await state.get<Control>(controlKey(type));
    if (!control) throw new HostError('NOT_FOUND', { subject: `initialize ${type}` });
    const kept = await state.get<{ open: Count | null; last: Count | null } & JsonObject>(walkKey(type));
    const count = [kept?.open, kept?.last].find((one) => one?.request === control.request) ?? NOTHING;
    const isDone = kept?.open === null && kept.last?.request === control.request;
    const progress = await this.options.progress(control.request, view.queues.TO);
    const info = { type, request: control.request, startedAt: control.startedAt, progress };
    const { pages, listed, queued } = count;
    const total = isDone ? listed : (count.total ?? null);
    const walk = { ...info, state: isDone ? ('done' as const) : control.state, pages, listed, queued, total };
    return { ...walk, endsAt: endOf(walk, count.marks ?? [], this.options.clock.now()) };
  }

  pause(actor: Actor, connection: string, type: RecordType): Promise<InitializeInfo> {
    return this.decide(actor, connection, { type, act: 'pause', from: ['running'], to: 'paused' });
  }

  resume(actor: Actor, connection: string, type: RecordType): Promise<InitializeInfo> {
    return this.decide(actor, connection, { type, act: 'resume', from: ['paused'], to: 'running' });
  }

  cancel(actor: Actor, connection: string, type: RecordType): Promise<InitializeInfo> {
    return this.decide(actor, connection, {
      type,
      act: 'cancel',
      from: ['running', 'paused'],
      to: 'cancelled',
    });
  }

  /** The decision and its line of the audit are one commit. */
  private async decide(
    actor: Actor,
    connection: string,
    { type, act, from, to }: Decision,
  ): Promise<InitializeInfo> {
    const { tenant } = actor;
    const view = this.viewOf(tenant, connection);
    const [state, key] = [this.options.stateOf(view.number), controlKey(type)];
    const entry = { action: `initialize.${act}`, subject: connection, after: { type } };
    for (let isDone = false; !isDone;) {
      const present = await this.get(tenant, connection, type);
      if (!from.includes(present.state))
        throw new HostError('CONFLICT', { subject: type, detail: `it is ${present.state}` });
      const control = (await state.get<Control>(key)) as Control;
      const change = { connection: view.number, key, from: control, to: { ...control, state: to } };
      isDone = await this.options.changeState(change, async (tx) => {
        const now = this.options.clock.now();
        await writeAudit(tx, actor, now, entry);
        if (to === 'cancelled') await completeCallbacks(tx, [this.options.idOf(present.request)], now);
      });
    }
    if (to !== 'paused') await this.options.release({ queues: [view.queues.TO], code: INITIALIZE_PAUSED });
    return this.get(tenant, connection, type);
  }

  /** The request and its line of the audit are one commit. */
  private async queue(actor: Actor, view: ConnectionView, { type, callback }: Asked): Promise<number> {
    const scope = [...view.scopes.TO.values()].find(
      (one) => one.type === type && one.action === 'INITIALIZE',
    );
    if (!scope || !view.connector.definition.records?.[type]?.list) {
      const message = 'has no scope whose action is INITIALIZE, or the connector cannot list it';
      throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'type', message }] });
    }
    const draft = {
      origin: 'initialize',
      connection: view.number,
      direction: 'TO',
      mode: view.mode,
      scope: scope.name,
      recordId: WHOLE_TYPE,
    } as const;
    const { directory, clock, idOf } = this.options;
    const judged = await judge([draft], { directory: directory.current(), now: clock.now() });
    const entry = { action: 'initialize.start', subject: view.id, after: { type, callback } };
    let number: number | undefined;
    await this.options.enqueueAlso({
      requests: judged.requests,
      verdicts: [],
      async also(tx, [queued]) {
        number = queued?.kind === 'queued' ? queued.seq : queued?.kind === 'folded' ? queued.into : undefined;
        if (number === undefined) return;
        await writeAudit(tx, actor, clock.now(), entry);
        if (callback) await arrangeCallback(tx, { ...callback, work: idOf(number), tenant: actor.tenant });
      },
    });
    if (number !== undefined) return number;
    const detail = `the gate says ${judged.verdicts[0]?.ruling.verdict ?? 'no'}`;
    throw new HostError('CONFLICT', { subject: scope.name, detail });
  }

  private viewOf(tenant: number, connection: string): ConnectionView {
    const view = this.options.directory.current().connectionById(connection);
    if (view?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: connection });
    return view;
  }
}

function endOf(walk: Omit<InitializeInfo, 'endsAt'>, marks: readonly WalkMark[], now: number): number | null {
  const { state, progress } = walk;
  if (state !== 'running' && state !== 'done') return null;
  const finished = progress.done + progress.ended;
  return estimateEnd({ ...walk, isListed: state === 'done', marks, finished, open: progress.open }, now);
}

function walkKey(type: RecordType): string {
  return `hookyard:initialize:${type}`;
}

function controlKey(type: RecordType): string {
  return `${walkKey(type)}:control`;
}
