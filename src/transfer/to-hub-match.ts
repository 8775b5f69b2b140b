import type { JsonObject, MatchKey } from '@hookyard/sdk';

import type { KeyClaim, RecordView } from '../hub/index.js';

import { keysOfType, keyValue, storedKey, type StoredKey } from './match-keys.js';
import type { StoryParts } from './story.js';
import type { Turn } from './turn.js';

/** What the hub knows of a record that its system has not linked. */
export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly view: RecordView }
  | { readonly kind: 'several'; readonly candidates: readonly number[] };

/** The records of the hub that carry a match key of a mapped record. */
export async function matchInHub(
  turn: Turn,
  { hub }: StoryParts,
  { match = [], fields }: { readonly match?: readonly MatchKey[]; readonly fields: JsonObject },
): Promise<Match> {
  const carriers = await Promise.all(
    match.map(storedKey).map(async (key) => {
      const value = keyValue(key, fields);
      return value === null ? null : (await hub.holder(nameOf(turn, key, value)))?.record;
    }),
  );
  const keys = match.map(storedKey);
  const found = carriers.flatMap((record, index) => {
    const key = keys[index];
    return record && key && keyValue(key, record.data) === keyValue(key, fields) ? [record.id] : [];
  });
  const [only, another] = new Set(found);
  if (only === undefined) return { kind: 'none' };
  if (another !== undefined) return { kind: 'several', candidates: [...new Set(found)] };
  const view = await hub.view(only, turn.view.number);
  return view ? { kind: 'one', view } : { kind: 'none' };
}

/** The match keys a record is to have with this data and has not; a live record's keys stay its own. */
export async function missingKeys(
  turn: Turn,
  parts: StoryParts,
  { record, data }: { readonly record: number; readonly data: JsonObject },
): Promise<readonly KeyClaim[]> {
  const keys = keysOfType(parts.directory(), turn.view, turn.request.type);
  if (keys.length === 0) return [];
  const claims = await Promise.all(
    keys.map(async (key): Promise<readonly KeyClaim[]> => {
      const value = keyValue(key, data);
      if (value === null) return [];
      const name = nameOf(turn, key, value);
      const holder = await parts.hub.holder(name);
      if (holder === null) return [{ ...name, record, expected: null }];
      const isTaken = holder.record !== null && keyValue(key, holder.record.data) === value;
      return holder.id === record || isTaken ? [] : [{ ...name, record, expected: holder.id }];
    }),
  );
  return claims.flat();
}

function nameOf(
  { view, request }: Turn,
  key: StoredKey,
  value: string,
): Omit<KeyClaim, 'record' | 'expected'> {
  return { tenant: view.tenant, mode: view.mode, type: request.type, key: key.name, value };
}
