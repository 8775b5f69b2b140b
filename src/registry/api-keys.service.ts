import { In, IsNull, MoreThan } from 'typeorm';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import type { OpenStore } from '../store/index.js';
import { newKey } from '../vault/index.js';
import { ApiKeyRow } from './api-key.entity.js';
import type { Actor, Change } from './configuration-writer.js';
import { HOST_TENANT } from './ids.js';
import { pageOf, type Page, type PageAsk } from './page.js';
import type { RegistryParts } from './registry-parts.js';
import type { Role } from './roles.js';
import { TenantRow } from './tenant.entity.js';

/** Who calls the management API. */
export interface Principal extends Actor {
  readonly role: Role;
}

/** A key as the API shows it. */
export interface ApiKeyInfo {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Its first characters. */
  readonly hint: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

export interface ApiKeyInput {
  readonly name: string;
  readonly role: Role;
  readonly expiresAt?: number | null;
}

/** The host itself, in the audit. */
export const HOST_ACTOR: Actor = { tenant: HOST_TENANT, id: 'host' };

const GIVEN_NAME = 'HOOKYARD_ADMIN_KEY';
const HINT_CHARS = 9;
/** How exact `lastUsedAt` is: a write per key and hour costs nothing. */
const USE_GRAIN_MS = 60 * 60 * 1_000;

/** Keys of the management API: shown once, kept as keyed hashes, bound to a tenant and a role. */
export class ApiKeys {
  constructor(
    private readonly parts: RegistryParts,
    private readonly store: OpenStore,
    private readonly clock: Clock,
  ) {}

  /** Null when no live key has this text. */
  async authenticate(key: string): Promise<Principal | null> {
    const hashes = this.parts.vault.keyedHashes(key);
    const row = await this.parts.readSource
      .getRepository(ApiKeyRow)
      .findOneBy({ hash: In([...hashes]), removedAt: IsNull() });
    const now = this.clock.now();
    if (!row || (row.expiresAt !== null && row.expiresAt <= now)) return null;
    if ((row.lastUsedAt ?? 0) < now - USE_GRAIN_MS) {
      await this.store.transaction((manager) =>
        manager.update(ApiKeyRow, { id: row.id }, { lastUsedAt: now }),
      );
    }
    return { tenant: row.tenant, id: row.publicId, role: row.role };
  }

  async list(tenant: number, page: PageAsk): Promise<Page<ApiKeyInfo>> {
    const rows = await this.parts.readSource.getRepository(ApiKeyRow).find({
      where: { tenant, removedAt: IsNull(), id: MoreThan(page.after) },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    return pageOf(rows, page.limit, show);
  }

  async create(actor: Actor, input: ApiKeyInput): Promise<ApiKeyInfo & { readonly key: string }> {
    const key = newKey('hya_');
    const row = await this.parts.writer.commit(actor, (change) =>
      this.insert(change, actor.tenant, key, input),
    );
    return { ...show(row), key };
  }

  /** A tenant keeps at least one admin key. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const of = { tenant: actor.tenant, removedAt: IsNull() };
      const row = await manager.findOneBy(ApiKeyRow, { ...of, publicId: id });
      if (!row) throw new HostError('NOT_FOUND', { subject: id });
      if (row.role === 'admin' && (await manager.countBy(ApiKeyRow, { ...of, role: 'admin' })) === 1) {
        throw new HostError('CONFLICT', {
          subject: id,
          detail: 'it is the last admin key; make another first',
        });
      }
      await manager.update(ApiKeyRow, { id: row.id }, { removedAt: now });
      audit({ action: 'key.remove', subject: id, before: show(row) });
    });
  }

  /** Makes a tenant with its first admin key. */
  async createTenant(
    actor: Actor,
    name: string,
  ): Promise<{ readonly id: string; readonly name: string; readonly key: string }> {
    if (actor.tenant !== HOST_TENANT) {
      throw new HostError('FORBIDDEN', { detail: 'only the host’s own operator makes tenants' });
    }
    const key = newKey('hya_');
    const id = await this.parts.writer.commit(actor, async (change) => {
      const row = change.manager.create(TenantRow, {
        publicId: newKey('ten_'),
        name,
        state: 'active',
        createdAt: change.now,
      });
      await change.manager.save(TenantRow, row);
      await this.insert(change, row.id, key, { name: 'first admin key', role: 'admin' });
      change.audit({ action: 'tenant.create', subject: row.publicId, after: { name } });
      return row.publicId;
    });
    return { id, name, key };
  }

  /**
   * Sees to it that the host can be managed: the first tenant, and an admin key. A given key replaces the one given
   * before. Answers a key that was made up and must be shown now, or null.
   */
  async ensureFirst(given: string | undefined): Promise<string | null> {
    await this.ensureFirstTenant();
    const admins = await this.parts.readSource
      .getRepository(ApiKeyRow)
      .findBy({ tenant: HOST_TENANT, role: 'admin', removedAt: IsNull() });
    if (given !== undefined) {
      const hashes = this.parts.vault.keyedHashes(given);
      if (!admins.some(({ hash }) => hashes.includes(hash))) await this.replaceGiven(given);
      return null;
    }
    if (admins.length > 0) return null;
    return (await this.create(HOST_ACTOR, { name: 'first admin key', role: 'admin' })).key;
  }

  private async ensureFirstTenant(): Promise<void> {
    const of = { id: HOST_TENANT };
    if (await this.parts.readSource.getRepository(TenantRow).existsBy(of)) return;
    await this.parts.writer.commit(HOST_ACTOR, async ({ manager, now }) => {
      if (await manager.existsBy(TenantRow, of)) return;
      await manager.insert(TenantRow, {
        publicId: newKey('ten_'),
        name: 'default',
        state: 'active',
        createdAt: now,
      });
    });
  }

  private async replaceGiven(given: string): Promise<void> {
    await this.parts.writer.commit(HOST_ACTOR, async (change) => {
      const { manager, now } = change;
      const before = { tenant: HOST_TENANT, name: GIVEN_NAME, removedAt: IsNull() };
      await manager.update(ApiKeyRow, before, { removedAt: now });
      await this.insert(change, HOST_TENANT, given, { name: GIVEN_NAME, role: 'admin' });
    });
  }

  private async insert(
    { manager, now, audit }: Change,
    tenant: number,
    key: string,
    input: ApiKeyInput,
  ): Promise<ApiKeyRow> {
    const row = manager.create(ApiKeyRow, {
      publicId: newKey('key_'),
      tenant,
      hash: this.parts.vault.keyedHash(key),
      hint: `${key.slice(0, HINT_CHARS)}…`,
      role: input.role,
      name: input.name,
      expiresAt: input.expiresAt ?? null,
      lastUsedAt: null,
      createdAt: now,
      removedAt: null,
    });
    await manager.save(ApiKeyRow, row);
    audit({ action: 'key.create', subject: row.publicId, after: { name: input.name, role: input.role } });
    return row;
  }
}

function show(row: ApiKeyRow): ApiKeyInfo {
  return {
    id: row.publicId,
    name: row.name,
    role: row.role,
    hint: row.hint,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
  };
}
