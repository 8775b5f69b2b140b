import { Watchdog, WorkerProcess, linesOf, type Frame, type WorkerEnd } from '../../workers/index.js';
import type { CallPart, PoolCall } from './call.js';
import { readLine } from './exact-lines.js';
import type { Facts } from './facts.js';
import { FrameBudget } from './frame-budget.js';
import { Lending } from './lending.js';
import { permissions } from './permissions.js';
import {
  thrownOf,
  type CallHeader,
  type FromConnector,
  type Lent,
  type ToConnector,
  type WireError,
} from './wire.js';

export interface ProcessLimits {
  readonly heapMb: number;
  /** Resident memory, what lies outside the heap included. */
  readonly memoryMb: number;
  readonly silentMs: number;
}

export interface ProcessOptions extends ProcessLimits {
  /** The ids in what `resolve` answers are normalised there and then. */
  readonly looksAhead: boolean;
}

export interface ConnectorLine {
  readonly level: 'debug' | 'info' | 'warn';
  readonly message: string;
  readonly details?: string;
}

export interface ProcessListener {
  readonly onIds: (ids: readonly string[]) => void;
  /** A line of no call in particular, or of one. */
  onLine(line: ConnectorLine, of: PoolCall | null): void;
  onIdle(): void;
  /** `calls`: those that were under way, in the order they were begun. */
  onGone(reason: string, calls: readonly UnsettledCall[]): void;
}

export interface UnsettledCall {
  readonly call: PoolCall;
  readonly hasWritten: boolean;
}

interface Running {
  readonly call: PoolCall;
  readonly lending: Lending | null;
  readonly onAbort: (() => void) | null;
}

/** Asked while there is work: an answer is a sign of life. */
const PING_MS = 1_000;
/** Silent for longer than this many times its time, a worker is ended though it uses no processor. */
const PATIENCE = 3;
/** An answer of 32 MiB and what is around it. */
const MOST_FRAME_BYTES = 48 * 1024 * 1024;
const MOST_LENT = 1_000;
const TEXT_CHARS = 2_000;

/** One process of one connector: its calls under way, and what they are lent. */
export class ConnectorProcess {
  readonly facts: Promise<Facts>;
  private readonly worker: WorkerProcess<ToConnector, FromConnector>;
  private readonly running = new Map<number, Running>();
  private readonly lent = new Map<string, { readonly id: number; readonly settings: unknown }>();
  private readonly budget = new FrameBudget();
  private watchdog: Watchdog | undefined;
  private ping: NodeJS.Timeout | undefined;
  private calls = 0;
  /** Calls that were given up and may still run. */
  abandoned = 0;
  private lastText = '';
  private endedFor: string | null = null;
  private refuse!: (error: Error) => void;
  private accept!: (facts: Facts) => void;

  constructor(
    entry: string,
    { heapMb, memoryMb, silentMs, looksAhead }: ProcessOptions,
    private readonly listener: ProcessListener,
  ) {
    this.facts = new Promise((resolve, reject) => {
      this.accept = resolve;
      this.refuse = reject;
    });
    // Whoever waits for them hears of it.
    this.facts.catch(() => undefined);
    this.silentMs = silentMs;
    this.looksAhead = looksAhead;
    const isSource = import.meta.url.endsWith('.ts');
    this.worker = new WorkerProcess<ToConnector, FromConnector>({
      entry: isSource
        ? new URL('./worker/entry.ts', import.meta.url)
        : new URL('./worker/entry.js', import.meta.url),
      heapMb,
      flags: permissions(entry),
      argv: [entry, String(memoryMb)],
      hasSecondWay: true,
      keepsText: true,
      maxFrameBytes: MOST_FRAME_BYTES,
    });
    this.worker.listen({
      onFrame: (header, frame) => this.take(header, frame),
      onGone: (end) => this.gone(end),
      onText: (text) => this.text(text),
    });
    this.watch();
  }

  private readonly silentMs: number;
  private readonly looksAhead: boolean;

  get inFlight(): number {
    return this.running.size;
  }

  get isAlive(): boolean {
    return this.worker.isAlive && this.endedFor === null;
  }

  /** All in one message. */
  run(given: readonly PoolCall[]): void {
    const calls = given.filter((call) => !isGivenUp(call));
    if (calls.length === 0) return;
    const lines: string[] = [];
    const placeOf = placing(lines);
    const headers = calls.map((call) => this.header(call, placeOf));
    const shared = lines.length;
    for (const { line } of calls) lines.push(line);
    this.worker.send({ kind: 'calls', calls: headers, shared, ahead: this.looksAhead }, lines);
  }

