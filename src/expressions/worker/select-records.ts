import { HostError } from '../../errors/index.js';
import { envelopeOf } from '../envelope.js';
import { createInterpreter } from '../interpreter.js';
import { LIMITS } from '../limits.js';
import { parseJson } from '../safe-json.js';
import type { SelectHeader } from './messages.js';

/** The records of one body, handed out in slices. */
export interface Selected {
  /** The body without the arrays the records came from, as JSON; `{}` when that is too large itself. */
  readonly envelope: string;
  next(): string[];
  isDone(): boolean;
}

/** Parses the body, runs the expressions over it and keeps the records for the slices. */
export async function selectRecords(header: SelectHeader, bytes: Buffer): Promise<Selected> {
  const options = { timeoutMs: header.timeoutMs, maxChars: header.maxChars };
  let body = parseJson(bytes.toString('utf8'));
  if (header.preprocess !== null) {
    const input = { ...header.context, BodyJSON: body };
    body = await createInterpreter(header.preprocess, options).evaluate(input, input);
  }
  const selection =
    header.selector === null
      ? body
      : await createInterpreter(header.selector, options).evaluate(body, header.context);
  const records = recordsOf(selection);
  const envelope = JSON.stringify(envelopeOf(body, records) ?? {});
  return slices(records, envelope.length > LIMITS.envelopeChars ? '{}' : envelope, header.maxChars);
}

/** S1.3: nothing is no record, an object is one, an array many. */
export function recordsOf(selection: unknown): readonly unknown[] {
  if (selection === undefined) return [];
  if (Array.isArray(selection)) return selection;
  if (typeof selection === 'object' && selection !== null) return [selection];
  throw new HostError('SELECTOR_NOT_RECORDS', {
    detail: `it yields ${selection === null ? 'null' : `a ${typeof selection}`}`,
  });
}

function slices(records: readonly unknown[], envelope: string, maxChars: number): Selected {
  let at = 0;
  let charsLeft = maxChars;
  return {
    envelope,
    next: () => {
      const texts: string[] = [];
      let chars = 0;
      while (at < records.length && texts.length < LIMITS.sliceItems && chars < LIMITS.sliceChars) {
        const text = JSON.stringify(records[at] ?? null);
        chars += text.length;
        texts.push(text);
        at += 1;
      }
      charsLeft -= chars;
      if (charsLeft < 0)
        throw new HostError('EXPRESSION_TOO_LARGE', { detail: 'the records are larger than they may be' });
      return texts;
    },
    isDone: () => at >= records.length,
  };
}
