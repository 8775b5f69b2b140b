import { setImmediate as nextTurn } from 'node:timers/promises';

import { requestStateOf } from '../flow/index.js';
import type { ColumnValue, ListPage, ListPart, Statement, Store } from '../store/index.js';

import { ListReads } from './list-reads.js';
import type {
  RequestEnd,
  ElementPast,
  HooksAsk,
  LedgerReads,
  RejectionsAsk,
  RemovedSoFar,
  RequestsAsk,
  StoredHook,
  StoredRejection,
  StoredRequest,
  StoredVerdict,
  UnfinishedRequest,
  VerdictsAsk,
} from './reads.js';
import { bodyOf } from './packing.js';
import { RemovedMarks } from './removed-marks.js';
import { shownRequests } from './shown-requests.js';
import { hookBodies } from './statements/hook-statements.js';
import { decisionsOf } from './statements/family-statements.js';
import * as sql from './statements/read-statements.js';
import type { RequestRow } from './statements/request-columns.js';
import { endsBySeq, requestsBySeq } from './statements/request-statements.js';
import { TreeProgressReads } from './tree-progress.js';
import { elementPast, storedAttempt, storedHook, storedVerdict, unfinishedRequest } from './stored-rows.js';

const MOST_PER_PAGE = 1_000;
const MOST_VERDICTS_SCANNED = 5_000;
/** Blocks of 4,096 requests probed between two turns of the event loop: about 2 ms. */
const BLOCKS_AT_ONCE = 1_000;
/** Of one hook; beyond it the number says only "many". */
const MOST_COUNTED = 10_000;
const FROM_THE_END = Number.MAX_SAFE_INTEGER;

type Params = Readonly<Record<string, ColumnValue>>;

/** Reads of committed rows: hooks, requests, verdicts, attempts and rejections, as people ask for them. */
export class SqlReads implements LedgerReads {
  private readonly trees: TreeProgressReads;
  private readonly lists: ListReads;

  constructor(private readonly store: Store) {
    this.trees = new TreeProgressReads(store);
    this.lists = new ListReads(store);
  }

  removed(): Promise<RemovedSoFar> {
    return new RemovedMarks(this.store).read();
  }

  async hook(seq: number): Promise<StoredHook | null> {
    const [row] = await this.read(sql.hooksBySeq, [{ seq }]);
    return row ? storedHook(row) : null;
  }

  async hookBody(seq: number): Promise<Buffer | null> {
    const [row] = await this.read(hookBodies, [{ seq }]);
    return row ? bodyOf(row) : null;
  }

  hooks(ask: HooksAsk, page: ListPage): Promise<ListPart<StoredHook>> {
    return this.lists.hooks(ask, page);
  }

  async hooksBehind(ask: { readonly owner: number; readonly after: number; readonly limit: number }) {
    const { owner: whose, after, limit } = ask;
    const rows = await this.read(sql.hooksBehind, [{ whose, after, count: atMost(limit) }]);
    return rows.sort((a, b) => a.seq - b.seq).map(storedHook);
  }

  async pastOfHook(hook: number): Promise<ElementPast[]> {
    const [requests, verdicts] = [
      await this.all(sql.requestPasts, hook),
      await this.all(sql.verdictPasts, hook),
    ];
    return [...requests, ...verdicts].map(elementPast).toSorted((a, b) => a.at - b.at);
  }

  /** In pages, between which the event loop gets its turns. */
  private async all(statement: Statement<sql.PastRow>, hook: number): Promise<sql.PastRow[]> {
    const rows: sql.PastRow[] = [];
    for (let after = 0; ;) {
      const page = await this.read(statement, [{ hook, after, count: MOST_PER_PAGE }]);
      rows.push(...page);
      if (page.length < MOST_PER_PAGE) return rows;
      after = Math.max(...page.map(({ seq }) => seq));
      await nextTurn();
    }
  }

  requestCounts(hooks: readonly number[]) {
    return this.read(
      sql.requestCounts,
      hooks.slice(0, MOST_PER_PAGE).map((hook) => ({ hook, most: MOST_COUNTED })),
    );
  }

  verdictCounts(hooks: readonly number[]) {
    return this.read(
      sql.verdictCounts,
      hooks.slice(0, MOST_PER_PAGE).map((hook) => ({ hook, most: MOST_COUNTED })),
    );
  }

  async requestsOfHook(hook: number, limit: number): Promise<StoredRequest[]> {
    const rows = await this.read(sql.requestsOfHook, [{ hook, count: atMost(limit) }]);
    return shownRequests(rows.sort(oldestFirst));
  }

  async verdictsOfHook(hook: number, limit: number): Promise<StoredVerdict[]> {
    const rows = await this.read(sql.verdictsOfHook, [{ hook, count: atMost(limit) }]);
    return rows.sort(oldestFirst).map(storedVerdict);
  }

