import { numberOrNothing, textOrNothing, certainText } from './closure.js';

/** A builtin over its evaluated arguments. */
export interface Builtin {
  readonly min: number;
  readonly max: number;
  /** Without an argument it takes the context item. */
  readonly takesContext: boolean;
  /** JSONata collects its result in a sequence, which `run` has settled: nothing may look at it before that. */
  readonly makesSequence: boolean;
  readonly run: (args: readonly unknown[]) => unknown;
}

/** A builtin and its name. */
export type NamedBuiltin = readonly [name: string, builtin: Builtin];

export function builtin(min: number, max: number, run: Builtin['run']): Builtin {
  return { min, max, takesContext: false, makesSequence: false, run };
}

export function sequenceBuiltin(min: number, max: number, run: Builtin['run']): Builtin {
  return { min, max, takesContext: false, makesSequence: true, run };
}

export function onContext(run: Builtin['run']): Builtin {
  return { min: 1, max: 1, takesContext: true, makesSequence: false, run };
}

export function onText(compute: (value: string) => unknown): Builtin {
  return onContext(([value]) => {
    const known = textOrNothing(value);
    return known === undefined ? undefined : compute(known);
  });
}

export function onNumber(compute: (value: number) => unknown): Builtin {
  return onContext(([value]) => {
    const known = numberOrNothing(value);
    return known === undefined ? undefined : compute(known);
  });
}

export function onTexts(compute: (value: string, other: string) => unknown): Builtin {
  return builtin(2, 2, ([value, other]) => {
    const known = textOrNothing(value);
    const second = certainText(other);
    return known === undefined ? undefined : compute(known, second);
  });
}
