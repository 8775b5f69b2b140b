import { parseJson } from '../expressions/index.js';

/** One entry of a list of ids: an id, or why it is none. */
export type ReadId =
  { readonly id: string } | { readonly problem: 'malformed' | 'too-long'; readonly text: string };

/** No id has more than 512 bytes (S1.4); an object around it may have some more. */
const MOST_CHARS = 2_048;
const SHOWN_CHARS = 60;
const SPACE = /\s/;
const DEPTH: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/**
 * Reads ids as they come, whatever the pieces: a JSON array, JSON values line by line, or plain lines; the first
 * character tells. Elements are ids or objects with an `id`. It holds one element at most.
 */
export class IdReader {
  private readonly decoder = new TextDecoder();
  private form: 'unknown' | 'lines' | 'array' | 'over' = 'unknown';
  private text = '';
  private isTooLong = false;
  private isInString = false;
  private isEscaped = false;
  private depth = 0;

  /** The entries that are whole with this piece. */
  *push(piece: Uint8Array): Generator<ReadId> {
    yield* this.read(this.decoder.decode(piece, { stream: true }));
  }

  /** What the end of the list leaves. */
  *end(): Generator<ReadId> {
    yield* this.read(this.decoder.decode());
    if (this.form === 'array') {
      yield { problem: 'malformed', text: 'the array has no end' };
      return;
    }
    yield* this.take();
  }

  private *read(text: string): Generator<ReadId> {
    for (const char of text) {
      if (this.form === 'unknown') this.begin(char);
      else if (this.form === 'lines') yield* this.inLines(char);
      else if (this.form === 'array') yield* this.inArray(char);
      else if (!SPACE.test(char)) {
        yield { problem: 'malformed', text: 'something follows the array' };
        this.form = 'lines';
        this.isTooLong = true;
      }
    }
  }

  private begin(char: string): void {
    if (SPACE.test(char)) return;
    this.form = char === '[' ? 'array' : 'lines';
    if (char !== '[') this.keep(char);
  }

  private *inLines(char: string): Generator<ReadId> {
    if (char === '\n') yield* this.take();
    else this.keep(char);
  }

  private *inArray(char: string): Generator<ReadId> {
    if (this.isInString) {
      this.inString(char);
      return;
    }
    const isEnd = char === ']' && this.depth === 0;
    if (isEnd || (char === ',' && this.depth === 0)) {
      yield* this.take();
      if (isEnd) this.form = 'over';
      return;
    }
    if (char === '"') this.isInString = true;
    this.depth += DEPTH[char] ?? 0;
    this.keep(char);
  }

  private inString(char: string): void {
    this.keep(char);
    if (this.isEscaped) this.isEscaped = false;
    else if (char === '\\') this.isEscaped = true;
    else if (char === '"') this.isInString = false;
  }

  private keep(char: string): void {
    if (this.text.length < MOST_CHARS) this.text += char;
    else this.isTooLong = true;
  }

  private *take(): Generator<ReadId> {
    const text = this.text.trim();
    const { isTooLong } = this;
    this.text = '';
    this.isTooLong = false;
    if (isTooLong) yield { problem: 'too-long', text: text.slice(0, SHOWN_CHARS) };
    else if (text !== '') yield idIn(text, this.form === 'array');
  }
}

/** Numbers as they are written: a long one is no double. */
const NUMBER = /^-?\d{1,100}(?:\.\d{1,100})?$/;

function idIn(text: string, isJson: boolean): ReadId {
  if (NUMBER.test(text) || (!isJson && !/^["{]/.test(text))) return { id: text };
  const given = parsed(text);
  const id = typeof given === 'object' && given !== null ? (given as { id?: unknown }).id : given;
  if (typeof id === 'number') return { id: String(id) };
  if (typeof id === 'string' && id.trim() !== '') return { id };
  return { problem: 'malformed', text: text.slice(0, SHOWN_CHARS) };
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
