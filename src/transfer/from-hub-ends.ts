import type { Link, LinkChange, NewLink, RecordView } from '../hub/index.js';

import { afterWrite } from './after-write.js';
import type { Outbound } from './destination.js';
import type { Held } from './record-diff.js';
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
  return newLink(turn, outbound, { written, before: { baseline: {}, sent: null } });
}

async function newLink(
  turn: Turn,
  outbound: Outbound,
  { written, before }: { readonly written: Written; readonly before: Held | null },
): Promise<NewLink> {
  const { isMoved: _isMoved, ...known } = await afterWrite(turn, outbound, written, before);
  const recordVersion = outbound.view.record.version;
  const bare = bareLink(turn, outbound.view, written.externalId);
  return { ...bare, ...known, remoteVersion: written.version, recordVersion };
}

export async function linkWritten(
  turn: Turn,
  outbound: Outbound,
  written: Written,
  link: Link,
): Promise<{ readonly linkChange: LinkChange; readonly isMoved: boolean }> {
  const before = link.baseline && { baseline: link.baseline, sent: link.sent };
  const { isMoved, ...known } = await afterWrite(turn, outbound, written, before);
  const remoteVersion = written.version ?? link.remoteVersion;
  const linkChange: LinkChange = {
    id: link.id,
    expected: link.generation,
    state: 'live',
    ...known,
    isOwnWrite: true,
    remoteVersion,
    recordVersion: outbound.view.record.version,
    at: turn.now(),
  };
  return { linkChange, isMoved };
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
