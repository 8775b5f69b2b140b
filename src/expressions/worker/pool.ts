import { HostError } from '../../errors/index.js';
import type { Bindings, Evaluated, HostFunctions } from '../compiled.js';
import { toHostError } from '../jsonata-error.js';
import { LIMITS, timeoutFor } from '../limits.js';
import { runBatch, type Item } from './batch.js';
import { heapForInput } from './heap.js';
import { startProcess, type ExpressionProcess } from './expression-process.js';

/** One input with its bindings. */
export interface WorkerJob {
  readonly input: unknown;
  readonly shared: Bindings | undefined;
  readonly own: Bindings | undefined;
}

/**
 * A few worker processes, started on first use, ended after a minute without work. What arrives while they are busy
 * goes together in the next message. When one dies, what it had not answered is run again item by item, and only the
 * item it dies over twice fails.
 */
export class WorkerPool {
  private readonly queue: Item[] = [];
  private readonly idle: { readonly worker: ExpressionProcess; readonly timer: NodeJS.Timeout }[] = [];
  private readonly busy = new Set<ExpressionProcess>();
  private isScheduled = false;

  /** Processes there are now. */
  get size(): number {
    return this.idle.length + this.busy.size;
  }

  evaluate(
    source: string,
    functions: HostFunctions,
    jobs: readonly WorkerJob[],
  ): Promise<readonly Evaluated[]> {
    const texts = new Map<Bindings, string>();
    const textOf = (shared: Bindings): string => {
      const text = texts.get(shared) ?? JSON.stringify(shared);
      texts.set(shared, text);
      return text;
    };
    const evaluateOne = async ({ input, shared, own }: WorkerJob): Promise<Evaluated> => {
      try {
        const line = JSON.stringify({ i: input, b: own });
        const bound = shared && textOf(shared);
        return await new Promise((settle) => {
          this.add({ source, functions, line, shared: bound, settle, isCareful: false });
        });
      } catch (error) {
        return { value: undefined, error: toHostError(error) };
      }
    };
    return Promise.all(jobs.map(evaluateOne));
  }

  /** Ends all processes; what was running fails, and the next use starts new ones. */
  end(): void {
    for (const { worker, timer } of this.idle.splice(0)) {
      clearTimeout(timer);
      worker.kill();
    }
    for (const item of this.queue.splice(0)) item.settle(unavailable('the workers were ended'));
    const running = [...this.busy];
    this.busy.clear();
    for (const worker of running) worker.kill();
  }

  private add(item: Item): void {
    if (this.queue.length >= LIMITS.waiting) {
      item.settle(unavailable(`${LIMITS.waiting} evaluations wait already`));
      return;
    }
    this.queue.push(item);
    if (this.isScheduled) return;
    this.isScheduled = true;
    // What one turn of the loop brings goes in one message.
    queueMicrotask(() => {
      this.isScheduled = false;
      this.dispatch();
    });
  }

  private dispatch(): void {
    while (this.queue.length > 0 && this.busy.size < LIMITS.workers) {
      const items = this.nextBatch();
      const chars = items.reduce((sum, item) => Math.max(sum, charsOf(item)), 0);
      const heapMb = heapForInput(chars);
      const worker = heapMb > LIMITS.heapMb ? startProcess(heapMb) : this.ready();
      this.busy.add(worker);
      worker.hold(true);
      void this.run(worker, items, heapMb === LIMITS.heapMb);
    }
  }

  private async run(worker: ExpressionProcess, items: readonly Item[], isKept: boolean): Promise<void> {
    const timeoutMs = timeoutFor(items.reduce((most, item) => Math.max(most, charsOf(item)), 0));
    const { settled, end } = await runBatch(worker, items, timeoutMs);
    const wasEnded = !this.busy.delete(worker);
    if (wasEnded) for (const item of items.slice(settled)) item.settle(unavailable('the workers were ended'));
    else if (end !== 'done') this.again(items.slice(settled), end);
    else if (isKept) this.rest(worker);
    else worker.kill();
    this.dispatch();
  }

  /** The first was running when the worker ended, if results came one by one; otherwise nobody knows yet. */
  private again(left: readonly Item[], end: 'timeout' | 'died'): void {
    const [first, ...others] = left;
    if (!first) return;
    const isKnown = first.isCareful || (left.length === 1 && end === 'timeout');
    if (isKnown) first.settle({ value: undefined, error: errorOf(end) });
    const repeated = isKnown ? others : left;
    this.queue.unshift(...repeated.map((item) => ({ ...item, isCareful: true })));
  }

  /** As many from the head of the queue as fit one message: careful ones by themselves, a large one alone. */
  private nextBatch(): Item[] {
    const [first] = this.queue;
    let chars = 0;
    let count = 0;
    for (const item of this.queue) {
      chars += charsOf(item);
      const isLarge = charsOf(item) > LIMITS.largeInputChars;
      const fits = count < LIMITS.batch && chars <= LIMITS.batchChars && item.isCareful === first?.isCareful;
      if (count > 0 && (!fits || isLarge)) break;
      count += 1;
      if (isLarge) break;
    }
    return this.queue.splice(0, count);
  }

  private ready(): ExpressionProcess {
    for (let kept = this.idle.pop(); kept; kept = this.idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.worker.isAlive) return kept.worker;
    }
    return startProcess(LIMITS.heapMb);
  }

  private rest(worker: ExpressionProcess): void {
    worker.hold(false);
    const timer = setTimeout(() => {
      this.idle.splice(
        this.idle.findIndex((kept) => kept.worker === worker),
        1,
      );
      worker.kill();
    }, LIMITS.idleMs);
    timer.unref();
    this.idle.push({ worker, timer });
  }
}

function charsOf(item: Item): number {
  return item.line.length + (item.shared?.length ?? 0);
}

function unavailable(detail: string): Evaluated {
  return { value: undefined, error: new HostError('EXPRESSION_UNAVAILABLE', { detail }) };
}

function errorOf(end: 'timeout' | 'died'): HostError {
  return end === 'timeout'
    ? new HostError('EXPRESSION_TIMEOUT', { detail: 'it was stopped from outside' })
    : new HostError('EXPRESSION_TOO_LARGE', { detail: 'its worker ran out of memory' });
}

let pool: WorkerPool | undefined;

/** Evaluates in the process-wide pool. */
export function evaluateInWorkers(
  source: string,
  functions: HostFunctions,
  jobs: readonly WorkerJob[],
): Promise<readonly Evaluated[]> {
  pool ??= new WorkerPool();
  return pool.evaluate(source, functions, jobs);
}

/** Ends the process-wide pool's workers, when the host stops. */
export function endWorkers(): void {
  pool?.end();
}
