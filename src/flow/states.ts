/**
 * The states of a request as stored, in one table. `running` is not among them: a claimed lane is running, and
 * starting costs no write. Numbers below 100 are open: the request keeps its lane alive. `parked` and `held-aside` are
 * not over either, but stand outside their lanes: those go on without them.
 */
export const REQUEST_STATES = {
  queued: 0,
  'waiting-children': 10,
  'awaiting-decision': 11,
  'waiting-retry': 20,
  held: 30,
  'parked-block': 40,
  parked: 100,
  'held-aside': 105,
  done: 110,
  ended: 120,
  cancelled: 130,
} as const;

export type RequestState = keyof typeof REQUEST_STATES;
export type RequestStateCode = (typeof REQUEST_STATES)[RequestState];

/** States below this number are open. */
export const FIRST_ENDED_STATE = 100;

const FROM_OPEN: readonly RequestState[] = [
  'waiting-children',
  'awaiting-decision',
  'waiting-retry',
  'held',
  'parked-block',
  'parked',
  'done',
  'ended',
  'cancelled',
];

/** The legal moves. What waits beside its lane is held aside; it is queued when it is due or released. `parked` may be released, and one that was parked with its child or its decision waits again for it; what is done, ended or cancelled stays. */
export const REQUEST_MOVES: Readonly<Record<RequestState, readonly RequestState[]>> = {
  queued: FROM_OPEN,
  'waiting-children': ['queued', 'parked', 'parked-block', 'waiting-retry', 'done', 'ended', 'cancelled'],
  'awaiting-decision': ['queued', 'parked', 'parked-block', 'done', 'ended', 'cancelled'],
  'waiting-retry': ['queued', ...FROM_OPEN.filter((state) => state !== 'waiting-retry'), 'waiting-retry'],
  held: ['queued', 'held', 'parked', 'ended', 'cancelled'],
  'parked-block': ['queued', 'waiting-children', 'awaiting-decision', 'ended', 'cancelled', 'parked'],
  parked: ['queued', 'waiting-children', 'awaiting-decision', 'ended', 'cancelled'],
  'held-aside': ['queued', 'ended', 'cancelled'],
  done: [],
  ended: [],
  cancelled: [],
};

const BY_CODE = new Map(Object.entries(REQUEST_STATES).map(([name, code]) => [code, name as RequestState]));

export function requestStateOf(code: number): RequestState {
  const state = BY_CODE.get(code as RequestStateCode);
  if (!state) throw new RangeError(`no request state has the number ${code}`);
  return state;
}

export function canMove(from: RequestState, to: RequestState): boolean {
  return REQUEST_MOVES[from].includes(to);
}
