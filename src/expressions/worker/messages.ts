/** To a worker: evaluate. The lines are the shared bindings, then one `{i, b}` per item. */
export interface RunHeader {
  readonly kind: 'run';
  /** Hand over every result at once: the one that kills the worker is then known. */
  readonly isCareful: boolean;
  readonly timeoutMs: number;
  readonly sources: readonly { readonly source: string; readonly functions: readonly string[] }[];
  readonly sharedCount: number;
  /** Per item: the index of its source, and of its shared bindings or -1. */
  readonly items: readonly (readonly [number, number])[];
}

/** An item's line: its input and its own bindings. */
export interface ItemLine {
  readonly i?: unknown;
  readonly b?: Readonly<Record<string, unknown>>;
}

/** To a worker: the answer of a function it called, in one result line. */
export interface AnswerHeader {
  readonly kind: 'answer';
  readonly call: number;
}

/** To a worker: the body's bytes follow; find its records. */
export interface SelectHeader {
  readonly kind: 'select';
  readonly selector: string | null;
  readonly preprocess: string | null;
  /** Names bound for both: `URL`, `Headers`, `Query`, `Settings`. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  readonly maxChars: number;
}

/** To a worker: the next slice, please. */
export interface NextHeader {
  readonly kind: 'next';
}

export type ToWorker = RunHeader | AnswerHeader | SelectHeader | NextHeader;

/** From a worker. `results` and `slice` carry a line each per item; `selected` the envelope; `failed` an error. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'results' }
  | { readonly kind: 'call'; readonly call: number; readonly name: string; readonly item: number }
  | { readonly kind: 'selected' }
  | { readonly kind: 'slice'; readonly isLast: boolean }
  | { readonly kind: 'failed' };
