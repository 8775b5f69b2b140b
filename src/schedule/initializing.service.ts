import type { ConnectorState, Json, JsonObject, RecordType } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import { INITIALIZE_PAUSED, WHOLE_TYPE, type GatedRequest } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { ConnectionView, DirectorySource } from '../registry/index.js';

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
}

type Queued =
  { readonly kind: 'queued'; readonly seq: number } | { readonly kind: 'folded'; readonly into: number };

export interface InitializingOptions {
  readonly directory: DirectorySource;
  readonly clock: Clock;
  stateOf(connection: number): ConnectorState;
  enqueue(requests: readonly GatedRequest[]): Promise<readonly (Queued | { readonly kind: 'duplicate' })[]>;
  /** Frees what is held for `code` in a queue. */
  release(which: { readonly queue: number; readonly code: string }): Promise<number>;
}

/** The request is being queued. */
const NOT_YET = 0;
const NOTHING: Count = { pages: 0, listed: 0, queued: 0 };

/** Brings all records of a type over, in the bulk class: begun, paused, resumed and cancelled by people. */
export class Initializing {
  constructor(private readonly options: InitializingOptions) {}

  async start(
    tenant: number,
    connection: string,
    ask: { readonly type: RecordType; readonly pageSize: number },
  ): Promise<InitializeInfo> {
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
    const request = await this.queue(view, type);
    while (!(await state.compareAndSet(controlKey(type), control, { ...control, request })))
      control = (await state.get<Control>(controlKey(type))) as Control;
    return this.get(tenant, connection, type);
  }

  async get(tenant: number, connection: string, type: RecordType): Promise<InitializeInfo> {
    const state = this.options.stateOf(this.viewOf(tenant, connection).number);
    const control = await state.get<Control>(controlKey(type));
    if (!control) throw new HostError('NOT_FOUND', { subject: `initialize ${type}` });
    const walk = await state.get<{ open: Count | null; last: Count | null } & JsonObject>(walkKey(type));
    const ofThis = [walk?.open, walk?.last].find((one) => one?.request === control.request) ?? NOTHING;
    const isDone = walk?.open === null && walk.last?.request === control.request;
    const { pages, listed, queued } = ofThis;
    const { request, startedAt } = control;
    return { type, state: isDone ? 'done' : control.state, request, startedAt, pages, listed, queued };
  }

  pause(tenant: number, connection: string, type: RecordType): Promise<InitializeInfo> {
    return this.decide(tenant, connection, { type, from: ['running'], to: 'paused' });
  }

  resume(tenant: number, connection: string, type: RecordType): Promise<InitializeInfo> {
    return this.decide(tenant, connection, { type, from: ['paused'], to: 'running' });
  }

  cancel(tenant: number, connection: string, type: RecordType): Promise<InitializeInfo> {
    return this.decide(tenant, connection, { type, from: ['running', 'paused'], to: 'cancelled' });
  }

  private async decide(
    tenant: number,
    connection: string,
    { type, from, to }: { type: RecordType; from: readonly string[]; to: Control['state'] },
  ): Promise<InitializeInfo> {
    const view = this.viewOf(tenant, connection);
    const present = await this.get(tenant, connection, type);
    if (!from.includes(present.state))
      throw new HostError('CONFLICT', { subject: type, detail: `it is ${present.state}` });
    const state = this.options.stateOf(view.number);
    const control = (await state.get<Control>(controlKey(type))) as Control;
    await state.set(controlKey(type), { ...control, state: to } satisfies Json);
    if (to !== 'paused') await this.options.release({ queue: view.queues.TO, code: INITIALIZE_PAUSED });
    return this.get(tenant, connection, type);
  }

  private async queue(view: ConnectionView, type: RecordType): Promise<number> {
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
    const { directory, clock } = this.options;
    const judged = await judge([draft], { directory: directory.current(), now: clock.now() });
    const [queued] = await this.options.enqueue(judged.requests);
    if (queued?.kind === 'queued') return queued.seq;
    if (queued?.kind === 'folded') return queued.into;
    const detail = `the gate says ${judged.verdicts[0]?.ruling.verdict ?? 'no'}`;
    throw new HostError('CONFLICT', { subject: scope.name, detail });
  }

  private viewOf(tenant: number, connection: string): ConnectionView {
    const view = this.options.directory.current().connectionById(connection);
    if (view?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: connection });
    return view;
  }
}

function walkKey(type: RecordType): string {
  return `hookyard:initialize:${type}`;
}

function controlKey(type: RecordType): string {
  return `${walkKey(type)}:control`;
}
