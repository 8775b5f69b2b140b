import { REQUEST_STATES } from '../../flow/index.js';
import type { ListOrder, Statement } from '../../store/index.js';

import { define } from './define.js';
import { HOOK_STATE, VERDICT, type RejectionDbRow, type VerdictDbRow } from './read-statements.js';

const { parked: PARKED, held: HELD } = REQUEST_STATES;

/** A place in the order, and whose it is: an owner's, a queue's, a hook's or a tree's. */
export interface PlaceRow {
  readonly seq: number;
  readonly whose: number;
  readonly at: number;
}

export interface HookPlace extends PlaceRow {
  readonly state: number;
}

export interface RequestPlace extends PlaceRow {
  readonly root: number;
  readonly queue: number;
  readonly state: number;
  readonly type: string;
  readonly action: string;
  readonly scope: string;
  readonly record_id: string;
  readonly held_code: string | null;
}

export interface VerdictPlace extends PlaceRow {
  readonly tenant: number;
  readonly connection: number | null;
  readonly parent: number | null;
  readonly scope: string | null;
  readonly type: string | null;
  readonly record_id: string | null;
  readonly verdict: string;
  readonly rule: string;
}

export interface RejectionPlace extends PlaceRow {
  readonly reason: string;
}

/** Bounded looks through an index, in both orders: at everybody's rows, or at each one's. */
export interface WalkStatements<Row> {
  readonly ofAll: Readonly<Record<ListOrder, Statement<Row>>> | null;
  readonly ofEach: Readonly<Record<ListOrder, Statement<Row>>>;
}

interface Looked {
  readonly name: string;
  readonly table: string;
  readonly alias: string;
  /** The column rows are looked up by. */
  readonly whose: string;
  readonly columns: string;
  /** What the index holds only rows of. */
  readonly only?: string;
}

const ORDERS = { newest: ['<', 'DESC'], oldest: ['>', 'ASC'] } as const;

function walk<Row>(of: Looked, isOfAllToo = true): WalkStatements<Row> {
  const both = (isEach: boolean): Readonly<Record<ListOrder, Statement<Row>>> => ({
    newest: look<Row>(of, isEach, 'newest'),
    oldest: look<Row>(of, isEach, 'oldest'),
  });
  return { ofAll: isOfAllToo ? both(false) : null, ofEach: both(true) };
}

function look<Row>({ name, table, alias, whose, columns, only }: Looked, isEach: boolean, order: ListOrder) {
  const [sign, direction] = ORDERS[order];
  const conditions = [
    ...(isEach ? [`${alias}.${whose} = @whose`] : []),
    ...(only === undefined ? [] : [only]),
    `${alias}.seq ${sign} @behind`,
  ];
  const select = `SELECT ${alias}.seq, ${isEach ? '@whose' : `${alias}.${whose}`} AS whose, ${columns}
    FROM ${table} ${alias} WHERE ${conditions.join(' AND ')} ORDER BY ${alias}.seq ${direction} LIMIT @count`;
  return define<Row>({
    name: `ledger_list_${name}_${order}${isEach ? '_of' : ''}`,
    params: { ...(isEach ? ({ whose: 'int8' } as const) : {}), behind: 'int8', count: 'int8' },
    sqlite: select,
    postgres: `SELECT l.* FROM {rows} CROSS JOIN LATERAL (${select.replaceAll('@', 'x.')}) l`,
  });
}

const HOOK_PLACE = `h.received_at AS at, ${HOOK_STATE}`;
const REQUEST_PLACE = `r.root, r.queue, r.state, r.type, r.action, r.scope, r.record_id, r.held_code, r.created_at AS at`;
const VERDICT_PLACE =
  'v.tenant, v.connection, v.parent, v.scope, v.type, v.record_id, v.verdict, v.rule, v.at';
const REQUESTS = { table: 'request', alias: 'r', columns: REQUEST_PLACE } as const;
const VERDICTS = { table: 'verdict', alias: 'v', columns: VERDICT_PLACE } as const;

