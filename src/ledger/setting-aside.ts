import type { Tx } from '../store/index.js';

import { asideKindOf, planAsides, recordKeyOf, type Aside, type StoredAside } from './aside-plan.js';
import { inSlices } from './bulk.js';
import { countsOfAbsorbed, countsOfDrafts, type ChildCount } from './child-counts.js';
import { foldEntries } from './draft-groups.js';
import type { Enqueued } from './ledger.js';
import type { LedgerParts } from './parts.js';
import {
  enqueueInLanes,
  withEntries,
  writeFoldVerdicts,
  type EnqueuedAll,
  type Place,
  type Placed,
} from './queue-writing.js';
import { rowOfDraft } from './request-rows.js';
import { asideOfRecord, endAside, foldAside } from './statements/aside-statements.js';
import { insertRequests } from './statements/request-statements.js';

/** What became of drafts, and what that says of children: whoever writes the commit counts it, last. */
export interface EnqueuedWithChildren extends EnqueuedAll {
  readonly children: readonly ChildCount[];
}

/**
 * Enqueues what runs in lanes, and sets aside what waits beside them: rows without a lane, so that the record's later
 * requests run as if there were none. What says that a record is there ends its waiting deletes, and what reads it ends
 * what waits for its children, in this commit.
 */
export async function enqueueAll(
  parts: LedgerParts,
  tx: Tx,
  placed: readonly Placed[],
): Promise<EnqueuedWithChildren> {
  const drafts = placed.map(({ draft }) => draft);
  const hasAsides = placed.some(isAside);
  const inLanes = await enqueueInLanes(parts, tx, hasAsides ? placed.filter((one) => !isAside(one)) : placed);
  if (!placed.some(asksAside)) return { ...inLanes, children: countsOfDrafts(drafts, inLanes.enqueued) };
  const all = merged(placed, inLanes);
  const asides = planAsides(drafts, await storedAsides(tx, placed));
  const work = { placed, asides, all, now: parts.clock.now() };
  await insertFresh(tx, work);
  await foldIntoStored(tx, work);
  const absorbed = await endAsides(tx, work);
  const folded = placed.flatMap((one, index) => (isAside(one) ? [index] : []));
  await writeFoldVerdicts(parts, tx, {
    placed: folded.map((index) => placed[index] as Placed),
    enqueued: folded.map((index) => all.enqueued[index] as Enqueued),
    now: work.now,
  });
  return { ...all, children: [...countsOfDrafts(drafts, all.enqueued), ...countsOfAbsorbed(absorbed)] };
}

function isAside({ draft }: Placed): boolean {
  return draft.state === 'held-aside';
}

/** What stands aside of the record has to do with it. */
function asksAside(one: Placed): boolean {
  return isAside(one) || one.draft.overtakes || one.draft.absorbs;
}

interface Answers extends EnqueuedAll {
  readonly enqueued: Enqueued[];
  readonly places: Place[];
}

/** Answers of lanes at the index of their drafts; those of what waits aside are filled in as they are written. */
function merged(placed: readonly Placed[], inLanes: EnqueuedAll): Answers {
  let next = 0;
  const enqueued: Enqueued[] = [];
  const places: Place[] = [];
  for (const one of placed) {
    const index = isAside(one) ? -1 : next++;
    enqueued.push(inLanes.enqueued[index] ?? { kind: 'folded', into: 0 });
    places.push(inLanes.places[index] ?? { lane: one.draft.lane, seq: 0, isFirst: true });
  }
  return { enqueued, places };
}