  /** Its answer is no longer waited for. */
  drop(call: PoolCall): void {
    for (const [id, running] of this.running) {
      if (running.call !== call) continue;
      this.worker.send({ kind: 'abort', call: id });
      this.over(id, running);
      this.abandoned += 1;
      // Whoever gave it up says why, and is heard first.
      setImmediate(() => call.reject(new Error('nobody waits for it any more')));
    }
    if (this.running.size === 0 && this.isAlive) this.rest();
  }

  /** Steps whose time is over. */
  dropLate(isLate: (call: PoolCall) => boolean, withinMs: number): void {
    for (const { call } of this.running.values()) {
      if (!isLate(call)) continue;
      call.reject(new Error(`${call.path.join('.')} did not answer within ${withinMs / 1_000} s`));
      this.drop(call);
    }
  }

  end(reason: string): void {
    this.endedFor ??= reason;
    this.worker.kill();
  }

  private header(call: PoolCall, placeOf: (part: CallPart) => number): CallHeader {
    this.calls += 1;
    const { path, context, parts } = call;
    const lending = context && new Lending(context.lends);
    const id = this.calls;
    const onAbort = context ? () => this.drop(call) : null;
    if (context && onAbort) context.lends.signal.addEventListener('abort', onAbort, { once: true });
    this.running.set(id, { call, lending, onAbort });
    if (parts.length > 0)
      return { call: id, path, parts: Object.fromEntries(parts.map((part) => [part.name, placeOf(part)])) };
    if (!context) return { call: id, path };
    const { deadline } = context.lends;
    return { call: id, path, context: { at: context.at, lent: this.lend(context.lends), deadline } };
  }

  /** The settings of a connection go over once. */
  private lend({ settings, connection }: Lent): number {
    const known = this.lent.get(connection.id);
    if (known?.settings === settings) return known.id;
    if (this.lent.size >= MOST_LENT) {
      this.worker.send({ kind: 'forget' });
      this.lent.clear();
    }
    const id = (this.calls += 1);
    this.lent.set(connection.id, { id, settings });
    this.worker.send({ kind: 'lend', lent: id, facts: { settings, connection } });
    return id;
  }

  private take(header: FromConnector, frame: Frame): void {
    this.watchdog?.progress();
    if (!this.budget.takes(frame.body.length)) {
      this.end('it flooded the host with messages');
      return;
    }
    this.heed(header, frame);
  }

  private heed(header: FromConnector, frame: Frame): void {
    switch (header.kind) {
      case 'ready':
        this.opened(linesOf(frame)[0] ?? 'null');
        break;
      case 'refused':
        this.refuse(new Error(header.problem));
        break;
      case 'done':
        // Before the answers: whoever waits for one asks next.
        if (header.ids) this.listener.onIds(header.ids);
        this.settle(header, linesOf(frame));
        break;
      case 'ask':
        void this.answer(header, frame.body);
        break;
      case 'sync':
        this.answerAtOnce(header);
        break;
      case 'log':
        this.line(header);
        break;
      case 'pong':
        break;
    }
  }

  private opened(facts: string): void {
    this.accept(JSON.parse(facts) as Facts);
    if (this.running.size === 0) this.rest();
  }

  private answerAtOnce({ call, of }: Extract<FromConnector, { kind: 'sync' }>): void {
    this.worker.answerAtOnce(this.running.get(call)?.lending?.answerAtOnce(of) ?? TOO_LATE);
  }

  private settle(
    { calls, same = [] }: Extract<FromConnector, { kind: 'done' }>,
    lines: readonly string[],
  ): void {
    const places = new Map(same.map(([call, ...at]) => [call, at]));
    for (const [index, id] of calls.entries()) {
      const running = this.running.get(id);
      if (!running) continue;
      this.over(id, running);
      this.hand(running, lines[index] ?? '~', places.get(id));
    }
    if (this.running.size === 0) this.rest();
  }

  private hand({ call, lending }: Running, line: string, sameAt: readonly number[] = []): void {
    try {
      if (line === '~') call.resolve(undefined);
      else if (line.startsWith('-{')) {
        const error = JSON.parse(line.slice(1)) as WireError;
        call.reject(lending?.originOf(error) ?? thrownOf(error));
      } else call.resolve(withElement(readLine(line), sameAt, call));
    } catch (error) {
      call.reject(error);
    }
  }

