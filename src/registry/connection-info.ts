import type { JsonObject, Mode } from '@hookyard/sdk';

import type { RetryPolicy } from '../flow/index.js';

import type { ConnectionKeyRow } from './connection-key.entity.js';
import { sealedSecrets } from './connection-view.js';
import type { ConnectionRows } from './configuration-rows.store.js';
import type { ConnectionState, ConnectionView } from './directory.js';
import { isMissing, missingText } from './imprints/stand-in.js';
import type { GrantRow } from './grants/grant.entity.js';
import type { GrantInfo } from './grants/grant.js';
import { limitsWishOf, type LimitsWish } from './call-limits.js';
import type { RegistryParts } from './registry-parts.js';
import { checkInfo, failingInfo, type CheckInfo, type FailingInfo } from './checking/check-info.js';
import { checkHeads, type CheckHead } from './checking/check-statements.js';
import { retryPolicyOf } from './retry-policies.js';
import { scopeWarnings } from './scope-lint.js';
import { registrationOf, subscriptionHeads, type HookRegistration } from './subscribing/plan-statements.js';
import { FAILING_REASONS, type StateReason } from './state-reasons.js';
import { describeSecrets, type SecretInfo } from './secrets.js';

/** A connection as the API shows it: no secret, no key. */
export interface ConnectionInfo {
  readonly id: string;
  readonly name: string;
  readonly connector: string;
  readonly connectorVersion: string;
  readonly mode: Mode;
  readonly state: ConnectionState;
  /** Why it needs authorisation; null in every other state. */
  readonly stateReason: StateReason | null;
  /** Why it fails; null where it does not, or waits for something else. */
  readonly failing: FailingInfo | null;
  /** What its check came to last; null: none was made. */
  readonly check: CheckInfo | null;
  readonly account: string | null;
  readonly settings: JsonObject;
  /** Hooks a second at its own address; 0: no limit. */
  readonly ratePerSecond: number;
  readonly retryPolicy: RetryPolicy;
  /** What an operator set; null: what the connector declares. */
  readonly limits: LimitsWish | null;
  readonly secrets: Readonly<Record<string, readonly SecretInfo[]>>;
  /** What it was granted by OAuth 2.0; null: nothing. */
  readonly grant: GrantInfo | null;
  readonly keys: readonly KeyInfo[];
  /** Who registers its hooks at its system, and whether something of it fails. */
  readonly subscriptions: HookRegistration;
  /** What is missing for its scopes to bring anything. */
  readonly warnings: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A key's first characters, to tell it from another. */
export interface KeyInfo {
  readonly hint: string;
  readonly createdAt: number;
  readonly notAfter: number | null;
}

function connectionInfo(
  rows: Omit<ConnectionRows, 'scopes' | 'collections' | 'translations'>,
  more: Pick<ConnectionInfo, 'subscriptions' | 'warnings'> & {
    readonly now: number;
    readonly view: ConnectionView | undefined;
    readonly head: CheckHead | undefined;
  },
): ConnectionInfo {
  const { row, secrets, keys } = rows;
  const isLoaded = more.view?.state !== 'unavailable';
  const failing = row.state === 'active' && isLoaded ? failingOf(rows, more) : null;
  return {
    id: row.publicId,
    name: row.name,
    connector: row.connector,
    connectorVersion: row.connectorVersion,
    mode: row.mode,
    state: failing ? 'failing' : isLoaded ? row.state : 'unavailable',
    stateReason: row.stateReason,
    failing,
    check: checkInfo(more.head, more.view?.connector.definition),
    account: row.account,
    settings: JSON.parse(row.settings) as JsonObject,
    ratePerSecond: row.ratePerSecond,
    retryPolicy: retryPolicyOf(row.retryPolicy),
    limits: limitsWishOf(row.limits),
    secrets: describeSecrets(sealedSecrets(secrets)),
    grant: grantInfo(rows.grant),
    keys: keys.filter(({ removedAt }) => removedAt === null).map(keyInfo),
    subscriptions: more.subscriptions,
    warnings: more.warnings,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Reads whole connections by number, in the order asked for. */
export async function readInfos(
  { rows, clock, directory, read }: Pick<RegistryParts, 'rows' | 'clock' | 'directory' | 'read'>,
  numbers: readonly number[],
): Promise<ConnectionInfo[]> {
  const infos = new Map<number, ConnectionInfo>();
  const now = clock.now();
  const asked = numbers.map((connection) => ({ connection }));
  const heads = new Map((await read(subscriptionHeads, asked)).map((head) => [head.connection, head]));
  const checks = new Map((await read(checkHeads, asked)).map((head) => [head.connection, head]));
  for await (const one of rows.connections(numbers)) {
    const { id } = one.row;
    const view = directory.current().connection(id);
    const canRegister = view?.connector.definition.webhook.subscriptions !== undefined;
    const subscriptions = registrationOf(canRegister, heads.get(id));
    const more = { now, view, subscriptions, head: checks.get(id), warnings: view ? warningsOf(view) : [] };
    infos.set(id, connectionInfo(one, more));
  }
  return numbers.flatMap((number) => infos.get(number) ?? []);
}

function warningsOf(view: ConnectionView): readonly string[] {
  return isMissing(view.connector) ? [missingText(view.connector.id)] : scopeWarnings(view);
}

/** `failing` comes and goes with the system at the other end: it is seen, not stored with the connection. */
function failingOf(
  { queues }: Pick<ConnectionRows, 'queues'>,
  { head, now }: { readonly head: CheckHead | undefined; readonly now: number },
): FailingInfo | null {
  const known = failingInfo(head);
  const isDown = queues.some(({ heldUntil, heldCode }) => heldCode === 'unavailable' && heldUntil > now);
  if (known || !isDown) return known;
  return { code: 'not-answering', message: FAILING_REASONS['not-answering'] };
}

function grantInfo(row: GrantRow | null): GrantInfo | null {
  if (!row || row.cipher === null) return null;
  const { account, scopes, expiresAt, grantedAt } = row;
  return { account, scopes, expiresAt, grantedAt };
}

function keyInfo({ keyHint, createdAt, notAfter }: ConnectionKeyRow): KeyInfo {
  return { hint: keyHint, createdAt, notAfter };
}