export const hookPlaces = walk<HookPlace>({
  name: 'hooks',
  table: 'hook',
  alias: 'h',
  whose: 'owner',
  columns: HOOK_PLACE,
});

export const requestPlaces = walk<RequestPlace>({ ...REQUESTS, name: 'requests', whose: 'queue' });

export const stuckPlaces = walk<RequestPlace>({
  ...REQUESTS,
  name: 'stuck',
  whose: 'queue',
  only: `r.state >= ${HELD} AND r.state <= ${PARKED}`,
});

export const placesOfHook = walk<RequestPlace>(
  { ...REQUESTS, name: 'requests_of_hook', whose: 'hook' },
  false,
);

export const placesOfRoot = walk<RequestPlace>(
  { ...REQUESTS, name: 'requests_of_root', whose: 'root', only: 'r.root > 0' },
  false,
);

/** The root of a tree, which is not in the index of the tree. */
export const rootPlace = define<RequestPlace>({
  name: 'ledger_list_root',
  params: { root: 'int8' },
  sqlite: `SELECT r.seq, r.seq AS whose, ${REQUEST_PLACE} FROM request r WHERE r.seq = @root`,
  postgres: `SELECT r.seq, r.seq AS whose, ${REQUEST_PLACE} FROM {rows} JOIN request r ON r.seq = x.root`,
});

export const verdictPlaces = walk<VerdictPlace>({ ...VERDICTS, name: 'verdicts', whose: 'owner' });

export const verdictPlacesOfHook = walk<VerdictPlace>(
  { ...VERDICTS, name: 'verdicts_of_hook', whose: 'hook' },
  false,
);

export const rejectionPlaces = walk<RejectionPlace>({
  name: 'rejections',
  table: 'rejection',
  alias: 'j',
  whose: 'owner',
  columns: 'j.at, j.reason',
});

export const verdictsBySeq = define<VerdictDbRow>({
  name: 'ledger_list_verdicts_by_seq',
  params: { seq: 'int8' },
  sqlite: `SELECT ${VERDICT} FROM verdict v WHERE v.seq = @seq`,
  postgres: `SELECT ${VERDICT} FROM {rows} JOIN verdict v ON v.seq = x.seq`,
});

export const rejectionsBySeq = define<RejectionDbRow>({
  name: 'ledger_list_rejections_by_seq',
  params: { seq: 'int8' },
  sqlite: 'SELECT seq, owner, at, reason, head, body FROM rejection WHERE seq = @seq',
  postgres: `SELECT j.seq, j.owner, j.at, j.reason, j.head, j.body FROM {rows} JOIN rejection j ON j.seq = x.seq`,
});

interface TimeProbe {
  readonly latest: Statement<{ at: number | null }>;
  readonly ends: Statement<{ first: number; last: number }>;
}

/** The latest time among so many rows from a place on, and where the table begins and ends. */
function timeProbe(table: string, column: string): TimeProbe {
  const latest = `SELECT max(t.at) AS at FROM (
    SELECT ${column} AS at FROM ${table} WHERE seq >= @place ORDER BY seq LIMIT @count) t`;
  const ends = `SELECT coalesce((SELECT min(seq) FROM ${table}), 1) AS first,
    coalesce((SELECT max(seq) FROM ${table}), 0) AS last`;
  return {
    latest: define<{ at: number | null }>({
      name: `ledger_list_${table}_time`,
      params: { place: 'int8', count: 'int8' },
      sqlite: latest,
      postgres: `SELECT l.at FROM {rows} CROSS JOIN LATERAL (${latest.replaceAll('@', 'x.')}) l`,
    }),
    ends: define<{ first: number; last: number }>({
      name: `ledger_list_${table}_ends`,
      params: {},
      sqlite: ends,
      postgres: ends,
    }),
  };
}

export const hookTimes = timeProbe('hook', 'received_at');
export const requestTimes = timeProbe('request', 'created_at');
export const verdictTimes = timeProbe('verdict', 'at');
export const rejectionTimes = timeProbe('rejection', 'at');
