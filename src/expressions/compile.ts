import { setImmediate as nextTurn } from 'node:timers/promises';

import { compileClosure, type ClosureExpression } from './closures/compile-closure.js';
import type { Bindings, CompiledExpression, CompileOptions, Evaluated, HostFunctions } from './compiled.js';
import { createInterpreter, type Interpreter } from './interpreter.js';
import { toHostError } from './jsonata-error.js';
import { LIMITS } from './limits.js';
import { parseExpression } from './parse.js';
import { toPlain } from './plain.js';
import { namesRead } from './reads.js';
import { evaluateInWorkers } from './worker/pool.js';

/** Where an expression, or what closures leave over, is evaluated. */
type Evaluator = (jobs: readonly Job[]) => Promise<readonly Evaluated[]>;

interface Job {
  readonly input: unknown;
  readonly shared: Bindings | undefined;
  readonly own: Bindings | undefined;
}

const MAX_REMEMBERED = 2_000;
const remembered = new Map<string, CompiledExpression>();

/**
 * Compiles an expression; throws EXPRESSION_INVALID. Parsing costs 0.1 ms and more, and a host's connections share
 * most of their expressions: those without functions of their own are remembered.
 */
export function compile(source: string, options: CompileOptions): CompiledExpression {
  if (options.functions && Object.keys(options.functions).length > 0) return compileAnew(source, options);
  const key = `${options.trusted ? 'trusted' : 'other'} ${source}`;
  const known = remembered.get(key);
  if (known) return known;
  const compiled = compileAnew(source, options);
  const oldest = remembered.size >= MAX_REMEMBERED ? remembered.keys().next() : undefined;
  if (oldest && !oldest.done) remembered.delete(oldest.value);
  remembered.set(key, compiled);
  return compiled;
}

function compileAnew(source: string, options: CompileOptions): CompiledExpression {
  const { trusted, functions = {} } = options;
  const parsed = parseExpression(source);
  const closure = compileClosure(parsed.ast, functions);
  const stays = trusted && !parsed.isUnstoppable;
  const evaluator = stays ? onLoop(source, functions) : inWorker(source, functions);
  const run = closure && runnable(closure, trusted ? LIMITS.trustedOutputChars : LIMITS.outputChars);
  return {
    source,
    runs: closure ? 'closure' : stays ? 'interpreter' : 'worker',
    reads: namesRead(parsed.ast),
    evaluate: (input, bindings) => {
      if (!run) return single(evaluator, input, bindings);
      try {
        return run(input, bindings);
      } catch {
        // Whatever stopped a closure, JSONata is the judge of it: it gives the value or the right error.
        return single(evaluator, input, bindings);
      }
    },
    evaluateMany: (inputs, shared, own) => many(run, evaluator, { inputs, shared, own }),
  };
}

type Run = ClosureExpression['run'];

/** What may be larger than its input, or came from a connector's function, is checked as from outside. */
function runnable({ run, isMeasured }: ClosureExpression, maxChars: number): Run {
  if (!isMeasured) return run;
  return (input, bindings) => {
    const value = run(input, bindings);
    return typeof value === 'string' || typeof value === 'boolean' ? value : toPlain(value, maxChars);
  };
}

async function single(evaluator: Evaluator, input: unknown, shared: Bindings | undefined): Promise<unknown> {
  const [result] = await evaluator([{ input, shared, own: undefined }]);
  if (result?.error) throw result.error;
  return result?.value;
}

interface ManyInputs {
  readonly inputs: readonly unknown[];
  readonly shared: Bindings | undefined;
  readonly own: readonly Bindings[] | undefined;
}

async function many(
  run: Run | undefined,
  evaluator: Evaluator,
  { inputs, shared, own }: ManyInputs,
): Promise<readonly Evaluated[]> {
  const results: Evaluated[] = [];
  const left: { readonly at: number; readonly job: Job }[] = [];
  inputs.forEach((input, at) => {
    const job = { input, shared, own: own?.[at] };
    try {
      if (!run) throw LEFT_OVER;
      results[at] = { value: run(input, job.own ? { ...shared, ...job.own } : shared) };
    } catch {
      left.push({ at, job });
    }
  });
  const evaluated = left.length === 0 ? [] : await evaluator(left.map(({ job }) => job));
  left.forEach(({ at }, index) => (results[at] = evaluated[index] ?? { value: undefined }));
  return results;
}

/** The interpreter only ever waits for itself: many evaluations give the loop back after this long. */
const MAX_TURN_MS = 8;

const LEFT_OVER = new Error('there are no closures');

/** The interpreter is made when it is first needed: most closures never give up. */
function onLoop(source: string, functions: HostFunctions): Evaluator {
  let interpreter: Interpreter | undefined;
  return async (jobs) => {
    interpreter ??= createInterpreter(source);
    const results: Evaluated[] = [];
    let turnBeganAt = performance.now();
    for (const { input, shared, own } of jobs) {
      if (performance.now() - turnBeganAt > MAX_TURN_MS) {
        await nextTurn();
        turnBeganAt = performance.now();
      }
      try {
        results.push({ value: await interpreter.evaluate(input, { ...functions, ...shared, ...own }) });
      } catch (error) {
        results.push({ value: undefined, error: toHostError(error) });
      }
    }
    return results;
  };
}

function inWorker(source: string, functions: HostFunctions): Evaluator {
  return (jobs) => evaluateInWorkers(source, functions, jobs);
}
