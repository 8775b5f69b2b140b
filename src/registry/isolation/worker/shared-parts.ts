import { readLine } from '../exact-lines.js';

/** The lines that calls of one message share, each read once, when the first call needs it. */
export class SharedParts {
  private readonly values = new Map<number, unknown>();

  constructor(private readonly lines: readonly string[]) {}

  putInto(view: Record<string, unknown>, parts: Readonly<Record<string, number>>): void {
    for (const [name, at] of Object.entries(parts)) view[name] = this.value(at);
  }

  value(at: number): unknown {
    if (!this.values.has(at)) this.values.set(at, readLine(this.lines[at] ?? 'null'));
    return this.values.get(at);
  }

  /** Whether the value at a place is still what came: a connector may have written into it. */
  isUnchanged(at: number): boolean {
    return JSON.stringify(this.value(at)) === this.lines[at];
  }
}

/** What `resolve` answered, without the payloads that are the element as it came: the host has it. */
export function unchangedElements(
  answer: unknown,
  parts: SharedParts,
  element: number,
): { readonly same: readonly number[]; readonly rest: unknown } {
  if (!Array.isArray(answer)) return { same: [], rest: answer };
  const given = parts.value(element);
  const same = answer.flatMap((one: unknown, place) => (isPayload(one, given) ? [place] : []));
  if (same.length === 0 || !parts.isUnchanged(element)) return { same: [], rest: answer };
  const rest = answer.map((one: object, place) =>
    same.includes(place) ? { ...one, payload: undefined } : one,
  );
  return { same, rest };
}

function isPayload(one: unknown, element: unknown): boolean {
  return typeof one === 'object' && one !== null && 'payload' in one && one.payload === element;
}
