/** What takes longer to read whole than the loop may be held is not cut. */
const MOST_BYTES = 1024 * 1024;

export interface Slice {
  /** Its place among the elements of the body. */
  readonly element: number;
  readonly recordId: string;
}

/**
 * A body without one of its elements: an empty object stands in its place, so that the others keep theirs. The element
 * is the entry at its place in the outermost list where that entry names the record; lines of JSON are such a list. Null
 * where there is none: XML, forms, compressed or very long bodies, and elements that an expression puts together.
 */
export function cutBody(body: Buffer, slice: Slice): Buffer | null {
  if (body.length > MOST_BYTES) return null;
  const text = body.toString('utf8');
  const whole = jsonIn(text);
  if (whole !== undefined) return cutIn(whole.json, slice) ? Buffer.from(JSON.stringify(whole.json)) : null;
  const lines = text.split('\n');
  const records = lines.filter((line) => line.trim() !== '').map(jsonIn);
  const own = records[slice.element];
  if (own === undefined || records.includes(undefined) || !names(own.json, slice.recordId)) return null;
  let seen = -1;
  const left = lines.map((line) => (line.trim() !== '' && ++seen === slice.element ? '{}' : line));
  return Buffer.from(left.join('\n'));
}

/** Numbers stay as they were written. */
function jsonIn(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text, exactly) as unknown };
  } catch {
    return undefined;
  }
}

/** The types of TypeScript do not know them yet. */
const { rawJSON, isRawJSON } = JSON as unknown as {
  readonly rawJSON: (this: void, text: string) => unknown;
  readonly isRawJSON: (this: void, value: unknown) => boolean;
};

const exactly = ((_key: string, value: unknown, { source }: { readonly source: string }): unknown =>
  typeof value === 'number' && String(value) !== source ? rawJSON(source) : value) as (
  key: string,
  value: unknown,
) => unknown;

/** Level by level, so that a list inside an element is not taken for the list of elements. */
function cutIn(root: unknown, { element, recordId }: Slice): boolean {
  let level: readonly unknown[] = [root];
  while (level.length > 0) {
    for (const node of level) {
      if (!Array.isArray(node) || !names(node[element], recordId)) continue;
      node[element] = {};
      return true;
    }
    level = level.flatMap(partsOf);
  }
  return false;
}

function names(node: unknown, recordId: string): boolean {
  if (isRawJSON(node)) return (node as { rawJSON: string }).rawJSON === recordId;
  if (typeof node !== 'object' || node === null) return String(node).trim() === recordId;
  return partsOf(node).some((part) => names(part, recordId));
}

function partsOf(node: unknown): unknown[] {
  return typeof node === 'object' && node !== null && !isRawJSON(node) ? Object.values(node) : [];
}
