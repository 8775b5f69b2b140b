import { HostError } from '../errors/index.js';
import { newKey } from '../vault/index.js';
import type { ApiKeyInfo, ApiKeyInput, ApiKeys, KeyFilter, NewApiKey } from './api-keys.service.js';
import type { Actor } from './configuration-writer.js';
import type { ConnectionView } from './directory.js';
import { HOST_TENANT } from './ids.js';
import { filtered, inPage, pageOf, type Page, type PageAsk } from './page.js';
import { quotasOf, storedQuotas, type Quotas } from './quotas.js';
import type { RegistryParts } from './registry-parts.js';
import { endSubscriptionPlansOf } from './subscribing/plan-statements.js';
import { insertTenantDeletion, tenantDeletionByPublicId } from './tenant-deletion-statements.js';
import { storedTenantRetention, tenantRetentionOf, type TenantRetention } from './tenant-retention.js';
import { endTenant } from './tenant.store.js';
import { TenantRow } from './tenant.entity.js';

export interface TenantInfo {
  readonly id: string;
  /** What its rows carry. */
  readonly number: number;
  readonly name: string;
  readonly state: TenantRow['state'];
  readonly quotas: Quotas;
  readonly retention: TenantRetention;
  readonly createdAt: number;
}

/** What is said of a tenant; what is not named is as it was, or as the host has it. */
export interface TenantInput {
  readonly name: string;
  readonly quotas?: Partial<Quotas>;
  readonly retention?: Partial<TenantRetention>;
}

/** What goes of a tenant, and what stays. */
export interface TenantDeletion {
  readonly id: string;
  /** The key that asked for it. */
  readonly by: string;
  readonly begunAt: number;
  /** Null while something is left. */
  readonly doneAt: number | null;
  /** Rows that went, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** So long the hooks that a deleted tenant's connections registered are tried to be removed, before its rows go. */
const HOOKS_GO_WITHIN_MS = 120_000;

/** Tenants: changed by the host's own operator alone; each sees itself. */
export class Tenants {
  constructor(
    private readonly parts: RegistryParts,
    private readonly keys: ApiKeys,
  ) {}

  /** All for the host, itself for a tenant. */
  async list(
    tenant: number,
    page: PageAsk,
    { state, name }: Partial<Pick<TenantRow, 'state' | 'name'>> = {},
  ): Promise<Page<TenantInfo>> {
    const id = tenant === HOST_TENANT ? undefined : tenant;
    const query = this.parts.readSource.createQueryBuilder(TenantRow, 'tenant');
    const rows = await inPage(filtered(query, { id, state, name }), page).getMany();
    return pageOf(rows, page.limit, show);
  }

  async get(tenant: number, id: string): Promise<TenantInfo> {
    const row = await this.parts.readSource.getRepository(TenantRow).findOneBy({ publicId: id });
    if (!row || (tenant !== HOST_TENANT && row.id !== tenant)) throw notFound(id);
    return show(row);
  }

  /** With its first admin key. */
  async create(
    actor: Actor,
    { name, quotas = {}, retention = {} }: TenantInput,
  ): Promise<Pick<TenantInfo, 'id' | 'name'> & { readonly key: string }> {
    refuseStrangers(actor);
    return this.parts.writer.commit(actor, async (change) => {
      const row = change.manager.create(TenantRow, {
        publicId: newKey('ten_'),
        name,
        state: 'active',
        quotas: storedQuotas({ ...quotasOf(null), ...quotas }),
        retention: storedTenantRetention({ ...tenantRetentionOf(null), ...retention }),
        createdAt: change.now,
      });
      await change.manager.save(TenantRow, row);
      const { key } = await this.keys.insert(change, row.id, { name: 'first admin key', role: 'admin' });
      change.audit({ action: 'tenant.create', subject: row.publicId, after: { name, quotas, retention } });
      return { id: row.publicId, name, key };
    });
  }

  /** A key of another tenant, for one that lost its own. */
  async createKey(actor: Actor, id: string, input: ApiKeyInput): Promise<NewApiKey> {
    await this.mayChange(actor, id);
    return this.parts.writer.commit(actor, async (change) => {
      const row = await change.manager.findOneBy(TenantRow, { publicId: id });
      if (!row) throw notFound(id);
      refuseGoing(row);
      return this.keys.insert(change, row.id, input);
    });
  }

  /** The keys of another tenant, or its own. */
  async keysOf(tenant: number, id: string, page: PageAsk, filter: KeyFilter): Promise<Page<ApiKeyInfo>> {
    await this.get(tenant, id);
    const row = await this.parts.readSource.getRepository(TenantRow).findOneByOrFail({ publicId: id });
    return this.keys.list(row.id, page, filter);
  }

  /** Quotas and ages that are not named stay as they are. */
  async alter(
    actor: Actor,
    id: string,
    { name, quotas = {}, retention = {} }: Partial<TenantInput>,
  ): Promise<TenantInfo> {
    await this.mayChange(actor, id);
    const row = await this.change(actor, id, 'tenant.change', (now) => ({
      name: name ?? now.name,
      quotas: storedQuotas({ ...quotasOf(now.quotas), ...quotas }),
      retention: storedTenantRetention({ ...tenantRetentionOf(now.retention), ...retention }),
    }));
    return show(row);
  }

  /** Hooks are still accepted and resolved; their requests wait, in order. Its keys may look and change nothing. */
  async suspend(actor: Actor, id: string): Promise<TenantInfo> {
    await this.mayChange(actor, id);
    const row = await this.change(actor, id, 'tenant.suspend', () => ({ state: 'suspended' }));
    await this.setQueues(row);
    return show(row);
  }

