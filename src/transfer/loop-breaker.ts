import type { HubRecord, RecordChange } from '../hub/index.js';

import type { StoryEnd, StoryParts } from './story.js';
import type { HubChange } from './to-hub-effects.js';
import type { Turn } from './turn.js';

/** S5.5: more rewrites than this, within this time, by two or more connections. */
const MOST_REWRITES = 20;
const WITHIN_MS = 10 * 60_000;
const MOST_NAMED = 10;

/**
 * Whether two systems seem to answer each other's writes of a record for ever: then this write of it waits for a
 * person. Read from the stored history, so a restart or another process forgets nothing; a record that is younger, or
 * was quiet, costs no read, and any other only one row.
 */
export async function suspectedLoop(
  turn: Turn,
  parts: StoryParts,
  { record, change }: { readonly record: HubRecord; readonly change: HubChange },
): Promise<StoryEnd | null> {
  if (!change.effects?.record || turn.remembered.isLoopAllowed) return null;
  const since = turn.now() - WITHIN_MS;
  // The first version is its creation, no rewrite.
  if (record.version <= MOST_REWRITES || record.updatedAt <= since) return null;
  const { read } = parts.hub;
  const [oldest] = await read.history(record.id, { before: record.version - MOST_REWRITES + 2, limit: 1 });
  if (!oldest || oldest.at <= since) return null;
  const rewrites = await read.history(record.id, { before: record.version + 1, limit: MOST_REWRITES });
  const systems = new Set(rewrites.flatMap(({ connection }) => connection ?? []));
  systems.add(turn.view.number);
  return systems.size < 2 ? null : held(parts, { rewrites, systems: [...systems], fields: change.fields });
}

interface Suspicion {
  readonly rewrites: readonly RecordChange[];
  readonly systems: readonly number[];
  /** Of the write that waits. */
  readonly fields: readonly string[];
}

function held(parts: StoryParts, { rewrites, systems, fields }: Suspicion): StoryEnd {
  const directory = parts.directory();
  const views = systems.flatMap((number) => directory.connection(number) ?? []);
  const often = mostWritten([fields, ...rewrites.map(({ changed }) => Object.keys(changed))]);
  const names = views.map(({ name }) => name).join(', ');
  return {
    outcome: {
      kind: 'held',
      code: 'loop-suspected',
      reason: `${names} rewrote ${often.join(', ')} of one record ${rewrites.length + 1} times in 10 minutes`,
      facts: {
        loop: {
          record: rewrites[0]?.record ?? 0,
          fields: often,
          connections: views.map(({ id }) => id),
          rewrites: rewrites.length + 1,
        },
      },
    },
  };
}

function mostWritten(writes: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const field of writes.flat()) counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_NAMED)
    .map(([field]) => field);
}
