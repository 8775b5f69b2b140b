import { createHash } from 'node:crypto';

/** Keys as sent up to this size; longer ones are hashed. */
const MOST_BYTES = 64;

/**
 * The key of an event id: composites are lists. Null where the element has none, undefined where it is no id. The
 * prefix keeps it apart from delivery keys of the same owner.
 */
export function eventKeyOf(id: unknown): string | null | undefined {
  if (id === undefined || id === null || id === '') return null;
  if (Array.isArray(id)) return id.length === 0 ? null : bounded(`e:${JSON.stringify(id)}`);
  if (typeof id === 'string' || typeof id === 'number') return bounded(`e:${id}`);
  return undefined;
}

function bounded(key: string): string {
  if (Buffer.byteLength(key) <= MOST_BYTES) return key;
  return `e#${createHash('sha256').update(key).digest('base64url')}`;
}
