import type { Refusal } from './refusal.js';

/** What was read of an element on the way to its drafts. */
export interface ReadField {
  readonly element: number;
  /** The rule it is read by, or `AuthToken`. */
  readonly field: string;
  /** What a field definition retrieved before its expression; absent where it has none. */
  readonly retrieved?: unknown;
  readonly value?: unknown;
  /** Why it could not be read. */
  readonly problem?: Refusal['facts'];
}

/** Told how a hook is read, step by step: for people who try a configuration. */
export interface ResolveTrace {
  /** The body as read, where it is small enough to be read at once. */
  decoded(body: unknown): void;
  split(elements: number): void;
  element(index: number, value: unknown): void;
  field(read: ReadField): void;
}

/** Where nobody looks. */
export const NO_TRACE: ResolveTrace = {
  decoded: () => undefined,
  split: () => undefined,
  element: () => undefined,
  field: () => undefined,
};
