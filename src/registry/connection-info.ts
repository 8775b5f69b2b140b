import type { JsonObject, Mode } from '@hookyard/sdk';

import type { RetryPolicy } from '../flow/index.js';

import type { ConnectionKeyRow } from './connection-key.entity.js';
import { sealedSecrets } from './connection-view.js';
import type { ConfigurationRows, ConnectionRows } from './configuration-rows.store.js';
import type { ConnectionState } from './directory.js';
import { retryPolicyOf } from './retry-policies.js';
import { describeSecrets, type SecretInfo } from './secrets.js';

/** A connection as the API shows it: no secret, no key. */
export interface ConnectionInfo {
  readonly id: string;
  readonly name: string;
  readonly connector: string;
  readonly connectorVersion: string;
  readonly mode: Mode;
  readonly state: ConnectionState;
  readonly account: string | null;
  readonly settings: JsonObject;
  /** Hooks a second at its own address; 0: no limit. */
  readonly ratePerSecond: number;
  readonly retryPolicy: RetryPolicy;
  readonly secrets: Readonly<Record<string, readonly SecretInfo[]>>;
  readonly keys: readonly KeyInfo[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A key's first characters, to tell it from another. */
export interface KeyInfo {
  readonly hint: string;
  readonly createdAt: number;
  readonly notAfter: number | null;
}

export function connectionInfo(
  rows: Omit<ConnectionRows, 'scopes' | 'collections' | 'translations'>,
  now: number,
): ConnectionInfo {
  const { row, secrets, keys } = rows;
  return {
    id: row.publicId,
    name: row.name,
    connector: row.connector,
    connectorVersion: row.connectorVersion,
    mode: row.mode,
    state: shownState(rows, now),
    account: row.account,
    settings: JSON.parse(row.settings) as JsonObject,
    ratePerSecond: row.ratePerSecond,
    retryPolicy: retryPolicyOf(row.retryPolicy),
    secrets: describeSecrets(sealedSecrets(secrets)),
    keys: keys.filter(({ removedAt }) => removedAt === null).map(keyInfo),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Reads whole connections by number. */
export async function readInfos(
  rows: ConfigurationRows,
  numbers: readonly number[],
  now: number,
): Promise<ConnectionInfo[]> {
  const infos: ConnectionInfo[] = [];
  for await (const one of rows.connections(numbers)) infos.push(connectionInfo(one, now));
  return infos;
}

/** `failing` comes and goes with the system at the other end: it is seen at the held queues, not stored. */
function shownState({ row, queues }: Pick<ConnectionRows, 'row' | 'queues'>, now: number): ConnectionState {
  const isDown = queues.some(({ heldUntil, heldCode }) => heldCode === 'unavailable' && heldUntil > now);
  return row.state === 'active' && isDown ? 'failing' : row.state;
}

function keyInfo({ keyHint, createdAt, notAfter }: ConnectionKeyRow): KeyInfo {
  return { hint: keyHint, createdAt, notAfter };
}
