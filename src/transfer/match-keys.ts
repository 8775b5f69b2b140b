import { createHash } from 'node:crypto';

import type { Json, JsonObject, MatchKey, RecordType } from '@hookyard/sdk';

import type { ConnectionView, Directory } from '../registry/index.js';

/** A match key as it is stored: the name under which its values are told apart. */
export interface StoredKey {
  readonly name: string;
  readonly field: string;
  readonly form: 'exact' | 'email';
}

/** Longer values are kept as their digest: an index entry is bounded. */
const MOST_CHARS = 200;

export function fieldOfKey(key: MatchKey): string {
  return typeof key === 'string' ? key : key.field;
}

/** A key without a value is not looked for. */
export function isValue(value: Json | undefined): value is Json {
  return value !== undefined && value !== null && value !== '';
}

export function storedKey(key: MatchKey): StoredKey {
  if (typeof key === 'string') return { name: key, field: key, form: 'exact' };
  return { name: `${key.field} (${key.form})`, field: key.field, form: key.form };
}

/** What a record carries under a key; null where that tells it from nobody. `7` and `"7"` are one. */
export function keyValue({ field, form }: StoredKey, record: JsonObject): string | null {
  const text = textOf(Object.hasOwn(record, field) ? record[field] : undefined);
  const value = form === 'email' ? text.trim().normalize('NFC').toLowerCase() : text;
  if (value === '') return null;
  return value.length <= MOST_CHARS ? value : `sha256 ${createHash('sha256').update(value).digest('hex')}`;
}

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

type KeysByType = ReadonlyMap<string, readonly StoredKey[]>;

const NO_KEYS: readonly StoredKey[] = [];
const byDirectory = new WeakMap<Directory, KeysByType>();
const byConnection = new WeakMap<ConnectionView, KeysByType>();

/**
 * The keys by which any system's collection of a type matches: whoever writes a record keeps all of them, or the next
 * system would not find what this one made.
 */
export function keysOfType(
  directory: Directory,
  { tenant, mode }: Pick<ConnectionView, 'tenant' | 'mode'>,
  type: RecordType,
): readonly StoredKey[] {
  let known = byDirectory.get(directory);
  if (!known) byDirectory.set(directory, (known = keysOfAll(directory)));
  return known.get(`${tenant} ${mode} ${type}`) ?? NO_KEYS;
}

function keysOfAll(directory: Directory): KeysByType {
  const all = new Map<string, readonly StoredKey[]>();
  const seen = new Set<number>();
  for (const { connection } of directory.queues()) {
    const view = seen.has(connection) ? undefined : directory.connection(connection);
    seen.add(connection);
    if (!view) continue;
    for (const [type, keys] of keysOfConnection(view)) {
      const name = `${view.tenant} ${view.mode} ${type}`;
      all.set(name, distinct([...(all.get(name) ?? NO_KEYS), ...keys]));
    }
  }
  return all;
}

/** Kept by view: a change of one connection does not read the collections of all others again. */
function keysOfConnection(view: ConnectionView): KeysByType {
  const known = byConnection.get(view);
  if (known) return known;
  const keys = new Map<string, readonly StoredKey[]>();
  for (const { definition } of view.collections) {
    const { direction, type, match } = definition;
    if (direction === 'FROM' || !match?.length) continue;
    keys.set(type, distinct([...(keys.get(type) ?? NO_KEYS), ...match.map(storedKey)]));
  }
  byConnection.set(view, keys);
  return keys;
}

function distinct(keys: readonly StoredKey[]): StoredKey[] {
  return [...new Map(keys.map((key) => [key.name, key])).values()];
}
