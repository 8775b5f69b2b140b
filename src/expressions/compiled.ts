/** A compiled JSONata expression. Compile once per configuration version, evaluate per record. */
export interface CompiledExpression {
  readonly source: string;
  /** How it runs: closures on the loop, the interpreter on the loop (trusted), or a worker that can be killed. */
  readonly runs: 'closure' | 'interpreter' | 'worker';
  /** Top-level names the expression reads from its input; null when that cannot be told. */
  readonly reads: ReadonlySet<string> | null;
  /**
   * The value, as JSON can say it; undefined when it yields nothing. A promise only where it does not run as closures.
   * Throws HostError EXPRESSION_FAILED, EXPRESSION_TIMEOUT or EXPRESSION_TOO_LARGE.
   */
  evaluate(input: unknown, bindings?: Readonly<Record<string, unknown>>): unknown;
}

/** `trusted`: it came with a code connector on disk. All others run where they can be killed. */
export interface CompileOptions {
  readonly trusted: boolean;
}
