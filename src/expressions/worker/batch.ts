import { isHostError } from '../../errors/index.js';
import { Watchdog, linesOf, type Frame } from '../../workers/index.js';
import { isLater } from '../closures/scope.js';
import type { Evaluated, HostFunctions } from '../compiled.js';
import type { ExpressionProcess } from './expression-process.js';
import type { FromWorker, RunHeader } from './messages.js';
import { errorLine, readResultLine, valueLine } from './result-line.js';

/** One evaluation on its way to a worker. */
export interface Item {
  readonly source: string;
  readonly functions: HostFunctions;
  /** `{i, b}` as JSON. */
  readonly line: string;
  /** The shared bindings as JSON, one string for all items that share them. */
  readonly shared: string | undefined;
  readonly settle: (result: Evaluated) => void;
  /** A worker died over it, or over one beside it: its result is asked for at once. */
  readonly isCareful: boolean;
}

/** How many of the items were settled, and why no more were. */
export interface BatchEnd {
  readonly settled: number;
  readonly end: 'done' | 'timeout' | 'died';
}

/** The worker stops an expression itself where it can; it is killed when it has not after half as long again. */
const GRACE = 1.5;

/** Sends the items to a worker and settles them as their results come in. */
export function runBatch(
  worker: ExpressionProcess,
  items: readonly Item[],
  timeoutMs: number,
): Promise<BatchEnd> {
  return new Promise((resolve) => {
    let settled = 0;
    const watchdog = new Watchdog(worker, timeoutMs * GRACE);
    const finish = (end: BatchEnd['end']): void => {
      watchdog.stop();
      worker.listen(undefined);
      resolve({ settled, end });
    };
    worker.listen({
      onGone: () => finish(watchdog.hasKilled ? 'timeout' : 'died'),
      onFrame: (header, frame) => {
        watchdog.progress();
        if (header.kind === 'call') void answer(worker, items, header, frame);
        if (header.kind !== 'results') return;
        for (const line of linesOf(frame)) {
          items[settled]?.settle(readResultLine(line));
          settled += 1;
        }
        if (settled >= items.length) finish('done');
      },
    });
    const { header, lines } = packed(items, timeoutMs);
    if (worker.isAlive) worker.send(header, lines);
    else finish('died');
  });
}

function packed(items: readonly Item[], timeoutMs: number): { header: RunHeader; lines: string[] } {
  const sources: { source: string; functions: string[] }[] = [];
  const known: { readonly source: string; readonly functions: HostFunctions }[] = [];
  const shared: string[] = [];
  const places: [number, number][] = items.map((item) => {
    let at = known.findIndex(
      ({ source, functions }) => source === item.source && functions === item.functions,
    );
    if (at < 0) at = known.push(item) - 1;
    sources[at] ??= { source: item.source, functions: Object.keys(item.functions) };
    if (item.shared !== undefined && shared.at(-1) !== item.shared) shared.push(item.shared);
    return [at, item.shared === undefined ? -1 : shared.length - 1];
  });
  const isCareful = items.some((item) => item.isCareful);
  return {
    header: { kind: 'run', isCareful, timeoutMs, sources, sharedCount: shared.length, items: places },
    lines: [...shared, ...items.map((item) => item.line)],
  };
}

type CallHeader = Extract<FromWorker, { kind: 'call' }>;

/** Runs a connector's function for a worker. */
async function answer(
  worker: ExpressionProcess,
  items: readonly Item[],
  header: CallHeader,
  frame: Frame,
): Promise<void> {
  const functions = items[header.item]?.functions ?? {};
  const implementation = Object.hasOwn(functions, header.name) ? functions[header.name] : undefined;
  let line: string;
  try {
    const args = JSON.parse(linesOf(frame)[0] ?? '[]') as unknown[];
    const value = (implementation as ((...values: unknown[]) => unknown) | undefined)?.(...args);
    line = valueLine(implementation && isLater(implementation) ? await value : value);
  } catch (error) {
    line = errorLine(calledBy(header.name, error));
  }
  worker.send({ kind: 'answer', call: header.call }, [line]);
}

/** In the host JSONata says which function threw; what comes from here it sees as an answer. */
function calledBy(name: string, thrown: unknown): unknown {
  if (isHostError(thrown)) return thrown;
  return { token: name, message: thrown instanceof Error ? thrown.message : String(thrown) };
}
