import { IsNull, LessThanOrEqual } from 'typeorm';

import { HostError } from '../../errors/index.js';
import type { Statement, Store } from '../../store/index.js';
import { newKey } from '../../vault/index.js';
import type { Actor } from '../configuration-writer.js';
import { hastenCheckIn } from '../checking/check-statements.js';
import { tellOfState } from '../connection-events.js';
import { ConnectionRow } from '../connection.entity.js';
import { takeConnection } from '../connection.store.js';
import type { ConnectionView } from '../directory.js';
import type { RegistryParts } from '../registry-parts.js';
import { putGrant } from './grant-statements.js';
import type { FreshTokens } from './grant.js';
import { GrantRow } from './grant.entity.js';
import { sealedTokens, verifierContext } from './sealed-grants.js';
import { PendingAuthorizationRow } from './pending-authorization.entity.js';

/** A person who is about to be sent. */
export interface NewAuthorization {
  readonly connection: ConnectionView;
  readonly app: string;
  readonly verifier: string;
  /** Whether another account than before may be granted. */
  readonly changesAccount: boolean;
}

/** A person who came back. */
export interface TakenAuthorization {
  readonly tenant: number;
  readonly connection: number;
  readonly app: string;
  readonly verifier: string;
  readonly changesAccount: boolean;
  /** Who began it. */
  readonly actor: string;
}

/** What the person granted. */
export interface GrantedAccess {
  readonly tokens: FreshTokens;
  /** Null: the system does not say. */
  readonly account: string | null;
  /** Why it does not, where it was asked. */
  readonly silence?: string;
}

/** How long a person has from the link to the answer. */
const LIFETIME_MS = 15 * 60_000;
/** Of one connection, at once: a link that was lost is made again. */
const MOST_OPEN = 20;
const FORGOTTEN_AT_ONCE = 200;

const FOUND = `hash, tenant, connection, app, cipher, changes_account AS "changesAccount", actor, expires_at AS "expiresAt"`;

interface StoredAuthorization {
  readonly tenant: number;
  readonly connection: number;
  readonly app: string;
  readonly cipher: string;
  readonly changesAccount: boolean | number;
  readonly actor: string;
  readonly expiresAt: number;
}

const take: Statement<StoredAuthorization> = {
  name: 'authorization_take',
  params: { hash: 'text' },
  sqlite: `DELETE FROM pending_authorization WHERE hash = @hash RETURNING ${FOUND}`,
  postgres: `DELETE FROM pending_authorization WHERE hash = ANY($1::text[]) RETURNING ${FOUND}`,
};

const forget: Statement<{ id: number }> = {
  name: 'authorizations_forget',
  params: { until: 'int8' },
  sqlite: `DELETE FROM pending_authorization WHERE id IN
    (SELECT id FROM pending_authorization WHERE expires_at <= @until ORDER BY expires_at LIMIT ${FORGOTTEN_AT_ONCE})
    RETURNING id`,
  postgres: `DELETE FROM pending_authorization p USING unnest($1::int8[]) AS x(until) CROSS JOIN LATERAL
    (SELECT id FROM pending_authorization WHERE expires_at <= x.until ORDER BY expires_at LIMIT ${FORGOTTEN_AT_ONCE}) old
    WHERE p.id = old.id RETURNING p.id`,
};

export const AUTHORIZATION_STATEMENTS: readonly Statement[] = [take, forget];

/**
 * People on their way to a system and back. The `state` they carry is shown once, kept as a keyed hash, and taken by
 * whoever comes first with it, at whatever process.
 */
export class Authorizations {
  constructor(
    private readonly parts: RegistryParts,
    private readonly store: Pick<Store, 'write'>,
  ) {}

