import type { Json, JsonObject } from '@hookyard/sdk';

/** A dotted path as its segments. */
export type Path = readonly string[];

/** A record being put together. */
export type Draft = Record<string, unknown>;

const MAX_SEGMENTS = 20;

/** What is wrong with a dotted path, or null. */
export function pathProblem(dotted: string): string | null {
  const segments = dotted.split('.');
  if (segments.some((segment) => segment === '')) return 'has an empty segment';
  if (segments.length > MAX_SEGMENTS) return `has more than ${MAX_SEGMENTS} segments`;
  return segments.includes('__proto__') ? 'names __proto__, which is no field' : null;
}

export function parsePath(dotted: string): Path {
  return dotted.split('.');
}

/** A function that reads the path: undefined where any segment is absent. A number names an item of a list. */
export function reader(dotted: string): (record: JsonObject) => Json | undefined {
  const [first = '', ...rest] = parsePath(dotted);
  if (rest.length === 0) return (record) => own(record, first);
  return (record) => {
    let value = own(record, first);
    for (const key of rest) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = own(value, key);
    }
    return value;
  };
}

/** Lists have a `length` of their own, which is no field. */
function own(value: JsonObject | readonly Json[], key: string): Json | undefined {
  if (!Object.hasOwn(value, key) || (key === 'length' && Array.isArray(value))) return undefined;
  return (value as JsonObject)[key];
}

/** Puts a value at the path, making the objects on the way; what stands in the way and is no object is replaced. */
export function write(draft: Draft, path: Path, value: unknown): void {
  let container = draft;
  for (const key of path.slice(0, -1)) {
    const there = Object.hasOwn(container, key) ? container[key] : undefined;
    const next: Draft = isDraft(there) ? there : {};
    container[key] = next;
    container = next;
  }
  const last = path.at(-1);
  if (last !== undefined) container[last] = value;
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
