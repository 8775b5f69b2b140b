import { randomBytes } from 'node:crypto';

import {
  FIRST_SYNC_ROOT,
  rootToAsk,
  traceSeedOf,
  type ClaimedRequest,
  type Outcome,
  type Settlement,
} from '../../flow/index.js';
import type { SpanAttributes, SpanTeller } from './spans.js';
import { placeOfTraceparent, spanIdOf, traceIdOf, traceparentOf, type SpanPlace } from './trace-ids.js';

export interface TracesOptions {
  readonly teller: SpanTeller;
  readonly publicId: (prefix: 'hok' | 'req' | 'trk', seq: number) => string;
  /** The hook that brought a request about; null where none did, or nobody knows any more. */
  readonly hookOf: (request: number) => Promise<number | null>;
  readonly now: () => number;
  readonly callsTo: ReadonlySet<string>;
}

/** A hook that was kept, and answered. */
export interface AcceptedHook {
  readonly seq: number;
  readonly kind: 'new' | 'suspect';
  readonly tookMs: number;
  /** The id of its connection; null where each element names its own. */
  readonly connection: string | null;
  readonly method: string;
  readonly bytes: number;
  /** What the sender says of its own trace. */
  readonly traceparent: string | undefined;
}

export interface ResolvedElements {
  readonly hook: number;
  readonly from: number;
  readonly to: number;
  readonly requests: number;
  readonly verdicts: number;
  readonly startedAt: number;
}

/** The system a request is run against. */
export interface TracedConnection {
  readonly id: string;
  readonly direction: string;
}

/** An outbound call under way. */
export interface TracedCall {
  /** Goes with the call, where the operator asked for it. */
  readonly traceparent: string | null;
  answered(status: number): void;
  unanswered(kind: string): void;
}

/** Told of each outbound call. */
export interface CallTracing {
  call(method: string, url: URL): TracedCall;
}

/** A call of a turn is no news beyond these: a walk makes thousands. */
const MOST_CALLS = 64;
const FAILED: ReadonlySet<string> = new Set(['parked', 'lost', 'conflict']);
/** Roots whose hook is remembered: what the hub sends on comes soon after. */
const MOST_ROOTS = 4_096;

/**
 * What happens to hooks and requests, as spans of traces. Nothing is carried along: a span's place follows from the ids
 * of what it is about, so that what another process does, or this one after a restart, hangs where it belongs.
 */
export class Traces {
  private readonly hooksOfRoots = new Map<number, number | null>();

  constructor(private readonly options: TracesOptions) {}

  accepted({ seq, kind, tookMs, connection, method, bytes, traceparent }: AcceptedHook): void {
    const { teller, now } = this.options;
    const id = this.options.publicId('hok', seq);
    const traceId = traceIdOf(id);
    if (!teller.isSampled(traceId)) return;
    const link = placeOfTraceparent(traceparent);
    const to = now();
    teller.tell({
      traceId,
      spanId: spanIdOf(id, 'accept'),
      parentId: null,
      name: 'accept',
      kind: 'server',
      from: to - tookMs,
      to,
      attributes: {
        'hookyard.hook': id,
        'hookyard.kind': kind,
        'http.request.method': method,
        'http.request.body.size': bytes,
        ...(connection === null ? {} : { 'hookyard.connection': connection }),
      },
      ...(link ? { link } : {}),
    });
  }

  /** A slice of a hook: the first hangs under its reception, what the others found under the first. */
  resolved({ hook, from, to, requests, verdicts, startedAt }: ResolvedElements): void {
    const { teller, now } = this.options;
    const id = this.options.publicId('hok', hook);
    const traceId = traceIdOf(id);
    if (!teller.isSampled(traceId)) return;
    const first = spanIdOf(id, 'resolve');
    teller.tell({
      traceId,
      spanId: from === 0 ? first : spanIdOf(id, `resolve ${from}`),
      parentId: from === 0 ? spanIdOf(id, 'accept') : first,
      name: 'resolve',
      kind: 'internal',
      from: startedAt,
      to: now(),
      attributes: {
        'hookyard.hook': id,
        'hookyard.elements': to - from,
        'hookyard.requests': requests,
        'hookyard.verdicts': verdicts,
      },
    });
  }

  /** Null where the trace of the request is not told. */
  async turn(request: ClaimedRequest, connection: TracedConnection): Promise<TurnTrace | null> {
    const { teller, publicId } = this.options;
    const asked = rootToAsk(request);
    const hookOfRoot = asked === null ? null : await this.hookOf(asked);
    const seed = traceSeedOf(request, hookOfRoot);
    const seedId = publicId(seed.prefix, seed.seq);
    const traceId = traceIdOf(seedId);
    if (!teller.isSampled(traceId)) return null;
    const cause = request.parent ?? (request.root < FIRST_SYNC_ROOT ? request.root : 0);
    const start = seed.prefix === 'hok' ? spanIdOf(seedId, 'resolve') : null;
    return new TurnTrace(this.options, {
      request,
      connection,
      traceId,
      parentId: cause === 0 ? start : spanIdOf(publicId('req', cause), 'request'),
    });
  }

