/** A request as stored. */
export interface RequestRow {
  readonly seq: number;
  readonly hook: number | null;
  readonly element: number;
  readonly root: number;
  readonly parent: number | null;
  readonly depth: number;
  readonly queue: number;
  readonly lane: number;
  readonly kind: string;
  readonly type: string;
  readonly action: string;
  readonly scope: string;
  readonly record_id: string;
  readonly mode: string;
  readonly is_optional: number;
  readonly coalesce: string;
  readonly tier: number;
  readonly state: number;
  readonly held_code: string | null;
  readonly due_at: number;
  readonly attempts: number;
  readonly payload: string | null;
  readonly trail: string;
  readonly result: string | null;
  readonly created_at: number;
  readonly ended_at: number | null;
  /** In place of a payload that is its hook's body; only where all is over, and read by people. */
  readonly packed?: Buffer | null;
}

const columnsWith = (
  bodyText: string,
): string => `r.seq, r.hook, r.element, r.root, r.parent, r.depth, r.queue, r.lane,
  r.kind, r.type, r.action, r.scope, r.record_id, r.mode, r.is_optional, r.coalesce, r.tier, r.state, r.held_code,
  r.due_at, r.attempts, r.trail, r.result, r.created_at, r.ended_at,
  CASE WHEN r.is_whole_body = 1 THEN (SELECT ${bodyText} FROM hook w WHERE w.seq = r.hook) ELSE r.payload END AS payload`;

/** Of a request with the alias `r`. A payload that is its hook's body, byte for byte, is kept there alone. */
export const REQUEST_COLUMNS = {
  sqlite: columnsWith('CAST(w.body AS TEXT)'),
  postgres: columnsWith("convert_from(w.body, 'UTF8')"),
} as const;

const PACKED = `CASE WHEN r.is_whole_body = 1 THEN (SELECT w.packed FROM hook w WHERE w.seq = r.hook) END AS packed`;

/** The same of requests that may be over: bodies of those may be packed. */
export const READ_COLUMNS = {
  sqlite: `${REQUEST_COLUMNS.sqlite}, ${PACKED}`,
  postgres: `${REQUEST_COLUMNS.postgres}, ${PACKED}`,
} as const;
