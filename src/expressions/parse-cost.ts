const TOKENS = /\/\*[^]*?\*\/|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`|\?\?|\?:|[()[\]{},;/]/g;

/** So few of them never cost much, whatever they are nested in: at most 64 copies. */
const ALWAYS_ALLOWED = 6;

/** Measured: a tree from 100,000 characters takes about 100 ms to parse. */
const MAX_COPIED_CHARS = 100_000;

/**
 * The parser copies the left side of every `?:` and `??`: nested in brackets, the tree doubles with each of them, and
 * 200 characters can hold the loop for minutes. True where the copies would exceed the bound.
 */
export function parsesTooLong(source: string): boolean {
  const doublings = source.match(/\?:|\?\?/g)?.length ?? 0;
  if (doublings <= ALWAYS_ALLOWED) return false;
  const levels: Level[] = [{ settled: 0, open: 0 }];
  let at = 0;
  for (const match of source.matchAll(TOKENS)) {
    const token = match[0];
    // A slash may begin a regular expression, and brackets inside that would mislead the count.
    if (token === '/') return true;
    const level = levels.at(-1);
    if (!level) return true;
    level.open += match.index + token.length - at;
    at = match.index + token.length;
    take(token, level, levels);
  }
  const total = levels.reduce((sum, level) => sum + level.settled + level.open, source.length - at);
  return total > MAX_COPIED_CHARS;
}

/** What one bracket level costs: `open` is what the next operator would copy. */
interface Level {
  settled: number;
  open: number;
}

function take(token: string, level: Level, levels: Level[]): void {
  if (token === '?:' || token === '??') {
    level.settled += 2 * level.open;
    level.open = 0;
  } else if (token === ',' || token === ';') {
    level.settled += level.open;
    level.open = 0;
  } else if (token === '(' || token === '[' || token === '{') {
    levels.push({ settled: 0, open: 0 });
  } else if (token === ')' || token === ']' || token === '}') {
    levels.pop();
    const parent = levels.at(-1);
    if (parent) parent.open += level.settled + level.open;
  }
}
