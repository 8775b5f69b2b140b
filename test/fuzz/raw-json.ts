const MARK = 'raw-number:';

/** A number as it is written: what no double holds. */
export class RawNumber {
  constructor(private readonly digits: string) {}

  toJSON(): string {
    return this.toString();
  }

  toString(): string {
    return MARK + this.digits;
  }
}

/** JSON of anything, numbers as they were written. */
export function jsonOf(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replaceAll(/"raw-number:([^"]*)"/g, '$1');
}
