import type { CreateAnswer, JsonObject, UpdateAnswer } from '@hookyard/sdk';

import { canonicalIn } from '../registry/index.js';

import { BadAnswer } from './turn-failures.js';
import type { Turn } from './turn.js';

/** What a write came to, checked. */
export interface Written {
  readonly externalId: string;
  readonly version: string | null;
  /** The record as the system says it holds it now. */
  readonly record: JsonObject | null;
  /** Ids of new children by type, where the answer names them. */
  readonly children?: Readonly<Record<string, readonly unknown[]>>;
}

/** A create has to say the id; without it the record would be made again. */
export async function checkedCreate(turn: Turn, given: unknown): Promise<Written> {
  const answer = given as Partial<CreateAnswer<unknown>> | null | undefined;
  const id = await canonicalIdOf(turn, answer?.id, `create of ${turn.request.type}`);
  return { externalId: id, ...(await checkedFacts(turn, answer)) };
}

export async function checkedUpdate(turn: Turn, given: unknown, externalId: string): Promise<Written> {
  return {
    externalId,
    ...(await checkedFacts(turn, given as Partial<UpdateAnswer<unknown>> | null | undefined)),
  };
}

/** The ids a lookup answered, canonical and each once. */
export async function checkedIds(turn: Turn, given: unknown): Promise<string[]> {
  if (!Array.isArray(given)) throw new BadAnswer(`lookup of ${turn.request.type} answered no list`);
  const what = `lookup of ${turn.request.type}`;
  const ids = await Promise.all(given.map((id) => canonicalIdOf(turn, id, what)));
  return [...new Set(ids)];
}

export async function canonicalIdOf({ view, request }: Turn, given: unknown, what: string): Promise<string> {
  const { id, problem } = await canonicalIn(view.connector, request.type, given);
  if (id === undefined) throw new BadAnswer(`${what} answered no id: ${problem}`);
  return id;
}

async function checkedFacts(
  turn: Turn,
  answer: { version?: unknown; record?: unknown; children?: unknown } | null | undefined,
): Promise<Pick<Written, 'version' | 'record' | 'children'>> {
  const { version, record, children } = answer ?? {};
  const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record);
  const known = isRecord ? (record as JsonObject) : null;
  const facts = {
    record: known,
    ...(typeof children === 'object' && children !== null
      ? { children: children as Written['children'] }
      : {}),
  };
  if (typeof version === 'string' || typeof version === 'number')
    return { version: String(version), ...facts };
  return { version: known ? await turn.runtime.versionIn(turn.request.type, known) : null, ...facts };
}
