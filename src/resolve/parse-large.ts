import { JsonCursor, MOST_DEPTH } from './json-cursor.js';
import type { LoopTurns } from './loop-turns.js';
import { setOwn } from './own-property.js';
import { parsed } from './parsed.js';
import { Undecodable, isUndecodable } from './undecodable.js';

/** Parsed at once by JSON.parse in about 1 ms; larger values are taken apart first. */
const PIECE = 128 * 1024;

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The value of JSON text of any size without holding the loop: containers over 128 KB are cut into their members,
 * neighbours that are small are parsed together by JSON.parse, large ones are cut again.
 */
export async function parseLarge(
  bytes: Buffer,
  turns: LoopTurns,
  range: Range = { start: 0, end: bytes.length },
  depth = 0,
): Promise<unknown> {
  if (range.end - range.start <= PIECE) return parsed(bytes.toString('utf8', range.start, range.end));
  const cursor = new JsonCursor(bytes, range.start, range.end);
  if (depth >= MOST_DEPTH) return new Undecodable('too-deep', { most: MOST_DEPTH });
  if (!cursor.isAtList() && !cursor.isAtObject()) {
    return parsed(bytes.toString('utf8', range.start, range.end));
  }
  const cut = new Cut(bytes, turns, cursor, depth);
  const value = await cut.value();
  if (isUndecodable(value)) return value;
  return cursor.peek() === -1 ? value : cursor.malformed();
}

/** One large container being cut. */
class Cut {
  private readonly isList: boolean;
  private readonly list: unknown[] = [];
  private readonly object: Record<string, unknown> = {};
  /** Where the small members that are not parsed yet begin. */
  private pieceStart = -1;

  constructor(
    private readonly bytes: Buffer,
    private readonly turns: LoopTurns,
    private readonly cursor: JsonCursor,
    private readonly depth: number,
  ) {
    this.isList = cursor.isAtList();
  }

  async value(): Promise<unknown> {
    const { cursor } = this;
    if (!cursor.enter()) return this.whole();
    for (;;) {
      const problem = await this.member();
      if (problem) return problem;
      const end = cursor.position;
      const more = cursor.next();
      if (more === null) return cursor.malformed();
      const isFull = this.pieceStart >= 0 && end - this.pieceStart >= PIECE;
      const bad = isFull || !more ? this.takePiece(end) : null;
      if (bad) return bad;
      if (!more) return this.whole();
      if (this.turns.isSpent()) await this.turns.pause();
    }
  }

  private whole(): unknown {
    return this.isList ? this.list : this.object;
  }

  private async member(): Promise<Undecodable | null> {
    const { cursor } = this;
    cursor.peek();
    const start = cursor.position;
    const name = this.isList ? '' : cursor.name();
    if (name === null) return cursor.malformed();
    cursor.peek();
    const valueStart = cursor.position;
    const problem = await this.skip();
    if (problem) return problem;
    if (cursor.position - valueStart <= PIECE) {
      if (this.pieceStart < 0) this.pieceStart = start;
      return null;
    }
    const bad = this.takePiece(start);
    if (bad) return bad;
    const range = { start: valueStart, end: cursor.position };
    const value = await parseLarge(this.bytes, this.turns, range, this.depth + 1);
    if (isUndecodable(value)) return value;
    if (this.isList) this.list.push(value);
    else setOwn(this.object, name, value);
    return null;
  }

  private async skip(): Promise<Undecodable | null> {
    for (;;) {
      const done = this.cursor.skip(this.depth + 1);
      if (isUndecodable(done)) return done;
      if (done) return null;
      if (this.turns.isSpent()) await this.turns.pause();
    }
  }

  /** Parses the small members gathered up to `end`, which is the end of a value or the start of a large member. */
  private takePiece(end: number): Undecodable | null {
    if (this.pieceStart < 0) return null;
    const text = this.bytes.toString('utf8', this.pieceStart, withoutComma(this.bytes, end));
    this.pieceStart = -1;
    const piece = parsed(this.isList ? `[${text}]` : `{${text}}`);
    if (isUndecodable(piece)) return piece;
    if (this.isList) for (const item of piece as unknown[]) this.list.push(item);
    else for (const [name, value] of Object.entries(piece as object)) setOwn(this.object, name, value);
    return null;
  }
}

/** The separator before a large member is not part of the piece before it. */
function withoutComma(bytes: Buffer, end: number): number {
  let at = end;
  while (bytes[at - 1] === 0x2c || (bytes[at - 1] as number) <= 0x20) at -= 1;
  return at;
}
