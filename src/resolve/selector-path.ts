/** Words that are no names in an expression. */
const RESERVED = new Set(['true', 'false', 'null', 'and', 'or', 'in', 'function']);
const STEP = /^(?:([A-Za-z_][A-Za-z0-9_]*)|`([^`]+)`)/;

/**
 * The names of a selector that is a plain path (`$`, `a.b`, `` $.`a b`.c[] ``), or null: such a selector needs no
 * expression engine, and its elements are found in the bytes.
 */
export function plainPathOf(selector: string): readonly string[] | null {
  let rest = selector.trim();
  const names: string[] = [];
  if (rest === '$' || rest === '$[]') return names;
  if (rest.startsWith('$.')) rest = rest.slice(2);
  for (;;) {
    const step = stepOf(rest);
    if (!step) return null;
    names.push(step.name);
    rest = rest.slice(step.length).trimStart();
    if (rest === '' || rest === '[]') return names;
    if (!rest.startsWith('.')) return null;
    rest = rest.slice(1).trimStart();
  }
}

function stepOf(text: string): { readonly name: string; readonly length: number } | null {
  const [whole, bare, quoted] = STEP.exec(text) ?? [];
  if (whole === undefined || (bare !== undefined && RESERVED.has(bare))) return null;
  return { name: bare ?? (quoted as string), length: whole.length };
}
