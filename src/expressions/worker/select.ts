import { HostError } from '../../errors/index.js';
import { Watchdog, linesOf, type Frame } from '../../workers/index.js';
import { LIMITS } from '../limits.js';
import { startProcess, type ExpressionProcess } from './expression-process.js';
import { heapForInput } from './heap.js';
import type { FromWorker, ToWorker } from './messages.js';
import { readResultLine } from './result-line.js';

/** Selections side by side: each may take twelve times its body in memory. */
const MAX_RUNNING = 2;
/** A 10 MB body takes 0.3 s to parse and select on a free machine. */
const BASE_MS = 1_000;
const MS_PER_MB = 300;
const MIB = 1_048_576;

export interface SelectOptions {
  /** Most text all records may have together. */
  readonly maxBytes: number;
  /** Runs over the body before the selector, as the receiver's `preprocess`. */
  readonly preprocess?: string;
  /** `URL`, `Headers`, `Query`, `Settings`: names both expressions can read. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The records of a body as JSON texts, in slices of at most 200, read one slice at a time. */
export interface Selection extends AsyncIterable<string[]> {
  /** JSON of the body without the arrays the records came from; known before the first slice. */
  envelope(): Promise<string>;
}

/**
 * Parses a large body and runs a selector over it in a process of its own, so that neither holds the loop. `selector`
 * null: the body itself is the record or the array of records. Rejects with the HostError of what went wrong.
 */
export function selectInWorker(
  body: Buffer,
  format: 'json',
  selector: string | null,
  options: SelectOptions,
): Selection {
  const request: ToWorker = {
    kind: 'select',
    selector,
    preprocess: options.preprocess ?? null,
    context: options.context ?? {},
    timeoutMs: timeFor(body),
    maxChars: options.maxBytes,
  };
  return new RunningSelection(body, request);
}

function timeFor(body: Buffer): number {
  return BASE_MS + Math.ceil((body.length / MIB) * MS_PER_MB);
}

let running = 0;
const waiting: (() => void)[] = [];

async function takeSlot(): Promise<void> {
  if (running >= MAX_RUNNING) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
}

function giveSlot(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

interface Answer {
  readonly header: FromWorker;
  readonly lines: readonly string[];
}

class RunningSelection implements Selection {
  private worker: ExpressionProcess | undefined;
  private started: Promise<string> | undefined;
  /** Nobody asked for the next slice: the process does not wait for ever. */
  private unread: NodeJS.Timeout | undefined;

  constructor(
    private readonly body: Buffer,
    private readonly request: Extract<ToWorker, { kind: 'select' }>,
  ) {}

  envelope(): Promise<string> {
    this.started ??= this.start();
    return this.started;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string[]> {
    try {
      await this.envelope();
      for (let isLast = false; !isLast;) {
        const { header, lines } = await this.ask({ kind: 'next' });
        isLast = header.kind === 'slice' && header.isLast;
        if (lines.length > 0) yield [...lines];
      }
    } finally {
      this.stop();
    }
  }

  private async start(): Promise<string> {
    await takeSlot();
    this.worker = startProcess(heapForInput(this.body.length));
    try {
      const { lines } = await this.ask(this.request, this.body);
      return lines[0] ?? '{}';
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  private stop(): void {
    clearTimeout(this.unread);
    if (!this.worker) return;
    this.worker.kill();
    this.worker = undefined;
    giveSlot();
  }

  private ask(header: ToWorker, body?: Buffer): Promise<Answer> {
    const worker = this.worker;
    clearTimeout(this.unread);
    if (!worker?.isAlive) {
      return Promise.reject(new HostError('EXPRESSION_UNAVAILABLE', { detail: 'the selection has ended' }));
    }
    return new Promise((resolve, reject) => {
      const watchdog = new Watchdog(worker, this.request.timeoutMs);
      const finish = (settle: () => void): void => {
        watchdog.stop();
        worker.listen(undefined);
        this.unread = setTimeout(() => this.stop(), LIMITS.idleMs).unref();
        settle();
      };
      worker.listen({
        onGone: () => finish(() => reject(goneError(watchdog.hasKilled))),
        onFrame: (answer, frame) => {
          watchdog.progress();
          if (answer.kind === 'failed') finish(() => reject(failureIn(frame)));
          else if (answer.kind !== 'ready') finish(() => resolve({ header: answer, lines: linesOf(frame) }));
        },
      });
      worker.send(header, body);
    });
  }
}

function goneError(wasKilled: boolean): HostError {
  return wasKilled
    ? new HostError('EXPRESSION_TIMEOUT', { detail: 'the selector was stopped from outside' })
    : new HostError('EXPRESSION_TOO_LARGE', { detail: 'the selector ran out of memory' });
}

function failureIn(frame: Frame): HostError {
  const [line = '-'] = linesOf(frame);
  return readResultLine(line).error ?? new HostError('EXPRESSION_FAILED');
}
