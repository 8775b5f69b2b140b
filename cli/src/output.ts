/** Where a command writes: results to one stream, everything said on the way to the other. */
export interface Output {
  readonly isJson: boolean;
  /** The result: one JSON text, or what `text` makes of it. */
  result<T>(value: T, text: (value: T) => string): void;
  /** One of many results: a JSON line, or a line of text. */
  line<T>(value: T, text: (value: T) => string): void;
  /** For a person who waits. */
  say(text: string): void;
}

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

export function outputTo({ stdout, stderr }: Streams, isJson: boolean): Output {
  return {
    isJson,
    result: (value, text) => void stdout.write(`${isJson ? JSON.stringify(value, null, 2) : text(value)}\n`),
    line: (value, text) => void stdout.write(`${isJson ? JSON.stringify(value) : text(value)}\n`),
    say: (text) => void stderr.write(`${text}\n`),
  };
}

/** Rows under their titles, as wide as they need. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
}
