import { AssertionError } from 'node:assert/strict';

/** One claim about a connector, for any test runner: `for (const { name, run } of checks) it(name, run)`. */
export interface ConformanceCheck {
  /** The claim, for the test's name. */
  readonly name: string;
  /** What its author does where it does not hold. */
  readonly remedy: string;
  /** Rejects with an AssertionError that ends with the remedy when the claim does not hold. */
  readonly run: () => Promise<void>;
}

/** A check whose failure says what to do. */
export function claim(name: string, remedy: string, run: () => unknown): ConformanceCheck {
  return {
    name,
    remedy,
    run: async () => {
      try {
        await run();
      } catch (error) {
        throw withRemedy(error, remedy);
      }
    },
  };
}

function withRemedy(error: unknown, remedy: string): AssertionError {
  const said = error instanceof Error ? error.message : String(error);
  const shown = error instanceof AssertionError ? said : `threw ${String(error)}`;
  const failure = new AssertionError({ message: `${shown}\n\nWhat to do: ${remedy}` });
  failure.cause = error;
  return failure;
}
