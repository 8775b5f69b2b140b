import { LIMITS } from '../limits.js';

const MIB = 1_048_576;

/** Megabytes of heap for an input of so many characters: 16, or twelve times an input over 1 MB. */
export function heapForInput(chars: number): number {
  if (chars <= LIMITS.largeInputChars) return LIMITS.heapMb;
  return LIMITS.heapMb + Math.ceil((chars / MIB) * LIMITS.heapPerInput);
}
