import type { Store, Tx } from '../../store/index.js';
import type { Vault } from '../../vault/index.js';
import {
  claimGrant,
  endGrant,
  keepTokens,
  nameGrant,
  openGrant,
  readGrant,
  releaseGrant,
  type StoredGrant,
} from './grant-statements.js';
import type { FreshTokens, Grant, GrantEnd } from './grant.js';
import { openedTokens, sealedTokens } from './sealed-grants.js';

/** Whose grant: its number finds the row, its public id is what the tokens are sealed to. */
export interface GrantOwner {
  readonly number: number;
  readonly id: string;
}

export interface GrantClaim {
  /** The grant as it was read. */
  readonly version: number;
  /** Who asks; fresh for every attempt. */
  readonly holder: string;
  readonly now: number;
  readonly until: number;
}

/**
 * The grants of connections. A new token is asked for by whoever holds the row, for as long as its lease runs: the lease
 * is a value and no lock, so nothing is open in the database while a system is called, and what a dead process held is
 * free when its time is over. A token counts when it is kept, and only behind the version it was asked with.
 */
export class Grants {
  constructor(
    private readonly store: Pick<Store, 'read' | 'write'>,
    private readonly vault: Vault,
  ) {}

  async read(owner: GrantOwner): Promise<Grant | null> {
    const [row] = await this.store.read(readGrant, [{ connection: owner.number }]);
    return row ? this.opened(row, owner) : null;
  }

  /** Makes room for the tokens of an app that needs no person. */
  async open({ number }: GrantOwner, app: string): Promise<void> {
    await this.store.write((tx) => tx.many(openGrant, [{ connection: number, app }]));
  }

  /** The grant, for the one that may ask for new tokens; null for everybody else. */
  async claim(owner: GrantOwner, claim: GrantClaim): Promise<Grant | null> {
    const [row] = await this.store.write((tx) =>
      tx.many(claimGrant, [{ connection: owner.number, ...claim }]),
    );
    return row ? this.opened(row, owner) : null;
  }

  /** Their version; null where another was quicker or the connection is gone: then they are of no use. */
  async keep(
    owner: GrantOwner,
    { version, app, tokens, at }: Pick<Grant, 'app' | 'version'> & { tokens: FreshTokens; at: number },
  ): Promise<number | null> {
    const { scopes, expiresAt } = tokens;
    const cipher = sealedTokens(this.vault, owner.id, tokens);
    const row = { connection: owner.number, version, app, cipher, scopes, obtainedAt: at, expiresAt };
    const [kept] = await this.store.write((tx) => tx.many(keepTokens, [row]));
    return kept ? Number(kept.version) : null;
  }

  /** `isUnanswered`: it was sent, and nobody knows what became of it. */
  async release({ number }: GrantOwner, holder: string, isUnanswered: boolean): Promise<void> {
    const row = { connection: number, holder, unanswered: isUnanswered ? 1 : 0 };
    await this.store.write((tx) => tx.many(releaseGrant, [row]));
  }

  /** True where these tokens were still the present ones. */
  async end({ number }: GrantOwner, version: number, ended: GrantEnd): Promise<boolean> {
    const rows = await this.store.write((tx) => tx.many(endGrant, [{ connection: number, version, ended }]));
    return rows.length > 0;
  }

  /** Its account is said by a check, in the commit that keeps what the check said; one that is known stays. */
  async nameIn(tx: Tx, { number }: Pick<GrantOwner, 'number'>, account: string): Promise<void> {
    await tx.many(nameGrant, [{ connection: number, account }]);
  }

  private opened(row: StoredGrant, { id }: GrantOwner): Grant {
    const { version, app, cipher, account, obtainedAt, expiresAt, ended, unanswered } = row;
    return {
      version: Number(version),
      app,
      tokens: cipher === null ? null : openedTokens(this.vault, id, cipher),
      account,
      obtainedAt: obtainedAt === null ? null : Number(obtainedAt),
      expiresAt: expiresAt === null ? null : Number(expiresAt),
      ended,
      isUnanswered: Number(unanswered) > 0,
    };
  }
}
