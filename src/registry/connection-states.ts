import type { AnyConnector, JsonObject } from '@hookyard/sdk';
import type { EntityManager } from 'typeorm';

import { ignore } from '../errors/index.js';

import type { ConnectionRow } from './connection.entity.js';
import { settingsOf } from './connection-settings.js';
import { authIn, isPersons } from './connector-steps.js';
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

/** Whether a change takes a connection out of its state: into one that waits for a person, or out of it. */
export function movesOn({ state }: ConnectionRow, resting: RestingState, isMended: boolean): boolean {
  if (state === 'active') return resting.state !== 'active';
  return state === 'needs_authorization' && resting.state === 'active' && isMended;
}

/** False, too, where its connector cannot say now: its requests tell what is wrong. */
export async function isGrantedByPerson(
  { settings: saved }: Pick<ConnectionRow, 'settings'>,
  connector: () => AnyConnector,
): Promise<boolean> {
  try {
    const definition = connector();
    const settings = await settingsOf(definition, JSON.parse(saved) as JsonObject);
    return isPersons(await authIn(definition, settings));
  } catch (error) {
    ignore(error, 'what a connector cannot say keeps nobody from resuming its connection');
    return false;
  }
}
