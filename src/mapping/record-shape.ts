/** What a field may hold. */
export type ValueKind = 'text' | 'number' | 'boolean' | 'date-time' | 'object' | 'list';

/** What is known of a field: null where it may hold anything. `record`: of an object, or of each item of a list. */
export interface ValueShape {
  readonly kind: ValueKind | null;
  readonly record: RecordShape | null;
}

/** The fields of a record that somebody declared. */
export interface RecordShape {
  readonly fields: ReadonlyMap<string, ValueShape>;
  /** Nobody expects other fields. */
  readonly isClosed: boolean;
}

/** What a path leads to, or the part of it that nobody declared. */
export type Place =
  | { readonly kind: 'declared'; readonly shape: ValueShape }
  | { readonly kind: 'undeclared'; readonly path: string; readonly siblings: readonly string[] }
  | { readonly kind: 'open' };

const OPEN: Place = { kind: 'open' };

export function placeIn(record: RecordShape | null, dotted: string): Place {
  let at: ValueShape = { kind: 'object', record };
  const walked: string[] = [];
  for (const name of dotted.split('.')) {
    walked.push(name);
    const next = step(at, name);
    if (next === 'open') return OPEN;
    if (next === 'undeclared') {
      return { kind: 'undeclared', path: walked.join('.'), siblings: [...(at.record?.fields.keys() ?? [])] };
    }
    at = next;
  }
  return { kind: 'declared', shape: at };
}

/** The field of that name inside another. The items of a list are named by their numbers. */
function step({ kind, record }: ValueShape, name: string): ValueShape | 'open' | 'undeclared' {
  if (kind === null) return 'open';
  if (kind === 'list' && /^\d+$/.test(name)) return { kind: record ? 'object' : null, record };
  if (kind !== 'object') return 'undeclared';
  if (!record) return 'open';
  return record.fields.get(name) ?? (record.isClosed ? 'undeclared' : 'open');
}

/** Whether a value of a kind can stand in a field of another. */
export type Fit = 'yes' | 'perhaps' | 'never';

/** Of each target the kinds that can always, and that can sometimes, stand in it, beside its own. */
const FITS: Readonly<Record<ValueKind, Partial<Record<ValueKind, Fit>>>> = {
  text: { number: 'yes', boolean: 'yes', 'date-time': 'yes' },
  number: { text: 'perhaps', 'date-time': 'perhaps' },
  boolean: { text: 'perhaps' },
  'date-time': { text: 'yes', number: 'yes' },
  object: {},
  list: {},
};

/** As the hub reads declared fields: text of a number is a number, every single value is a text. */
export function fitOf(kind: ValueKind, target: ValueKind): Fit {
  return kind === target ? 'yes' : (FITS[target][kind] ?? 'never');
}

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** The same for one value; null and nothing clear a field of any kind. */
export function valueFits(value: unknown, target: ValueKind): boolean {
  if (value === null || value === undefined) return true;
  if (target === 'number' && typeof value === 'string') return NUMBER.test(value);
  if (target === 'boolean' && typeof value === 'string') return value === 'true' || value === 'false';
  return fitOf(kindOfValue(value), target) !== 'never';
}

export function kindOfValue(value: unknown): ValueKind {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'object';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
}
