import jsonata from 'jsonata';

import type { Bindings } from './closures/closure.js';
import { toHostError } from './jsonata-error.js';
import { LIMITS } from './limits.js';
import { toPlain } from './plain.js';

/** JSONata itself, always with its limits. Rejects with a HostError; results are plain JSON. */
export interface Interpreter {
  evaluate(input: unknown, bindings: Bindings | undefined): Promise<unknown>;
}

export interface InterpreterOptions {
  readonly timeoutMs?: number;
  readonly maxChars?: number;
}

export function createInterpreter(source: string, options: InterpreterOptions = {}): Interpreter {
  const expression = jsonata(source, {
    timeout: options.timeoutMs ?? LIMITS.interpreterTimeoutMs,
    stack: LIMITS.stack,
    sequence: LIMITS.sequence,
  });
  const maxChars = options.maxChars ?? LIMITS.trustedOutputChars;
  return {
    evaluate: async (input, bindings) => {
      try {
        return toPlain(await expression.evaluate(input, bindings as Record<string, unknown>), maxChars);
      } catch (error) {
        throw toHostError(error);
      }
    },
  };
}
