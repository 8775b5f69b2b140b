import type { JsonObject } from '@hookyard/sdk';

import type { Link, LinkChange, NewLink, RecordView } from '../hub/index.js';

import { baselineAfter, type Outbound } from './destination.js';
import { pinOf, type StoryEnd } from './story.js';
import type { Turn } from './turn.js';
import type { Written } from './write-answers.js';

const MOST_FIELDS = 50;

/** A link without a baseline: the next turn writes every field. */
export function bareLink(turn: Turn, { record, nextGeneration }: RecordView, externalId: string): NewLink {
  const { view, request } = turn;
  return {
    tenant: view.tenant,
    mode: view.mode,
    connection: view.number,
    type: request.type,
    externalId,
    record: record.id,
    isPrimary: true,
    generation: nextGeneration,
    baseline: null,
    isOwnWrite: true,
    remoteVersion: null,
    at: turn.now(),
  };
}

/** A link to what was made there. */
export function madeLink(turn: Turn, outbound: Outbound, written: Written): Promise<NewLink> {
  return newLink(turn, outbound, { written, before: null });
}

/** A link to what was there already, and holds what nobody here has read yet. */
export function foundLink(turn: Turn, outbound: Outbound, written: Written): Promise<NewLink> {
  return newLink(turn, outbound, { written, before: {} });
}

async function newLink(
  turn: Turn,
  outbound: Outbound,
  { written, before }: { readonly written: Written; readonly before: JsonObject | null },
): Promise<NewLink> {
  const baseline = await baselineAfter(turn, outbound, written, before);
  const recordVersion = outbound.view.record.version;
  const bare = bareLink(turn, outbound.view, written.externalId);
  return { ...bare, baseline, remoteVersion: written.version, recordVersion };
}

export async function linkWritten(
  turn: Turn,
  outbound: Outbound,
  written: Written,
  link: Link,
): Promise<LinkChange> {
  const baseline = await baselineAfter(turn, outbound, written, link.baseline);
  const remoteVersion = written.version ?? link.remoteVersion;
  return {
    id: link.id,
    expected: link.generation,
    state: 'live',
    baseline,
    isOwnWrite: true,
    remoteVersion,
    recordVersion: outbound.view.record.version,
    at: turn.now(),
  };
}

export interface WrittenFacts {
  readonly externalId: string;
  readonly fields: readonly string[];
  readonly effects?: StoryEnd['effects'];
  /** Kept should the commit meet a conflict: the record is there and must not be made twice. */
  readonly created?: string;
}

export function done(
  { view, collection }: Outbound,
  change: 'created' | 'updated' | 'linked',
  facts: WrittenFacts,
): StoryEnd {
  const { externalId, fields, effects, created } = facts;
  return {
    outcome: {
      kind: 'done',
      facts: {
        change,
        record: view.record.id,
        version: view.record.version,
        externalId,
        fields: fields.slice(0, MOST_FIELDS),
        collection: pinOf(collection),
        ...(created === undefined ? {} : { created }),
      },
    },
    effects,
  };
}
