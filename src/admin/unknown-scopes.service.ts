import type { RecordType, ScopeAction } from '@hookyard/sdk';
import { Inject, Injectable } from '@nestjs/common';

import type { LedgerReads, StoredVerdict } from '../ledger/index.js';
import type { Actor, ConnectionView, ScopeInfo } from '../registry/index.js';
import type { ReplayInfo } from '../schedule/index.js';
import { LEDGER_READS, REGISTRY, REPLAYS, type AdminRegistry, type AdminReplays } from './admin-parts.js';
import { Visibility } from './visibility.service.js';

/** Events of a name that no scope of the connection has. */
export interface UnknownScope {
  readonly name: string;
  readonly count: number;
  readonly newest: StoredVerdict;
}

export interface Adoption {
  readonly name: string;
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly description?: string | undefined;
  readonly hooksPerSecond: number;
}

/** The newest verdicts of each address that are looked at. */
const MOST_LOOKED_AT = 5_000;
const PAGE = 1_000;

/** What came in under names nobody knew, and how it comes to be known (S8.1). */
@Injectable()
export class UnknownScopes {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    @Inject(REPLAYS) private readonly replays: AdminReplays,
    private readonly see: Visibility,
  ) {}

  /** Those that have a scope by now are left out. */
  async list(connection: ConnectionView): Promise<UnknownScope[]> {
    const owners = await this.see.ownersOf(connection);
    const found = new Map<string, UnknownScope>();
    for (const owner of owners) {
      for (const verdict of await this.unknown(owner, connection)) {
        const name = verdict.scope as string;
        const known = found.get(name) ?? { name, count: 0, newest: verdict };
        const newest = verdict.at > known.newest.at ? verdict : known.newest;
        found.set(name, { name, count: known.count + 1, newest });
      }
    }
    return [...found.values()];
  }

  /**
   * Makes the scope, and runs again what waited for it and only that. Asked for twice, the second finds the scope made
   * and nothing that waits.
   */
  async adopt(
    actor: Actor,
    connection: ConnectionView,
    { name, type, action, description, hooksPerSecond }: Adoption,
  ): Promise<{ readonly scope: ScopeInfo; readonly replay: ReplayInfo }> {
    const made = connection.scopes.TO.get(name);
    const isMade = made?.type === type && made.action === action;
    const scope = isMade
      ? await this.registry.scopes.get(actor.tenant, connection.id, made.id)
      : await this.registry.scopes.create(actor, connection.id, { name, type, action, description });
    const replay = await this.replays.start(actor, connection.id, {
      hook: null,
      from: null,
      to: null,
      scope: name,
      state: null,
      verdict: 'unknown-scope',
      isForced: false,
      takesDuplicates: false,
      hooksPerSecond,
      runsAtOnce: true,
    });
    return { scope, replay };
  }

  private async unknown(owner: number, { number, scopes }: ConnectionView): Promise<StoredVerdict[]> {
    const rows: StoredVerdict[] = [];
    for (let before: number | undefined; rows.length < MOST_LOOKED_AT;) {
      const page = await this.ledger.verdictsOfOwner(owner, { limit: PAGE, ...(before ? { before } : {}) });
      rows.push(...page);
      before = page.at(-1)?.seq;
      if (page.length < PAGE) break;
    }
    return rows.filter(
      ({ verdict, scope, connection }) =>
        verdict === 'unknown-scope' && connection === number && scope !== null && !scopes.TO.has(scope),
    );
  }
}
