import type { HostError } from '../errors/index.js';

import type { Bindings } from './closures/closure.js';
import type { HostFunctions } from './closures/scope.js';

/** A compiled JSONata expression. Compile once per configuration version, evaluate per record. */
export interface CompiledExpression {
  readonly source: string;
  /** How it runs: closures on the loop, the interpreter on the loop (trusted), or a worker that can be killed. */
  readonly runs: 'closure' | 'interpreter' | 'worker';
  /** Top-level names the expression reads from its input; null when that cannot be told. */
  readonly reads: ReadonlySet<string> | null;
  /**
   * The value, as JSON can say it; undefined when it yields nothing. Closures answer at once, save for an input they
   * leave to the interpreter (an array on a path, an error); everything else answers with a promise.
   * Throws, or rejects with, HostError EXPRESSION_FAILED, EXPRESSION_TIMEOUT or EXPRESSION_TOO_LARGE.
   */
  evaluate(input: unknown, bindings?: Bindings): unknown;
  /**
   * The same for many inputs, in as few messages to a worker as can be; an input that fails harms no other.
   * `shared` is bound for all of them, `own[i]` for the input of that index alone.
   */
  evaluateMany(
    inputs: readonly unknown[],
    shared?: Bindings,
    own?: readonly Bindings[],
  ): Promise<readonly Evaluated[]>;
}

/** What became of one input. `error` is set exactly when it failed. */
export interface Evaluated {
  readonly value: unknown;
  readonly error?: HostError;
}

/** `trusted`: it came with a code connector on disk. All others run where they can be killed. */
export interface CompileOptions {
  readonly trusted: boolean;
  /**
   * A connector's formulas, callable as `$name(…)`: pure, run on the loop wherever the rest runs. Those that are marked
   * by `answersLater` answer with promises.
   */
  readonly functions?: HostFunctions;
}

export type { Bindings, HostFunctions };