  async request(seq: number): Promise<StoredRequest | null> {
    const [request] = await this.requestsBySeq([seq]);
    return request ?? null;
  }

  async requestsBySeq(seqs: readonly number[]): Promise<StoredRequest[]> {
    if (seqs.length === 0) return [];
    return shownRequests(
      await this.read(
        requestsBySeq,
        seqs.map((seq) => ({ seq })),
      ),
    );
  }

  async endsBySeq(seqs: readonly number[]): Promise<RequestEnd[]> {
    if (seqs.length === 0) return [];
    const rows = await this.read(
      endsBySeq,
      seqs.map((seq) => ({ seq })),
    );
    return rows.map(({ seq, state, held_code: heldCode, result }) => ({
      seq: Number(seq),
      state: requestStateOf(state),
      heldCode,
      result,
    }));
  }

  requests(ask: RequestsAsk, page: ListPage): Promise<ListPart<StoredRequest>> {
    return this.lists.requests(ask, page);
  }

  async tree(root: number, limit: number): Promise<StoredRequest[]> {
    const [first, rows] = await Promise.all([
      this.request(root),
      this.read(sql.requestsOfRoot, [{ root, count: atMost(limit) }]),
    ]);
    const rest = rows.filter(({ seq }) => seq !== root).sort(oldestFirst);
    return [...(first ? [first] : []), ...(await shownRequests(rest))].slice(0, limit);
  }

  progress(root: number, queue: number) {
    return this.trees.of(root, queue);
  }

  async requestsOfLane(lane: number, limit: number): Promise<StoredRequest[]> {
    const count = atMost(limit);
    const [ends] = await this.read(sql.requestBlocks, [{}]);
    const { first, last } = ends ?? { first: 0, last: 0 };
    const found: RequestRow[] = [];
    for (let newest = last; newest >= first && found.length < count; newest -= BLOCKS_AT_ONCE) {
      const oldest = Math.max(first, newest - BLOCKS_AT_ONCE + 1);
      const holding = await this.read(sql.blocksOfLane, [{ lane, newest, oldest }]);
      for (const { block } of holding.sort((a, b) => b.block - a.block)) {
        if (found.length >= count) break;
        found.push(...(await this.read(sql.requestsOfLane, [{ lane, block, count: count - found.length }])));
      }
      await nextTurn();
    }
    return shownRequests(found.sort(newestFirst));
  }

  async unfinishedOfLane(lane: number, limit: number): Promise<UnfinishedRequest[]> {
    const rows = await this.read(sql.unfinishedOfLane, [{ lane, count: atMost(limit) }]);
    return rows.map(unfinishedRequest);
  }

  async decisionsOf(parent: number, limit: number): Promise<StoredRequest[]> {
    const rows = await this.read(decisionsOf, [{ parent, count: atMost(limit) }]);
    return shownRequests(rows.sort(newestFirst));
  }

  async verdictsOfRecord(name: { owner: number; type: string; recordId: string; limit: number }) {
    const { owner, type, recordId, limit } = name;
    const params = { owner, type, record_id: recordId, scan: MOST_VERDICTS_SCANNED, count: atMost(limit) };
    const rows = await this.read(sql.verdictsOfRecord, [params]);
    return rows.sort(newestFirst).map(storedVerdict);
  }

  async verdictsOfOwner(
    owner: number,
    { before = FROM_THE_END, limit }: { readonly before?: number; readonly limit: number },
  ): Promise<StoredVerdict[]> {
    const rows = await this.read(sql.verdictsOfOwner, [{ owner, before, count: atMost(limit) }]);
    return rows.sort(newestFirst).map(storedVerdict);
  }

  async attempts(requests: readonly number[], limit: number) {
    const rows = await this.read(
      sql.attemptsOf,
      requests.slice(0, MOST_PER_PAGE).map((request) => ({ request, count: atMost(limit) })),
    );
    return rows.sort((a, b) => b.at - a.at || b.number - a.number).map(storedAttempt);
  }

  verdicts(ask: VerdictsAsk, page: ListPage): Promise<ListPart<StoredVerdict>> {
    return this.lists.verdicts(ask, page);
  }

  rejections(ask: RejectionsAsk, page: ListPage): Promise<ListPart<StoredRejection>> {
    return this.lists.rejections(ask, page);
  }

  private read<Row>(statement: Statement<Row>, rows: readonly Params[]): Promise<Row[]> {
    return this.store.read(statement, rows);
  }
}

function atMost(limit: number): number {
  return Math.max(1, Math.min(Math.floor(limit), MOST_PER_PAGE));
}

function newestFirst(a: { readonly seq: number }, b: { readonly seq: number }): number {
  return b.seq - a.seq;
}

function oldestFirst(a: { readonly seq: number }, b: { readonly seq: number }): number {
  return a.seq - b.seq;
}
