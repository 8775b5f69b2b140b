import { MOST_ELEMENTS } from './element-scanner.js';
import type { LoopTurns } from './loop-turns.js';
import { Undecodable } from './undecodable.js';

const LF = 0x0a;
const COMMA = Buffer.from(',');
const LINES_PER_LOOK = 1024;

/** Where the lines lie that hold something. */
export interface Lines {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Finds the lines of NDJSON. What is in them is each element's own affair. */
export async function linesOf(bytes: Buffer, turns: LoopTurns): Promise<Lines | Undecodable> {
  const starts: number[] = [];
  const ends: number[] = [];
  let looked = 0;
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found;
    if (!isBlank(bytes, start, end)) {
      if (starts.length === MOST_ELEMENTS)
        return new Undecodable('too-many-elements', { most: MOST_ELEMENTS });
      starts.push(start);
      ends.push(end);
    }
    start = end + 1;
    looked += 1;
    if (looked % LINES_PER_LOOK === 0 && turns.isSpent()) await turns.pause();
  }
  return { starts, ends };
}

/** Lines as the list they stand for, for a selector over the whole. */
export function listOfLines(bytes: Buffer, { starts, ends }: Lines): Buffer {
  const pieces = starts.flatMap((start, index) => {
    const line = bytes.subarray(start, ends[index]);
    return index === 0 ? [line] : [COMMA, line];
  });
  return Buffer.concat([Buffer.from('['), ...pieces, Buffer.from(']')]);
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] as number) > 0x20) return false;
  return true;
}
