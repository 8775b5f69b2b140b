import { MAX_JSON_DEPTH } from './safe-json.js';

/** The bounds of S4.10, and those that follow from them. */
export const LIMITS = {
  /** Longest expression. */
  sourceChars: 10_240,
  /** Longest run of one evaluation in a worker. */
  timeoutMs: 100,
  /** JSONata's own time limit on the loop: only its author's mistakes meet it, and a busy machine must not. */
  interpreterTimeoutMs: 500,
  /** Deepest recursion inside JSONata. */
  stack: 500,
  /** Longest sequence JSONata makes. */
  sequence: 100_000,
  /** Heap of a worker. */
  heapMb: 16,
  /** Most output of one evaluation, in UTF-16 units of its JSON. */
  outputChars: 1_048_576,
  /** The same for a trusted expression on the loop: a large body's whole. */
  trustedOutputChars: 33_554_432,
  /** An input larger than this gets a worker of its own, with a heap of twelve times its size. */
  largeInputChars: 1_048_576,
  heapPerInput: 12,
  /** Elements per message to a worker. */
  batch: 100,
  /** Deepest result. */
  depth: MAX_JSON_DEPTH,
  /** A worker nobody needed for so long ends. */
  idleMs: 60_000,
  /** Worker processes side by side. */
  workers: 2,
  /** Evaluations that may wait for a worker; more are refused. */
  waiting: 10_000,
  /** Most text in one message of evaluations. */
  batchChars: 4_194_304,
  /** Elements a selection hands over at a time, and the text after which it stops sooner. */
  sliceItems: 200,
  sliceChars: 1_048_576,
  /** Largest envelope of a selection; a larger one is left out. */
  envelopeChars: 262_144,
} as const;

/** A larger input may take longer: 100 ms for each million characters on top. */
export function timeoutFor(inputChars: number): number {
  return LIMITS.timeoutMs + Math.floor(inputChars / 10_000);
}
