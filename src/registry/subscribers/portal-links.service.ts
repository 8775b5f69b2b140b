import type { Mode } from '@hookyard/sdk';
import { In, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';

import { HostError } from '../../errors/index.js';
import { strangePatterns } from '../../events/index.js';
import type { Statement, Store } from '../../store/index.js';
import { newKey } from '../../vault/index.js';
import type { Actor } from '../configuration-writer.js';
import { filtered, inPage, pageOf, type Page, type PageAsk } from '../page.js';
import type { RegistryParts } from '../registry-parts.js';
import { TenantRow } from '../tenant.entity.js';
import { PortalLinkRow } from './portal-link.entity.js';
import { expressionProblems, refuse } from './subscriber-check.js';
import type { PortalBounds, PortalTerms } from './subscriber-view.js';

/** A link as its operator sees it. */
export interface PortalLinkInfo extends PortalBounds {
  readonly id: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface PortalLinkInput extends PortalBounds {
  readonly lifetimeMs: number;
}

/** Who came by a link. */
export interface PortalVisitor extends PortalLinkInfo {
  readonly tenant: number;
}

/** Of one tenant, at once. */
const MOST_LINKS = 1_000;
const FORGOTTEN_AT_ONCE = 200;

const forget: Statement<{ id: number }> = {
  name: 'portal_links_forget',
  params: { until: 'int8' },
  sqlite: `DELETE FROM portal_link WHERE id IN
    (SELECT id FROM portal_link WHERE expires_at <= @until ORDER BY expires_at LIMIT ${FORGOTTEN_AT_ONCE})
    RETURNING id`,
  postgres: `DELETE FROM portal_link p USING unnest($1::int8[]) AS x(until) CROSS JOIN LATERAL
    (SELECT id FROM portal_link WHERE expires_at <= x.until ORDER BY expires_at LIMIT ${FORGOTTEN_AT_ONCE}) old
    WHERE p.id = old.id RETURNING p.id`,
};

export const PORTAL_LINK_STATEMENTS: readonly Statement[] = [forget];

/** Links that let a customer of a tenant look after their own endpoints for a while: shown once, kept as keyed hashes. */
export class PortalLinks {
  constructor(
    private readonly parts: RegistryParts,
    private readonly store: Pick<Store, 'write'>,
  ) {}

  /** Null when no link that still works has this text. */
  async open(token: string): Promise<PortalVisitor | null> {
    const { vault, readSource, clock } = this.parts;
    const hash = In([...vault.keyedHashes(token)]);
    const row = await readSource
      .getRepository(PortalLinkRow)
      .findOneBy({ hash, expiresAt: MoreThan(clock.now()) });
    if (!row) return null;
    const { tenant } = row;
    const isActive = await readSource.getRepository(TenantRow).existsBy({ id: tenant, state: 'active' });
    return isActive ? { ...show(row), tenant } : null;
  }

  async list(
    tenant: number,
    page: PageAsk,
    { subscriber, mode }: { readonly subscriber?: string | undefined; readonly mode?: Mode | undefined } = {},
  ): Promise<Page<PortalLinkInfo>> {
    const query = this.parts.readSource
      .createQueryBuilder(PortalLinkRow, 'link')
      .where('link.tenant = :tenant AND link.expires_at > :now', { tenant, now: this.parts.clock.now() });
    if (subscriber !== undefined) query.andWhere('link.subscriber = :subscriber', { subscriber });
    return pageOf(await inPage(filtered(query, { mode }), page).getMany(), page.limit, show);
  }

  async get(tenant: number, id: string): Promise<PortalLinkInfo> {
    return show(await this.take(this.parts.readSource.manager, tenant, id));
  }

  async create(actor: Actor, input: PortalLinkInput): Promise<PortalLinkInfo & { readonly url: string }> {
    const { subscriber, mode, terms, lifetimeMs } = input;
    const { tenant } = actor;
    checkTerms(terms);
    const token = newKey('hyp_');
    const row = await this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      await manager.delete(PortalLinkRow, { tenant, expiresAt: LessThanOrEqual(now) });
      if ((await manager.countBy(PortalLinkRow, { tenant })) >= MOST_LINKS)
        throw new HostError('CONFLICT', { detail: `a tenant has at most ${MOST_LINKS} links at once` });
      const made = await manager.save(PortalLinkRow, {
        publicId: newKey('pl_'),
        tenant,
        hash: this.parts.vault.keyedHash(token),
        name: subscriber,
        mode,
        terms: JSON.stringify(terms),
        createdAt: now,
        expiresAt: now + lifetimeMs,
      });
      audit({ action: 'portal-link.create', subject: made.publicId, after: show(made) });
      return made;
    });
    // Behind the #: what a browser keeps to itself stands in no log.
    return { ...show(row), url: `${this.parts.publicUrl}/portal#${token}` };
  }

  /** Ends it at once. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.parts.writer.commit(actor, async ({ manager, audit }) => {
      const row = await this.take(manager, actor.tenant, id);
      await manager.delete(PortalLinkRow, { id: row.id });
      audit({ action: 'portal-link.remove', subject: id, before: show(row) });
    });
  }

  /** A few at a time; answers true when there are more. */
  async forgetOld(): Promise<boolean> {
    const until = this.parts.clock.now();
    const gone = await this.store.write((tx) => tx.many(forget, [{ until }]));
    return gone.length === FORGOTTEN_AT_ONCE;
  }

  /** Throws NOT_FOUND, for one that is over, too. */
  private async take(manager: EntityManager, tenant: number, id: string): Promise<PortalLinkRow> {
    const expiresAt = MoreThan(this.parts.clock.now());
    const row = await manager.findOneBy(PortalLinkRow, { tenant, publicId: id, expiresAt });
    if (!row) throw new HostError('NOT_FOUND', { subject: id.slice(0, 100) });
    return row;
  }
}

function checkTerms({ events, filter }: PortalTerms): void {
  refuse([
    ...strangePatterns(events).map((pattern) => ({
      field: 'events',
      message: `${pattern} is no event; GET /v1/event-types lists them`,
    })),
    ...expressionProblems('filter', filter),
  ]);
}

function show({ publicId: id, name: subscriber, mode, terms, ...row }: PortalLinkRow): PortalLinkInfo {
  const { createdAt, expiresAt } = row;
  return { id, subscriber, mode, terms: JSON.parse(terms) as PortalTerms, createdAt, expiresAt };
}