async function storedAsides(tx: Tx, placed: readonly Placed[]): Promise<Map<string, StoredAside[]>> {
  const records = new Map<string, Placed['draft']>();
  for (const one of placed) if (asksAside(one)) records.set(recordKeyOf(one.draft), one.draft);
  const asked = [...records];
  const rows = await tx.many(
    asideOfRecord,
    asked.map(([, { queue, type, recordId }], n) => ({ n, queue, type, record_id: recordId })),
  );
  const stored = new Map<string, StoredAside[]>();
  for (const { n, seq, action, trail } of rows.sort((a, b) => a.seq - b.seq)) {
    const key = asked[n]?.[0] ?? '';
    stored.set(key, [...(stored.get(key) ?? []), { kind: asideKindOf(action), seq, trail }]);
  }
  return stored;
}

interface AsideWork {
  readonly placed: readonly Placed[];
  readonly asides: readonly Aside[];
  readonly all: Answers;
  readonly now: number;
}

async function insertFresh(tx: Tx, { placed, asides, all, now }: AsideWork): Promise<void> {
  const drafts = placed.map(({ draft }) => draft);
  const fresh = asides.filter(({ seq }) => seq === null);
  const rows = fresh.map(({ first, folded }, n) => {
    const { draft, isWholeBody = false } = placed[first] as Placed;
    const { lane, action, tier, parent, isOptional } = draft;
    const trail = withEntries(draft.trail, foldEntries(folded, drafts, now));
    return rowOfDraft(draft, { n, lane, action, tier, trail, parent, isOptional, isWholeBody, now });
  });
  const answers = await inSlices(tx, insertRequests, rows);
  const seqs = answers.map(({ seq }) => seq).sort((a, b) => a - b);
  for (const [n, { first, folded }] of fresh.entries()) {
    const seq = seqs[n] as number;
    all.enqueued[first] = { kind: 'queued', seq, claim: null };
    for (const index of folded) all.enqueued[index] = { kind: 'folded', into: seq };
  }
}

async function foldIntoStored(tx: Tx, { placed, asides, all, now }: AsideWork): Promise<void> {
  const drafts = placed.map(({ draft }) => draft);
  const rows = asides.flatMap(({ seq, folded }) => {
    if (seq === null || folded.length === 0) return [];
    for (const index of folded) all.enqueued[index] = { kind: 'folded', into: seq };
    const tier = Math.min(...folded.map((index) => drafts[index]?.tier ?? 0));
    return [{ seq, tier, entries: foldEntries(folded, drafts, now) }];
  });
  await tx.many(foldAside, rows);
}

/**
 * In the commit that enqueues what overtakes or absorbs them: there is no moment in which both wait. Answers the trails
 * of what was absorbed.
 */
async function endAsides(tx: Tx, { placed, asides, all, now }: AsideWork): Promise<string[]> {
  const ending = asides.flatMap(({ kind, seq, first, trail, endedBy }) => {
    if (endedBy === null) return [];
    const { draft } = placed[endedBy] as Placed;
    const by = seqOf(all.enqueued[endedBy]);
    const from = { hook: draft.hook, element: draft.element, action: draft.action };
    const { code, rule, facts } =
      kind === 'delete'
        ? {
            code: 'overtaken',
            rule: 'delete.settle',
            facts: { reason: `its record was there again: ${draft.scope}`, by, ...from },
          }
        : {
            code: 'folded',
            rule: 'child.window',
            facts: { reason: `its record is read anyway: ${draft.scope}`, into: by, ...from },
          };
    const entry = JSON.stringify({ verdict: code, rule, facts, at: now });
    const own = seq ?? seqOf(all.enqueued[first]);
    return [{ kind, trail, row: { seq: own, code, result: JSON.stringify(facts), entry, now } }];
  });
  const rows = await tx.many(
    endAside,
    ending.map(({ row }) => row),
  );
  const ended = new Set(rows.map(({ seq }) => seq));
  return ending.flatMap(({ kind, trail, row }) => (kind === 'child' && ended.has(row.seq) ? [trail] : []));
}

function seqOf(answer: Enqueued | undefined): number {
  if (answer?.kind === 'queued') return answer.seq;
  return answer?.kind === 'folded' ? answer.into : 0;
}
