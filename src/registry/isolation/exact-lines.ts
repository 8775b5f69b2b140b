const rawJson = (JSON as unknown as { rawJSON: (this: void, text: string) => unknown }).rawJSON;

/** As a number written by us looks that no double may hold; what stands in strings only makes the slow way be taken. */
const RISKY = /\d[\d.]{15}|\d[eE][+-]?\d/;

type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/**
 * A number that no double holds, on its way to a system: JSON gets its digits, text its text, and whoever calculates
 * with it the nearest double; as the host hands it to connectors in its own process.
 */
class ExactNumber {
  constructor(private readonly text: string) {}

  toJSON(): unknown {
    return rawJson(this.text);
  }

  toString(): string {
    return this.text;
  }

  [Symbol.toPrimitive](hint: 'number' | 'string' | 'default'): number | string {
    return hint === 'number' ? Number(this.text) : this.text;
  }
}

/** Reads a line of the wire: what was an exact number on the other side is one here. */
export function readLine(line: string): unknown {
  if (!RISKY.test(line)) return JSON.parse(line);
  const reviver: SourceReviver = (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && !survives(value, source)
      ? new ExactNumber(source)
      : value;
  return (JSON.parse as (text: string, reviver: SourceReviver) => unknown)(line, reviver);
}

/** A double written by JavaScript reads as itself; only what was written digit by digit does not. */
function survives(value: number, source: string): boolean {
  return String(value) === source || JSON.stringify(value) === source;
}
