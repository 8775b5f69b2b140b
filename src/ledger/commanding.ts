import { requestStateOf, type OutcomeFacts, type RequestState } from '../flow/index.js';
import type { Tx } from '../store/index.js';

import { refreshLanes } from './lane-keeping.js';
import { move } from './moves.js';
import type { LedgerParts } from './parts.js';
import { RELEASABLE, reopen } from './releasing.js';
import { parkedTurn } from './request-rows.js';
import type { RequestRow } from './statements/request-columns.js';
import { requestsBySeq, setResults, settleRequests } from './statements/request-statements.js';

/** What a person may do with requests: run them again, put them aside, or end them. */
export type Command = 'queue' | 'park' | 'cancel';

/** `running`: a worker has, or may have, them in hand; nothing was done to those. */
export interface Commanded {
  readonly changed: readonly number[];
  readonly running: number;
  /** Parents of requests that are over now. */
  readonly parents: readonly number[];
}

/** The state and reason of a request that a person put aside. */
const PARKED_BY_HAND = 'parked-by-hand';

const PAGE = 200;
/** Only these may be in the hands of a worker. */
const RUNNABLE: readonly RequestState[] = ['queued', 'waiting-retry'];
const MAY: Readonly<Record<Command, readonly RequestState[]>> = {
  queue: RELEASABLE,
  park: ['queued', 'waiting-retry', 'held', 'parked-block'],
  cancel: [
    'queued',
    'waiting-retry',
    'waiting-children',
    'awaiting-decision',
    'held',
    'held-aside',
    'parked',
    'parked-block',
  ],
};

/** What goes with a command into its commits. */
export interface CommandedWith {
  /** Kept in the results of those that are queued again: what a person says to them. */
  readonly word?: OutcomeFacts | undefined;
  /** In the commit of each page: what was changed is told there, or not at all. */
  readonly also?: ((tx: Tx, page: Omit<Commanded, 'parents'>) => Promise<void>) | undefined;
}

/** A page a commit; what is in another state than the command is for is left alone. */
export async function commandRequests(
  parts: LedgerParts,
  command: Command,
  seqs: readonly number[],
  also: CommandedWith = {},
): Promise<Commanded> {
  const changed: number[] = [];
  const parents: number[] = [];
  let running = 0;
  for (let from = 0; from < seqs.length; from += PAGE) {
    const page = await commandPage(parts, { command, ...also }, seqs.slice(from, from + PAGE));
    changed.push(...page.changed);
    parents.push(...page.parents);
    running += page.running;
  }
  return { changed, parents, running };
}

interface Given extends CommandedWith {
  readonly command: Command;
}

function commandPage(
  parts: LedgerParts,
  { command, word, also }: Given,
  seqs: readonly number[],
): Promise<Commanded> {
  return parts.store.write(async (tx) => {
    const rows = (await read(tx, seqs)).filter((row) => isFor(command, row));
    const commanded =
      command === 'queue' ? await queueAgain(parts, tx, rows) : await end(parts, tx, { command, rows });
    if (word && command === 'queue') await tell(tx, rows, { word, to: commanded.changed });
    await also?.(tx, commanded);
    return commanded;
  });
}

async function tell(
  tx: Tx,
  rows: readonly RequestRow[],
  { word, to }: { readonly word: OutcomeFacts; readonly to: readonly number[] },
): Promise<void> {
  const told = rows.filter(({ seq }) => to.includes(seq));
  const results = told.map(({ seq, result }) => ({
    seq,
    result: JSON.stringify({ ...(result === null ? {} : (JSON.parse(result) as object)), ...word }),
  }));
  if (results.length > 0) await tx.many(setResults, results);
}

async function queueAgain(parts: LedgerParts, tx: Tx, rows: readonly RequestRow[]): Promise<Commanded> {
  const wanted = rows.map(({ seq, lane, queue, tier, state }) => ({
    seq,
    lane,
    queue,
    tier,
    state,
    to: 'queued' as const,
  }));
  const changed = await reopen(parts, tx, wanted);
  return { changed: [...changed], parents: [], running: rows.length - changed.size };
}

interface Ending {
  readonly command: 'park' | 'cancel';
  readonly rows: readonly RequestRow[];
}

/** Lanes first; then the requests as they are under their lock. */
async function end(parts: LedgerParts, tx: Tx, { command, rows }: Ending): Promise<Commanded> {
  const now = parts.clock.now();
  const lanes = [...new Set(rows.map(({ lane }) => lane))];
  const holders = await parts.engine.lanes.lock(tx, lanes, []);
  const locked = (
    await read(
      tx,
      rows.map(({ seq }) => seq),
    )
  ).filter((row) => isFor(command, row));
  const isFree = ({ lane, state }: RequestRow): boolean =>
    !RUNNABLE.includes(requestStateOf(state)) || (holders.get(lane) ?? 0) === 0;
  const free = locked.filter(isFree);
  const done = await tx.many(
    settleRequests,
    free.map((row) => ({
      seq: row.seq,
      from_state: row.state,
      next_state: move(row.seq, requestStateOf(row.state), command === 'park' ? 'parked' : 'cancelled'),
      due_at: row.due_at,
      attempts: row.attempts,
      held_code: command === 'park' ? PARKED_BY_HAND : null,
      result: resultOf(row, command),
      ended_at: now,
      parent: row.parent,
    })),
  );
  const ended = new Set(done.map(({ seq }) => seq));
  const parked = command === 'park' ? free.filter(({ seq }) => ended.has(seq)) : [];
  await parts.tellTurns(
    tx,
    parked.map((row) => parkedTurn(row, PARKED_BY_HAND)),
  );
  await refreshLanes(
    tx,
    lanes.filter((lane) => holders.get(lane) === 0),
    now,
  );
  const parents = done.flatMap(({ parent }) => (parent === null ? [] : [parent]));
  return { changed: done.map(({ seq }) => seq), parents, running: locked.length - free.length };
}

/** Kept with the request: should it run after all, it runs late (S4.6). */
function resultOf({ result, state }: RequestRow, command: 'park' | 'cancel'): string {
  const before = result === null ? {} : (JSON.parse(result) as object);
  const word = command === 'park' ? 'parked' : 'cancelled';
  return JSON.stringify({ ...before, [`${word}From`]: requestStateOf(state) });
}

function isFor(command: Command, { state }: RequestRow): boolean {
  return MAY[command].includes(requestStateOf(state));
}

function read(tx: Tx, seqs: readonly number[]): Promise<RequestRow[]> {
  return tx.many(
    requestsBySeq,
    seqs.map((seq) => ({ seq })),
  );
}
