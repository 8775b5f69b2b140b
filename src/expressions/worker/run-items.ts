import type { Bindings } from '../closures/closure.js';
import { createInterpreter, type Interpreter } from '../interpreter.js';
import { LIMITS } from '../limits.js';
import { isHostError } from '../../errors/index.js';
import type { FromWorker, ItemLine, RunHeader } from './messages.js';
import { errorLine, valueLine } from './result-line.js';

/** The host as a worker sees it. */
export interface Host {
  send(header: FromWorker, lines?: readonly string[]): void;
  /** What the host answers to the call of this number. */
  answerTo(call: number): Promise<unknown>;
}

/** Results are handed over at least this often, so that little is done again when the worker is killed. */
const FLUSH_MS = 5;
/** A time-out with less processor time than this share of it says that the machine was busy, not the expression. */
const BUSY_SHARE = 0.5;
const MAX_TRIES = 4;
/** Compiled expressions kept, in characters of source: a tree takes some hundred bytes for each of them. */
const MAX_KEPT_CHARS = 16_384;

const interpreters = new Map<string, Interpreter>();
let keptChars = 0;
let calls = 0;

/** Evaluates the items one after the other and hands the results over in order. */
export async function runItems(header: RunHeader, lines: readonly string[], host: Host): Promise<void> {
  const shared = lines.slice(0, header.sharedCount).map((line) => JSON.parse(line) as Bindings);
  const results: string[] = [];
  let flushedAt = performance.now();
  for (const [at, [sourceIndex, sharedIndex]] of header.items.entries()) {
    const line = lines[header.sharedCount + at] ?? '{}';
    const bound = { ...functionsOf(header, sourceIndex, at, host), ...shared[sharedIndex] };
    results.push(await evaluateLine(header, sourceIndex, line, bound));
    if (header.isCareful || performance.now() - flushedAt >= FLUSH_MS) {
      host.send({ kind: 'results' }, results.splice(0));
      flushedAt = performance.now();
    }
  }
  if (results.length > 0) host.send({ kind: 'results' }, results);
}

async function evaluateLine(
  header: RunHeader,
  sourceIndex: number,
  line: string,
  bound: Bindings,
): Promise<string> {
  try {
    const item = JSON.parse(line) as ItemLine;
    const interpreter = interpreterFor(header.sources[sourceIndex]?.source ?? '', header.timeoutMs);
    return valueLine(
      await whileStarved(header.timeoutMs, () => interpreter.evaluate(item.i, { ...bound, ...item.b })),
    );
  } catch (error) {
    return errorLine(error);
  }
}

/** JSONata's limit is one of the wall clock: on a starved machine it says nothing, and the evaluation is repeated. */
async function whileStarved(timeoutMs: number, evaluate: () => Promise<unknown>): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const before = process.cpuUsage();
    try {
      return await evaluate();
    } catch (error) {
      const used = process.cpuUsage(before);
      const wasStarved = (used.user + used.system) / 1_000 < timeoutMs * BUSY_SHARE;
      const isTimeout = isHostError(error) && error.code === 'EXPRESSION_TIMEOUT';
      if (!isTimeout || !wasStarved || attempt === MAX_TRIES) throw error;
    }
  }
}

function interpreterFor(source: string, timeoutMs: number): Interpreter {
  const key = `${timeoutMs} ${source}`;
  const known = interpreters.get(key);
  if (known) return known;
  const made = createInterpreter(source, { timeoutMs, maxChars: LIMITS.outputChars });
  keptChars += source.length;
  if (keptChars > MAX_KEPT_CHARS) {
    interpreters.clear();
    keptChars = source.length;
  }
  interpreters.set(key, made);
  return made;
}

/** A connector's functions stay in the host: here each is a call to it. */
function functionsOf(header: RunHeader, sourceIndex: number, item: number, host: Host): Bindings {
  const names = header.sources[sourceIndex]?.functions ?? [];
  return Object.fromEntries(
    names.map((name) => [name, (...args: unknown[]) => call(host, name, item, args)]),
  );
}

function call(host: Host, name: string, item: number, args: readonly unknown[]): Promise<unknown> {
  calls += 1;
  const answer = host.answerTo(calls);
  host.send({ kind: 'call', call: calls, name, item }, [JSON.stringify(args)]);
  return answer;
}
