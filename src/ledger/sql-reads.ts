import { setImmediate as nextTurn } from 'node:timers/promises';

import { REQUEST_STATES, type RequestState } from '../flow/index.js';
import type { ColumnValue, Statement, Store } from '../store/index.js';

import { newestOf, type Walk } from './newest-first.js';
import type {
  LedgerReads,
  PageOf,
  StoredHook,
  StoredRejection,
  StoredRequest,
  StoredVerdict,
} from './reads.js';
import { hookBodies } from './statements/hook-statements.js';
import * as sql from './statements/read-statements.js';
import type { RequestRow } from './statements/request-columns.js';
import { requestsBySeq } from './statements/request-statements.js';
import { storedAttempt, storedHook, storedRequest, storedVerdict } from './stored-rows.js';

const MOST_PER_PAGE = 1_000;
/** Rows looked at in a round for a state that is rare, or among everybody's: about 2 ms. */
const MOST_SCANNED = 1_000;
const MOST_VERDICTS_SCANNED = 5_000;
/** Blocks of 4,096 requests probed between two turns of the event loop: about 2 ms. */
const BLOCKS_AT_ONCE = 1_000;
/** Of one hook; beyond it the number says only "many". */
const MOST_COUNTED = 10_000;
const FROM_THE_END = Number.MAX_SAFE_INTEGER;
/** States with an index of their own. */
const STUCK: readonly RequestState[] = ['held', 'parked', 'parked-block'];

type Params = Readonly<Record<string, ColumnValue>>;

/** Reads of committed rows: hooks, requests, verdicts, attempts and rejections, as people ask for them. */
export class SqlReads implements LedgerReads {
  constructor(private readonly store: Store) {}

  async hook(seq: number): Promise<StoredHook | null> {
    const [row] = await this.read(sql.hooksBySeq, [{ seq }]);
    return row ? storedHook(row) : null;
  }

  async hookBody(seq: number): Promise<Buffer | null> {
    const [row] = await this.read(hookBodies, [{ seq }]);
    return row?.body ?? null;
  }

  async hooks({ owners, before = FROM_THE_END, limit }: PageOf & { readonly owners: readonly number[] }) {
    const seqs = await newestOf({
      ...this.walk({ seqs: sql.hookSeqs, seqsOf: sql.hookSeqsOf }),
      keys: owners,
      before,
      limit: atMost(limit),
      count: owners.length > 1 ? Math.max(MOST_SCANNED, limit) : atMost(limit),
      matches: () => true,
    });
    const rows = await this.read(
      sql.hooksBySeq,
      seqs.map((seq) => ({ seq })),
    );
    return rows.sort(newestFirst).map(storedHook);
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
    return rows.sort(oldestFirst).map(storedRequest);
  }

  async verdictsOfHook(hook: number, limit: number): Promise<StoredVerdict[]> {
    const rows = await this.read(sql.verdictsOfHook, [{ hook, count: atMost(limit) }]);
    return rows.sort(oldestFirst).map(storedVerdict);
  }

  async request(seq: number): Promise<StoredRequest | null> {
    const [row] = await this.read(requestsBySeq, [{ seq }]);
    return row ? storedRequest(row) : null;
  }

  async requests(wish: PageOf & { readonly queues: readonly number[]; readonly state?: RequestState }) {
    const { queues, state, before = FROM_THE_END, limit } = wish;
    const isStuck = state !== undefined && STUCK.includes(state);
    const isPlain = state === undefined && queues.length === 1;
    const seqs = await newestOf({
      ...this.walk(
        isStuck
          ? { seqs: sql.stuckSeqs, seqsOf: sql.stuckSeqsOf }
          : { seqs: sql.requestSeqs, seqsOf: sql.requestSeqsOf },
      ),
      keys: queues,
      before,
      limit: atMost(limit),
      count: isPlain ? atMost(limit) : Math.max(MOST_SCANNED, limit),
      matches: (row) => state === undefined || row.state === REQUEST_STATES[state],
    });
    const rows = await this.read(
      requestsBySeq,
      seqs.map((seq) => ({ seq })),
    );
    return rows.sort(newestFirst).map(storedRequest);
  }

  async tree(root: number, limit: number): Promise<StoredRequest[]> {
    const [first, rows] = await Promise.all([
      this.request(root),
      this.read(sql.requestsOfRoot, [{ root, count: atMost(limit) }]),
    ]);
    const rest = rows.filter(({ seq }) => seq !== root).sort(oldestFirst);
    return [...(first ? [first] : []), ...rest.map(storedRequest)].slice(0, limit);
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
    return found.sort(newestFirst).map(storedRequest);
  }

  async verdictsOfRecord(name: { owner: number; type: string; recordId: string; limit: number }) {
    const { owner, type, recordId, limit } = name;
    const params = { owner, type, record_id: recordId, scan: MOST_VERDICTS_SCANNED, count: atMost(limit) };
    const rows = await this.read(sql.verdictsOfRecord, [params]);
    return rows.sort(newestFirst).map(storedVerdict);
  }

  async verdictsOfOwner(owner: number, { before = FROM_THE_END, limit }: PageOf): Promise<StoredVerdict[]> {
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

  async rejections({
    owners,
    before = FROM_THE_END,
    limit,
  }: PageOf & { readonly owners: readonly number[] }) {
    const count = atMost(limit);
    const rows = await this.read<StoredRejection>(
      sql.rejectionsOf,
      owners.slice(0, MOST_PER_PAGE).map((owner) => ({ owner, before, count })),
    );
    return rows.sort(newestFirst).slice(0, count);
  }

  private walk({ seqs, seqsOf }: Seqs): Pick<Walk, 'ofKeys' | 'ofAll'> {
    return {
      ofAll: (before, count) => this.read(seqs, [{ before, count }]),
      ofKeys: (keys, before, count) =>
        this.read(
          seqsOf,
          keys.map((whose) => ({ whose, before, count })),
        ),
    };
  }

  private read<Row>(statement: Statement<Row>, rows: readonly Params[]): Promise<Row[]> {
    return this.store.read(statement, rows);
  }
}

interface Seqs {
  readonly seqs: Statement<sql.SeqRow>;
  readonly seqsOf: Statement<sql.SeqRow>;
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