  private async answer(
    { call, ask, of }: Extract<FromConnector, { kind: 'ask' }>,
    given: Buffer,
  ): Promise<void> {
    const lending = this.running.get(call)?.lending;
    if (!lending) return;
    // The frame's bytes are read over before the call may have been sent.
    const { answer, body } = await lending.answer(ask, of, Buffer.from(given));
    if (this.running.has(call)) this.worker.sendSoon(answer, body);
  }

  private line({ call, level, message, details }: Extract<FromConnector, { kind: 'log' }>): void {
    const running = call === null ? undefined : this.running.get(call);
    if (!this.budget.takesLine()) return;
    const said = { level, message: message.slice(0, TEXT_CHARS) };
    this.listener.onLine(
      details === undefined ? said : { ...said, details: details.slice(0, TEXT_CHARS) },
      running?.call ?? null,
    );
  }

  private text(text: string): void {
    this.lastText = (this.lastText + text).slice(-TEXT_CHARS);
  }

  private over(id: number, { lending, onAbort, call }: Running): void {
    this.running.delete(id);
    lending?.end();
    if (onAbort) call.context?.lends.signal.removeEventListener('abort', onAbort);
  }

  /** As long as it lives: to begin anew with every call costs more than the call. */
  private watch(): void {
    this.watchdog = new Watchdog(
      {
        // It is loaded within the time of its start.
        isReady: () => this.worker.isReady(),
        cpuMs: () => this.worker.cpuMs(),
        kill: () => this.end(`it was silent for ${this.silentMs / 1_000} s`),
      },
      this.silentMs,
      PATIENCE,
    );
    this.ping = setInterval(() => this.worker.send({ kind: 'ping' }), PING_MS).unref();
    // A host ends by its own word, and with it its workers.
    this.worker.hold(false);
  }

  private rest(): void {
    this.listener.onIdle();
  }

  private unwatch(): void {
    this.watchdog?.stop();
    this.watchdog = undefined;
    clearInterval(this.ping);
  }

  private gone(end: WorkerEnd): void {
    this.unwatch();
    const reason =
      this.endedFor ?? (this.worker.isReady() ? reasonOf(end, this.lastText) : notLoaded(end, this.lastText));
    this.endedFor = reason;
    // Of whom it speaks nobody can say: the log alone has it, where the secrets of all are masked.
    if (this.lastText !== '') this.listener.onLine({ level: 'warn', message: this.lastText }, null);
    this.refuse(new Error(reason));
    const unsettled = [...this.running].map(([id, running]): UnsettledCall => {
      this.over(id, running);
      return { call: running.call, hasWritten: running.lending?.hasWritten ?? false };
    });
    this.listener.onGone(reason, unsettled);
  }
}

/** It waited until nobody waited for it. */
function isGivenUp(call: PoolCall): boolean {
  const isOver = call.context?.lends.signal.aborted ?? false;
  if (isOver) call.reject(new Error('nobody waits for it any more'));
  return isOver;
}

/** Gives each part its place among the lines, once for all calls that hold it. */
function placing(lines: string[]): (part: CallPart) => number {
  const places = new Map<object, number>();
  return ({ of, line }) => {
    let place = places.get(of);
    if (place === undefined) places.set(of, (place = lines.push(line) - 1));
    return place;
  };
}

/** The payloads that are the element itself did not travel back. */
function withElement(answer: unknown, places: readonly number[], { parts }: PoolCall): unknown {
  if (places.length === 0 || !Array.isArray(answer)) return answer;
  const element = parts.find(({ name }) => name === 'element')?.of;
  for (const place of places) {
    const one: unknown = answer[place];
    if (typeof one === 'object' && one !== null) Object.assign(one, { payload: element });
  }
  return answer;
}

const TOO_LATE = { error: { name: 'Error', message: 'the call came after its time' } };

function notLoaded(end: WorkerEnd, text: string): string {
  if (end.signal === 'SIGKILL' && text === '') return 'it was not loaded in its time';
  const said = text
    .trim()
    .split('\n')
    .find((line) => /Error/.test(line));
  const reason = reasonOf(end, text);
  return said === undefined ? reason : `${reason}: ${said.trim().slice(0, 300)}`;
}

/** As an operator understands it. Nothing of what its code said: transfers of others are told it too. */
function reasonOf({ code, signal }: WorkerEnd, text: string): string {
  const memory = /it took more than \d+ MB of memory/.exec(text)?.[0];
  if (memory !== undefined) return memory;
  if (text.includes('heap out of memory')) return 'its heap is full';
  return signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`;
}
