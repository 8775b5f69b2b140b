import type { ChildMapping, Json, JsonObject, RecordType } from '@hookyard/sdk';

import { canonicalId } from '../../flow/index.js';
import { normalizerIn, type ConnectionView } from '../../registry/index.js';

/** How the type of a child list writes its ids. */
export type ChildNames = (type: string | undefined) => ((raw: string) => string) | undefined;

/** Where ids of children may stand. */
export interface NamedIn {
  readonly children: readonly ChildMapping[];
  /** Records with their lists: mapped or as their system has them. */
  readonly records: readonly (JsonObject | null)[];
  /** Ids by type, as a write answered them. */
  readonly answered?: Readonly<Record<string, readonly unknown[]>> | undefined;
}

/**
 * Child lists are told apart in one go. A connector that runs elsewhere is asked for all their ids beforehand: at the
 * same time, which is one message.
 */
export async function childNamesOf({ connector }: ConnectionView, within: NamedIn): Promise<ChildNames> {
  const ruleOf = (type: string | undefined) => normalizerIn(connector, type as RecordType | undefined);
  if (connector.isolation !== 'worker') return ruleOf as ChildNames;
  const known = new Map<string, string>();
  const asked = [...rawIds(within)].map(async ({ type, raw }) => {
    const rule = ruleOf(type);
    if (!rule) return;
    await canonicalId(raw, async (text) => {
      const id = await rule(text);
      known.set(keyOf(type, text), id);
      return id;
    });
  });
  await Promise.all(asked);
  return (type) => ruleOf(type) && ((text) => known.get(keyOf(type, text)) ?? '');
}

interface RawId {
  readonly type: string | undefined;
  readonly raw: unknown;
}

function* rawIds({ children, records, answered = {} }: NamedIn): Generator<RawId> {
  for (const [type, ids] of Object.entries(answered)) for (const raw of ids) yield { type, raw };
  for (const record of records) if (record) yield* idsBelow(children, record);
}

function* idsBelow(children: readonly ChildMapping[], record: JsonObject): Generator<RawId> {
  for (const { target, type, key = 'id', children: inside = [] } of children) {
    for (const child of recordsIn(record[target])) {
      yield { type, raw: child['id'] };
      yield { type, raw: child[key] };
      yield* idsBelow(inside, child);
    }
  }
}

function recordsIn(list: Json | undefined): JsonObject[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).filter(
    (item): item is JsonObject => typeof item === 'object' && item !== null && !Array.isArray(item),
  );
}

function keyOf(type: string | undefined, text: string): string {
  return `${type}\n${text}`;
}
