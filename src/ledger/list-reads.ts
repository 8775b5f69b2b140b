import { REQUEST_STATES, type RequestState } from '../flow/index.js';
import type { ListPage, ListPart, Store } from '../store/index.js';

import { MOST_KEYS, walked, type Walked } from './placed-list.js';
import type {
  HooksAsk,
  RejectionsAsk,
  RequestsAsk,
  StoredHook,
  StoredRejection,
  StoredRequest,
  StoredVerdict,
  VerdictsAsk,
} from './reads.js';
import * as sql from './statements/list-statements.js';
import { hooksBySeq } from './statements/read-statements.js';
import { requestsBySeq } from './statements/request-statements.js';
import { hookStateNumber, storedHook, storedVerdict } from './stored-rows.js';
import { shownRequests } from './shown-requests.js';
import { placesIn, type TimeRange } from './time-places.js';

const MOST_PER_PAGE = 1_000;
/** Rows looked at in a round for what is rare, or among everybody's: about 2 ms. */
const MOST_SCANNED = 1_000;
const LEAST_OF_EACH = 50;
/** States with an index of their own. */
const STUCK: readonly RequestState[] = ['held', 'parked', 'parked-block'];

/** Which rows a list walks over, and what it keeps of them. */
interface Listed<Row extends sql.PlaceRow> {
  readonly walk: sql.WalkStatements<Row>;
  readonly keys: readonly number[];
  /** Its statements find the whole list: nothing is passed over. */
  readonly isPlain: boolean;
  readonly times: typeof sql.hookTimes;
  readonly range: TimeRange;
  matches(row: Row): boolean;
  /** What belongs to the list and is not in its index: the first row of all. */
  first?(): Promise<Row | undefined>;
}

/** The long lists, as people page through them: in either order, filtered, bounded. */
export class ListReads {
  constructor(private readonly store: Pick<Store, 'read'>) {}

  async hooks({ owners, state, ...range }: HooksAsk, page: ListPage): Promise<ListPart<StoredHook>> {
    const wanted = state === undefined ? undefined : hookStateNumber(state);
    const { seqs, next } = await this.places(page, {
      walk: sql.hookPlaces,
      keys: owners,
      isPlain: state === undefined,
      times: sql.hookTimes,
      range,
      matches: (row) => wanted === undefined || row.state === wanted,
    });
    const rows = await this.store.read(hooksBySeq, bySeq(seqs));
    return { items: inOrder(rows, seqs).map(storedHook), next };
  }

  async requests(ask: RequestsAsk, page: ListPage): Promise<ListPart<StoredRequest>> {
    const { queues, hook, root, from, to, ...filters } = ask;
    const isStuck = ask.state !== undefined && STUCK.includes(ask.state);
    const { walk, keys } = wayOf({ queues, isStuck, hook, root });
    const { seqs, next } = await this.places(page, {
      walk,
      keys,
      isPlain: [hook, root, ...Object.values(filters)].every((filter) => filter === undefined),
      times: sql.requestTimes,
      range: { from, to },
      matches: fitting(ask),
      ...(root === undefined || hook !== undefined ? {} : { first: () => this.rootOf(root) }),
    });
    const rows = await this.store.read(requestsBySeq, bySeq(seqs));
    return { items: await shownRequests(inOrder(rows, seqs)), next };
  }

  async verdicts(ask: VerdictsAsk, page: ListPage): Promise<ListPart<StoredVerdict>> {
    const { tenant, owners, connection, verdict, rule, type, scope, recordId, hook, parent, ...range } = ask;
    const { seqs, next } = await this.places(page, {
      walk: hook === undefined ? sql.verdictPlaces : sql.verdictPlacesOfHook,
      keys: hook === undefined ? owners : [hook],
      isPlain: false,
      times: sql.verdictTimes,
      range,
      matches: (row) =>
        row.tenant === tenant &&
        isAny(row.connection, connection) &&
        isAny(row.verdict, verdict) &&
        isAny(row.rule, rule) &&
        isAny(row.type, type) &&
        isAny(row.scope, scope) &&
        isAny(row.record_id, recordId) &&
        isAny(row.parent, parent),
    });
    const rows = await this.store.read(sql.verdictsBySeq, bySeq(seqs));
    return { items: inOrder(rows, seqs).map(storedVerdict), next };
  }

  async rejections(
    { owners, reason, ...range }: RejectionsAsk,
    page: ListPage,
  ): Promise<ListPart<StoredRejection>> {
    const { seqs, next } = await this.places(page, {
      walk: sql.rejectionPlaces,
      keys: owners,
      isPlain: reason === undefined,
      times: sql.rejectionTimes,
      range,
      matches: (row) => isAny(row.reason, reason),
    });
    const rows = await this.store.read(sql.rejectionsBySeq, bySeq(seqs));
    return { items: inOrder(rows, seqs), next };
  }

