import type { EntityManager } from 'typeorm';

import type { ConnectionRow } from './connection.entity.js';
import { GrantRow } from './grants/grant.entity.js';
import type { StateReason } from './state-reasons.js';

/** The state of a connection that nobody paused. */
export interface RestingState {
  readonly state: 'active' | 'needs_authorization';
  readonly stateReason: StateReason | null;
}

export const GRANTED: RestingState = { state: 'active', stateReason: null };
/** Of a new connection that a person has to grant access to. */
export const UNGRANTED: RestingState = { state: 'needs_authorization', stateReason: 'not-authorized' };

/** Whether what a connection has lets it run: a person's access cannot be replaced by settings or secrets. */
export async function restingState(
  manager: EntityManager,
  { id }: Pick<ConnectionRow, 'id'>,
  isGrantedByPerson: boolean,
): Promise<RestingState> {
  if (!isGrantedByPerson) return GRANTED;
  const grant = await manager.findOneBy(GrantRow, { connection: id });
  if (grant && grant.cipher !== null && grant.ended === null) return GRANTED;
  return grant?.ended ? { state: 'needs_authorization', stateReason: grant.ended } : UNGRANTED;
}
