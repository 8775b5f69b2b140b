import { HostError } from '../errors/index.js';
import { canMove, REQUEST_STATES, type RequestState, type RequestStateCode } from '../flow/index.js';

/** The only way to a new state: by the table of flow/states. */
export function move(seq: number, from: RequestState, to: RequestState): RequestStateCode {
  if (canMove(from, to)) return REQUEST_STATES[to];
  throw new HostError('ILLEGAL_STATE_CHANGE', { subject: `request ${seq}`, detail: `${from} to ${to}` });
}
