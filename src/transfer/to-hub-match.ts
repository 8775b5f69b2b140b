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

/** Whose record it is, and of which type. */
interface MatchSide {
  readonly view: Turn['view'];
  readonly request: Pick<Turn['request'], 'type'>;
}

/** The records of the hub that carry a match key of a mapped record. */
export async function matchInHub(
  turn: MatchSide,
  { hub }: { readonly hub: Pick<StoryParts['hub'], 'holder' | 'view'> },
  { match = [], fields }: { readonly match?: readonly MatchKey[]; readonly fields: JsonObject },
): Promise<Match> {
  const carriers = await Promise.all(
    match.map(storedKey).map(async (key) => {
      const value = keyValue(key, fields);
      return value === null ? null : await hub.holder(nameOf(turn, key, value));
    }),
  );
  const keys = match.map(storedKey);
  const found = carriers.flatMap((holder, index) => {
    const key = keys[index];
    const data = holder?.record?.data;
    return data && key && keyValue(key, data) === keyValue(key, fields) ? [holder.speaksFor] : [];
  });
  const [only, another] = new Set(found);
  if (only === undefined) return { kind: 'none' };
  if (another !== undefined) return { kind: 'several', candidates: [...new Set(found)] };
  const view = await hub.view(only, turn.view.number);
  return view ? { kind: 'one', view } : { kind: 'none' };
}

/**
 * The match keys of a record that is to be made; null: since they were looked for, another system has brought a record
 * that carries one of them. It is looked for again.
 */
export async function keysToMake(
  turn: Turn,
  parts: StoryParts,
  { match = [], ...made }: { readonly match?: readonly MatchKey[] } & Keyed,
): Promise<readonly KeyClaim[] | null> {
  const claims = await missingKeys(turn, parts, made);
  const claimed = new Set(claims.map(({ key }) => key));
  const lookedFor = match.map(storedKey).filter((key) => keyValue(key, made.data) !== null);
  return lookedFor.every(({ name }) => claimed.has(name)) ? claims : null;
}

interface Keyed {
  readonly record: number;
  readonly data: JsonObject;
}

/** The match keys a record is to have with this data and has not; a live record's keys stay its own. */
export async function missingKeys(
  turn: Turn,
  parts: StoryParts,
  { record, data }: Keyed,
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
  { view, request }: MatchSide,
  key: StoredKey,
  value: string,
): Omit<KeyClaim, 'record' | 'expected'> {
  return { tenant: view.tenant, mode: view.mode, type: request.type, key: key.name, value };
}