  private async hookOf(root: number): Promise<number | null> {
    const known = this.hooksOfRoots.get(root);
    if (known !== undefined) return known;
    const hook = await this.options.hookOf(root);
    if (this.hooksOfRoots.size >= MOST_ROOTS) this.hooksOfRoots.clear();
    this.hooksOfRoots.set(root, hook);
    return hook;
  }
}

interface TurnOf {
  readonly request: ClaimedRequest;
  readonly connection: TracedConnection;
  readonly traceId: string;
  readonly parentId: string | null;
}

/** One turn of a request: its calls, what it wrote, and, once it was the last, the request as a whole. */
export class TurnTrace implements CallTracing {
  private readonly startedAt: number;
  private readonly place: SpanPlace;
  private ranAt = 0;
  private calls = 0;

  constructor(
    private readonly options: TracesOptions,
    private readonly of: TurnOf,
  ) {
    this.startedAt = options.now();
    this.place = { traceId: of.traceId, spanId: aSpanId() };
  }

  call(method: string, url: URL): TracedCall {
    const { teller, now, callsTo } = this.options;
    const { traceId, spanId: parentId } = this.place;
    const place = { traceId, spanId: aSpanId() };
    const from = now();
    this.calls += 1;
    const isTold = this.calls <= MOST_CALLS;
    const end = (attributes: SpanAttributes, failure?: string): void => {
      if (!isTold) return;
      const to = now();
      const system = { 'http.request.method': method, 'server.address': url.hostname };
      const all = { ...system, ...(url.port ? { 'server.port': Number(url.port) } : {}), ...attributes };
      teller.tell({
        ...place,
        parentId,
        name: method,
        kind: 'client',
        from,
        to,
        attributes: all,
        ...(failure === undefined ? {} : { failure }),
      });
    };
    return {
      traceparent: callsTo.has(url.host) || callsTo.has(url.hostname) ? traceparentOf(place) : null,
      answered: (status) =>
        end({ 'http.response.status_code': status }, status >= 400 ? String(status) : undefined),
      unanswered: (kind) => end({ 'error.type': kind }, kind),
    };
  }

  /** It has done its work; what follows is the commit. */
  ran(): void {
    this.ranAt = this.options.now();
  }

  /** Its commit has come. A turn that could not even begin is told nowhere: it may come back each second. */
  settled({ outcome, attempt, effects }: Settlement, kind: 'settled' | 'lost' | 'conflict'): void {
    if (this.calls === 0 && outcome.kind === 'retry' && !outcome.usesAttempt) return;
    const { teller, now } = this.options;
    const id = this.options.publicId('req', this.of.request.seq);
    const whole = spanIdOf(id, 'request');
    const to = now();
    const came = kind === 'settled' ? outcome.kind : kind;
    const attributes = { 'hookyard.transfer': id, 'hookyard.outcome': came, 'hookyard.calls': this.calls };
    const failure = attempt?.failure ?? (FAILED.has(came) ? came : undefined);
    const end = { kind: 'internal', to, ...(failure === undefined ? {} : { failure }) } as const;
    if (effects !== undefined) this.wrote(to, kind);
    teller.tell({
      ...this.place,
      ...end,
      parentId: whole,
      name: 'attempt',
      from: this.startedAt,
      attributes,
    });
    if (kind !== 'settled' || !isLast(outcome)) return;
    const { request, connection, parentId, traceId } = this.of;
    teller.tell({
      ...end,
      traceId,
      spanId: whole,
      parentId,
      name: `transfer ${connection.direction}`,
      from: request.createdAt,
      attributes: { ...this.described(), ...attributes },
    });
  }

  private wrote(to: number, kind: string): void {
    this.options.teller.tell({
      traceId: this.of.traceId,
      spanId: aSpanId(),
      parentId: this.place.spanId,
      name: 'hub write',
      kind: 'internal',
      from: this.ranAt,
      to,
      attributes: { 'hookyard.outcome': kind },
    });
  }

  private described(): SpanAttributes {
    const { request, connection } = this.of;
    return {
      'hookyard.tracking_id': this.options.publicId('trk', request.root || request.seq),
      'hookyard.connection': connection.id,
      'hookyard.direction': connection.direction,
      'hookyard.type': request.type,
      'hookyard.action': request.action,
      'hookyard.scope': request.scope,
      'hookyard.attempts': request.attempts,
    };
  }
}

/** Whether the request has no turn after it; one that a person sends on afterwards is told again, longer. */
function isLast(outcome: Outcome): boolean {
  const { kind } = outcome;
  return (
    kind === 'done' ||
    kind === 'ended' ||
    kind === 'parked' ||
    (kind === 'children' && outcome.then === 'done')
  );
}

function aSpanId(): string {
  return randomBytes(8).toString('hex');
}
