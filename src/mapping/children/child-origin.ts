import type { Json, JsonObject } from '@hookyard/sdk';

import type { ChildIds } from './child-ids.js';

const origins = new WeakMap<JsonObject, string>();

/**
 * Which child of the hub a child on its way out is: its id there, or the name of its row. A child that the system has
 * not got yet carries no id: when it is made, this says whose id the answer holds.
 */
export function childOrigin(child: JsonObject): string | undefined {
  return origins.get(child);
}

/** A child on its way out, under the id by which the system knows it. */
export function outbound(
  mapped: JsonObject,
  key: string,
  { origin, childIds = {} }: { readonly origin: string | undefined; readonly childIds?: ChildIds },
): JsonObject {
  const { [key]: _hubSide, ...fields }: Record<string, Json> = { ...mapped };
  const id = origin !== undefined && Object.hasOwn(childIds, origin) ? childIds[origin] : undefined;
  const child = id === undefined ? fields : { [key]: id, ...fields };
  if (origin !== undefined) origins.set(child, origin);
  return child;
}