  async begin(
    actor: Actor,
    { connection, app, verifier, changesAccount }: NewAuthorization,
  ): Promise<{ readonly state: string; readonly expiresAt: number }> {
    const { vault, writer } = this.parts;
    const state = newKey('hys_');
    const expiresAt = await writer.commit(actor, async ({ manager, now, audit }) => {
      const present = { publicId: connection.id, tenant: actor.tenant, removedAt: IsNull() };
      const row = await manager.findOneBy(ConnectionRow, present);
      if (!row) throw new HostError('NOT_FOUND', { subject: connection.id });
      const { id: number } = row;
      await manager.delete(PendingAuthorizationRow, { connection: number, expiresAt: LessThanOrEqual(now) });
      if ((await manager.countBy(PendingAuthorizationRow, { connection: number })) >= MOST_OPEN)
        throw new HostError('CONFLICT', {
          detail: `a connection has at most ${MOST_OPEN} links to authorize it`,
        });
      await manager.insert(PendingAuthorizationRow, {
        hash: vault.keyedHash(state),
        tenant: actor.tenant,
        connection: number,
        app,
        cipher: vault.seal(verifier, verifierContext(number)),
        changesAccount,
        actor: actor.id,
        createdAt: now,
        expiresAt: now + LIFETIME_MS,
      });
      audit({ action: 'connection.authorize', subject: connection.id, after: { changesAccount } });
      return now + LIFETIME_MS;
    });
    return { state, expiresAt };
  }

  /** Whoever comes first gets it; null for a state that is unknown, was used or is too old. */
  async take(state: string): Promise<TakenAuthorization | null> {
    const { vault, clock, readSource } = this.parts;
    const hashes = vault.keyedHashes(state).map((hash) => ({ hash }));
    // Anybody may knock: what is unknown costs no write.
    if (!(await readSource.getRepository(PendingAuthorizationRow).existsBy(hashes))) return null;
    const [found] = await this.store.write((tx) => tx.many(take, hashes));
    if (!found || Number(found.expiresAt) <= clock.now()) return null;
    const { tenant, connection, app, cipher, actor } = found;
    const verifier = vault.open(cipher, verifierContext(connection));
    return { tenant, connection, app, verifier, actor, changesAccount: Boolean(found.changesAccount) };
  }

  /** Keeps what was granted, and lets the connection run. Throws ACCOUNT_CHANGED and NOT_FOUND. */
  async complete(
    { tenant, actor, app, changesAccount }: TakenAuthorization,
    { id }: Pick<ConnectionView, 'id'>,
    { tokens, account, silence }: GrantedAccess,
  ): Promise<void> {
    const by = { tenant, id: actor };
    const { writer, vault } = this.parts;
    const freed = await writer.commit(by, async ({ manager, tx, now, audit }) => {
      const row = await takeConnection(manager, { tenant, id }, now);
      const before = (await manager.findOneBy(GrantRow, { connection: row.id }))?.account ?? null;
      if (!changesAccount) refuseOther(before, { account, silence }, id);
      const { scopes, expiresAt } = tokens;
      const cipher = sealedTokens(vault, id, tokens);
      await tx.many(putGrant, [{ connection: row.id, app, cipher, account, scopes, at: now, expiresAt }]);
      await hastenCheckIn(tx, row.id, now);
      const wasWaiting = row.state === 'needs_authorization';
      const active = { state: 'active', stateReason: null } as const;
      if (wasWaiting) await manager.update(ConnectionRow, { id: row.id }, active);
      audit({
        action: 'connection.authorized',
        subject: id,
        before: { account: before },
        after: { account },
      });
      await tellOfState(tx, this.parts, { row: Object.assign(row, wasWaiting ? active : {}), actor: by });
      return wasWaiting ? row.id : null;
    });
    if (freed !== null) await this.parts.freeQueues(freed);
  }

  /** A few at a time; answers true when there are more. */
  async forgetOld(): Promise<boolean> {
    const until = this.parts.clock.now();
    const gone = await this.store.write((tx) => tx.many(forget, [{ until }]));
    return gone.length === FORGOTTEN_AT_ONCE;
  }
}

/** Links and records are those of one account: another one's would be written over with its data. */
function refuseOther(
  before: string | null,
  { account, silence }: Pick<GrantedAccess, 'account'> & { readonly silence: string | undefined },
  subject: string,
): void {
  if (before === null || before === account) return;
  const unknown = silence === undefined ? '' : `: ${silence}`;
  const detail =
    account === null
      ? `it was ${before}, and the system does not say which it is now${unknown}`
      : `it was ${before}, and is ${account}`;
  throw new HostError('ACCOUNT_CHANGED', { subject, detail });
}
