import type { JsonObject } from '@hookyard/sdk';

import { ignore } from '../errors/index.js';
import type { ChildIds } from '../mapping/index.js';

import { idsThere } from './children/child-list.js';
import { withHubIds } from './children/hub-ids.js';
import { idsLearnt } from './children/outbound-ids.js';
import type { Outbound } from './destination.js';
import { mapRecord } from './map-record.js';
import { handlersOf } from './read-source.js';
import { isSameJson, knownAfterCreate, knownAfterWrite, type Held } from './record-diff.js';
import { readsBack } from './read-again.js';
import type { Turn } from './turn.js';
import type { Written } from './write-answers.js';

/** What is known of a system's record once it was written, as the link keeps it. */
export interface AfterWrite {
  /** JSON text: the hub-side form of what the system now holds. */
  readonly baseline: string;
  /** JSON text: what the hub has in the fields it did not keep as they were sent; null: it kept all. */
  readonly sent: string | null;
  /** Somebody changed other fields there, and no hook of it has come in yet. */
  readonly isMoved: boolean;
  /** JSON text: the system's ids of the record's children; absent where none are told apart. */
  readonly children?: string;
}

/**
 * What was written, corrected by what the system says it kept, so that a value it truncated is no change when its hook
 * comes. `before`: what it was known to hold; null: nothing, it was made.
 */
export async function afterWrite(
  turn: Turn,
  outbound: Outbound,
  written: Written,
  before: Held | null,
): Promise<AfterWrite> {
  const { record } = outbound.view;
  const { data } = record;
  const kept = written.record ?? (await readBack(turn, written));
  const learnt = await idsLearnt(turn, outbound, { kept, answered: written.children, isMade: true });
  const asSent: AfterWrite = {
    baseline: JSON.stringify(data),
    sent: null,
    isMoved: false,
    ...childIds(learnt, data),
  };
  if (!kept || !readsBack(turn)) return asSent;
  const { phase } = turn;
  try {
    const asked = { direction: 'TO', change: 'update', record: kept, isLookedAt: true } as const;
    const mapped = await mapRecord(turn, asked);
    if (mapped.kind !== 'mapped') return asSent;
    const { fields, ids } = await withHubIds(turn, mapped, {
      record,
      baseline: before?.baseline ?? null,
      known: learnt ?? null,
      externalId: written.externalId,
    });
    const { known, isMoved } = before
      ? knownAfterWrite(data, before, fields)
      : knownAfterCreate(data, fields);
    const children = childIds(learnt || ids ? { ...learnt, ...ids } : undefined, known);
    return { baseline: JSON.stringify(known), sent: notKept(data, known), isMoved, ...children };
  } catch (error) {
    ignore(error, 'the answer of a write could not be mapped: the baseline is what was written');
    return asSent;
  } finally {
    turn.phase = phase;
  }
}

function childIds(ids: ChildIds | undefined, known: JsonObject): Pick<AfterWrite, 'children'> {
  return ids ? { children: JSON.stringify(idsThere(ids, known)) } : {};
}

function notKept(data: JsonObject, known: JsonObject): string | null {
  const fields = Object.entries(data).filter(([field, value]) => !isSameJson(value, known[field]));
  return fields.length === 0 ? null : JSON.stringify(Object.fromEntries(fields));
}

/** A record that moved on before it was read back says nothing about what was kept of the write. */
async function readBack(turn: Turn, { externalId, version }: Written): Promise<JsonObject | null> {
  const handlers = handlersOf(turn);
  if (!handlers?.get || !readsBack(turn)) return null;
  const { phase } = turn;
  try {
    const record: unknown = await turn.call(phase, (ctx) => handlers.get?.(externalId, ctx));
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return null;
    const found = await turn.runtime.versionIn(turn.request.type, record as JsonObject);
    return version !== null && found !== null && version !== found ? null : (record as JsonObject);
  } catch (error) {
    ignore(error, 'a written record could not be read back: the baseline is what was written');
    return null;
  }
}
