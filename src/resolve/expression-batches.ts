import type { CompiledExpression } from '../expressions/index.js';

type Bindings = Readonly<Record<string, unknown>> | undefined;

interface Waiting {
  readonly input: unknown;
  readonly bindings: Bindings;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Gathers what the elements of one slice ask of the same expression in one turn, so that a hundred of them go to a
 * worker in one message. Closures answer at once and are never gathered.
 */
export class ExpressionBatches {
  private readonly waiting = new Map<CompiledExpression, Waiting[]>();

  evaluate(expression: CompiledExpression, input: unknown, bindings: Bindings): unknown {
    if (expression.runs === 'closure') return expression.evaluate(input, bindings);
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) queueMicrotask(() => this.flush());
      const others = this.waiting.get(expression);
      const one = { input, bindings, resolve, reject };
      if (others) others.push(one);
      else this.waiting.set(expression, [one]);
    });
  }

  private flush(): void {
    const batches = [...this.waiting];
    this.waiting.clear();
    for (const [expression, batch] of batches) void settle(expression, batch);
  }
}

async function settle(expression: CompiledExpression, batch: readonly Waiting[]): Promise<void> {
  try {
    const own = batch.map((one) => one.bindings ?? {});
    const results = await expression.evaluateMany(
      batch.map((one) => one.input),
      undefined,
      own,
    );
    for (const [index, one] of batch.entries()) {
      const result = results[index];
      if (result?.error) one.reject(result.error);
      else one.resolve(result?.value);
    }
  } catch (error) {
    for (const one of batch) one.reject(error);
  }
}