  private async rootOf(root: number): Promise<sql.RequestPlace | undefined> {
    const [row] = await this.store.read(sql.rootPlace, [{ root }]);
    return row;
  }

  private async places<Row extends sql.PlaceRow>(page: ListPage, of: Listed<Row>): Promise<Walked> {
    const { sort = 'newest', limit: asked } = page;
    const limit = Math.max(1, Math.min(Math.floor(asked), MOST_PER_PAGE));
    const { walk, keys, range, times } = of;
    const { first, last } = await placesIn(range, {
      ends: async () => {
        const [ends] = await this.store.read(times.ends, [{}]);
        return ends ?? { first: 1, last: 0 };
      },
      latest: async (place, count) =>
        (await this.store.read(times.latest, [{ place, count }]))[0]?.at ?? null,
    });
    const isNewest = sort === 'newest';
    const start = isNewest ? Math.min(last + 1, Number.MAX_SAFE_INTEGER) : first - 1;
    const behind =
      page.behind === undefined
        ? start
        : isNewest
          ? Math.min(page.behind, start)
          : Math.max(page.behind, start);
    const ofAll = walk.ofAll?.[sort];
    return walked<Row>({
      keys,
      order: sort,
      behind,
      until: isNewest ? first : last,
      limit,
      count: countOf(keys.length, limit, of.isPlain && range.from === undefined && range.to === undefined),
      matches: (row) => isIn(row.at, range) && of.matches(row),
      ofKeys: async (whose, from, count) => {
        const rows = await this.store.read(
          walk.ofEach[sort],
          whose.map((one) => ({ whose: one, behind: from, count })),
        );
        const root = isNewest && rows.length >= count ? undefined : await of.first?.();
        return root && (isNewest ? root.seq < from : root.seq > from) ? [root, ...rows] : rows;
      },
      ofAll: ofAll ? (from, count) => this.store.read(ofAll, [{ behind: from, count }]) : null,
    });
  }
}

/** What is all of one key is found in one look; else a round looks at about a thousand rows. */
function countOf(keys: number, limit: number, isPlain: boolean): number {
  if (isPlain && keys <= MOST_KEYS) return limit + 1;
  if (keys > MOST_KEYS) return Math.max(MOST_SCANNED, limit + 1);
  return Math.max(LEAST_OF_EACH, Math.ceil(MOST_SCANNED / Math.max(1, keys)));
}

/** A hook's or a tree's requests are found by its own index; else those of the queues. */
function wayOf(of: {
  readonly queues: readonly number[];
  readonly isStuck: boolean;
  readonly hook: number | undefined;
  readonly root: number | undefined;
}): { readonly walk: sql.WalkStatements<sql.RequestPlace>; readonly keys: readonly number[] } {
  if (of.hook !== undefined) return { walk: sql.placesOfHook, keys: [of.hook] };
  if (of.root !== undefined) return { walk: sql.placesOfRoot, keys: [of.root] };
  return { walk: of.isStuck ? sql.stuckPlaces : sql.requestPlaces, keys: of.queues };
}

function fitting(ask: RequestsAsk): (row: sql.RequestPlace) => boolean {
  const { state, type, action, scope, code, recordId, root } = ask;
  const whose = new Set(ask.queues);
  const number = state === undefined ? undefined : REQUEST_STATES[state];
  return (row) =>
    whose.has(row.queue) &&
    isAny<number>(row.state, number) &&
    isAny(row.type, type) &&
    isAny(row.action, action) &&
    isAny(row.scope, scope) &&
    isAny(row.record_id, recordId) &&
    (root === undefined || row.root === root || row.seq === root) &&
    (code === undefined || isCode(row.held_code ?? '', code));
}

function isCode(held: string, code: string): boolean {
  return held === code || held.startsWith(`${code}:`);
}

function isAny<T>(value: T, wanted: T | undefined): boolean {
  return wanted === undefined || value === wanted;
}

function isIn(at: number, { from, to }: TimeRange): boolean {
  return (from === undefined || at >= from) && (to === undefined || at < to);
}

function bySeq(seqs: readonly number[]): { readonly seq: number }[] {
  return seqs.map((seq) => ({ seq }));
}

/** Statements over many rows answer in no promised order. */
function inOrder<Row extends { readonly seq: number }>(rows: readonly Row[], seqs: readonly number[]): Row[] {
  const bySeqs = new Map(rows.map((row) => [row.seq, row]));
  return seqs.flatMap((seq) => bySeqs.get(seq) ?? []);
}