  /** What waited goes on, but for connections that wait for reasons of their own. */
  async resume(actor: Actor, id: string): Promise<TenantInfo> {
    await this.mayChange(actor, id);
    const row = await this.change(actor, id, 'tenant.resume', () => ({ state: 'active' }));
    await this.setQueues(row);
    return show(row);
  }

  /**
   * For good. With this commit its keys end and its addresses take nothing any more; what it has goes behind it. `name`
   * says that the right one is meant.
   */
  async remove(actor: Actor, id: string, name: string): Promise<TenantDeletion> {
    await this.mayChange(actor, id);
    await this.parts.writer.commit(actor, async (change) => {
      const row = await change.manager.findOneBy(TenantRow, { publicId: id });
      if (!row) throw notFound(id);
      if (row.state === 'deleting') return;
      refuseDeletion(row, name);
      await endTenant(change, row.id);
      const { tx, now, audit } = change;
      const endsAt = now + HOOKS_GO_WITHIN_MS;
      const ending = await tx.many(endSubscriptionPlansOf, [{ tenant: row.id, now, endsAt }]);
      const due = ending.length > 0 ? endsAt : now;
      const deletion = { tenant: row.id, publicId: id, actor: actor.id, now, due };
      await tx.many(insertTenantDeletion, [deletion]);
      audit({ action: 'tenant.delete', subject: id, before: audited(row), after: { state: 'deleting' } });
    });
    return this.deletion(actor.tenant, id);
  }

  /** For the host's operator, who alone may ask for one. */
  async deletion(tenant: number, id: string): Promise<TenantDeletion> {
    const [row] = await this.parts.read(tenantDeletionByPublicId, [{ publicId: id }]);
    if (!row || tenant !== HOST_TENANT) throw notFound(id);
    const { actor: by, begunAt, doneAt, counts } = row;
    return { id, by, begunAt, doneAt, rows: JSON.parse(counts) as Record<string, number> };
  }

  private async change(
    actor: Actor,
    id: string,
    action: string,
    decide: (now: TenantRow) => Partial<Pick<TenantRow, 'name' | 'quotas' | 'retention' | 'state'>>,
  ): Promise<TenantRow> {
    return this.parts.writer.commit(actor, async ({ manager, audit }) => {
      const row = await manager.findOneBy(TenantRow, { publicId: id });
      if (!row) throw notFound(id);
      refuseGoing(row);
      const to = decide(row);
      if (to.state === 'suspended' && row.id === HOST_TENANT) {
        throw new HostError('CONFLICT', { subject: id, detail: 'it is the host’s own' });
      }
      const before = audited(row);
      await manager.update(TenantRow, { id: row.id }, to);
      Object.assign(row, to);
      audit({ action, subject: id, before, after: audited(row) });
      return row;
    });
  }

  private async setQueues({ id, state }: TenantRow): Promise<void> {
    const now = this.parts.directory.current();
    const ofTenant = now.queues().flatMap(({ tenant, connection }) => (tenant === id ? [connection] : []));
    for (const number of new Set(ofTenant)) {
      const connection = now.connection(number);
      const code = connection ? holdCode(connection, state !== 'active') : null;
      await (code === null ? this.parts.freeQueues(number) : this.parts.holdQueues(number, code));
    }
  }

  /** Another tenant's is not there; its own a tenant sees, and cannot change. */
  private async mayChange(actor: Actor, id: string): Promise<void> {
    await this.get(actor.tenant, id);
    refuseStrangers(actor);
  }
}

/** Why nothing of a connection runs; null: it does. */
export function holdCode({ state }: Pick<ConnectionView, 'state'>, isSuspended: boolean): string | null {
  if (isSuspended) return 'tenant-suspended';
  if (state === 'needs_authorization') return 'needs-authorization';
  return state === 'paused' ? 'paused' : null;
}

function refuseStrangers(actor: Actor): void {
  if (actor.tenant === HOST_TENANT) return;
  throw new HostError('FORBIDDEN', { detail: 'only the host’s own operator changes tenants' });
}

function refuseGoing({ publicId, state }: TenantRow): void {
  if (state === 'deleting')
    throw new HostError('CONFLICT', { subject: publicId, detail: 'it is being deleted' });
}

function refuseDeletion({ id, publicId: subject, name: own, state }: TenantRow, name: string): void {
  if (id === HOST_TENANT) throw new HostError('CONFLICT', { subject, detail: 'it is the host’s own' });
  if (state !== 'suspended') throw new HostError('CONFLICT', { subject, detail: 'suspend it first' });
  if (name === own) return;
  const errors = [{ field: 'name', message: 'is not the name of this tenant' }];
  throw new HostError('VALIDATION_FAILED', { subject, errors });
}

function notFound(id: string): HostError {
  return new HostError('NOT_FOUND', { subject: id.slice(0, 100) });
}

function audited({ name, state, quotas, retention }: TenantRow): Record<string, unknown> {
  return { name, state, quotas: quotasOf(quotas), retention: tenantRetentionOf(retention) };
}

function show({ id: number, publicId: id, name, state, createdAt, ...row }: TenantRow): TenantInfo {
  const [quotas, retention] = [quotasOf(row.quotas), tenantRetentionOf(row.retention)];
  return { id, number, name, state, quotas, retention, createdAt };
}
