import { In, IsNull, MoreThan, type EntityManager } from 'typeorm';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import type { OpenStore } from '../store/index.js';
import { newKey } from '../vault/index.js';
import { ApiKeyRow } from './api-key.entity.js';
import type { Actor, Change } from './configuration-writer.js';
import { HOST_TENANT } from './ids.js';
import { KeyUses } from './key-uses.js';
import { filtered, inPage, pageOf, type Page, type PageAsk } from './page.js';
import type { RegistryParts } from './registry-parts.js';
import type { Role } from './roles.js';
import { TenantRow } from './tenant.entity.js';
import { takeTenant } from './tenant.store.js';

/** Who calls the management API. */
export interface Principal extends Actor {
  readonly role: Role;
  /** Its tenant is suspended: it reads and changes nothing. */
  readonly isSuspended: boolean;
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

export interface KeyFilter {
  readonly role?: Role | undefined;
  /** A part of it. */
  readonly name?: string | undefined;
}

/** A key is shown once: whoever loses it rotates it. */
export type NewApiKey = ApiKeyInfo & { readonly key: string };

/** The host itself, in the audit. */
export const HOST_ACTOR: Actor = { tenant: HOST_TENANT, id: 'host' };

const GIVEN_NAME = 'HOOKYARD_ADMIN_KEY';
const HINT_CHARS = 9;

/** Keys of the management API: shown once, kept as keyed hashes, bound to a tenant and a role. */
export class ApiKeys {
  private readonly uses: KeyUses;

  constructor(
    private readonly parts: RegistryParts,
    store: OpenStore,
    private readonly clock: Clock,
  ) {
    this.uses = new KeyUses(store, clock);
  }

  /** Null when no live key has this text. */
  async authenticate(key: string): Promise<Principal | null> {
    const hashes = this.parts.vault.keyedHashes(key);
    const row = await this.parts.readSource
      .getRepository(ApiKeyRow)
      .findOneBy({ hash: In([...hashes]), removedAt: IsNull() });
    if (!row || (row.expiresAt !== null && row.expiresAt <= this.clock.now())) return null;
    this.uses.note(row);
    const suspended = { id: row.tenant, state: 'suspended' as const };
    const isSuspended = await this.parts.readSource.getRepository(TenantRow).existsBy(suspended);
    return { tenant: row.tenant, id: row.publicId, role: row.role, isSuspended };
  }

  async list(tenant: number, page: PageAsk, { role, name }: KeyFilter = {}): Promise<Page<ApiKeyInfo>> {
    const query = this.parts.readSource
      .createQueryBuilder(ApiKeyRow, 'one')
      .where('one.tenant = :tenant AND one.removedAt IS NULL', { tenant });
    const rows = await inPage(filtered(query, { role, name }), page).getMany();
    return pageOf(rows, page.limit, show);
  }

  async get(tenant: number, id: string): Promise<ApiKeyInfo> {
    return show(await keyOf(this.parts.readSource.manager, tenant, id));
  }

  /** In the actor's own tenant. */
  async create(actor: Actor, input: ApiKeyInput): Promise<NewApiKey> {
    return this.parts.writer.commit(actor, (change) => this.insert(change, actor.tenant, input));
  }

  async rename(actor: Actor, id: string, name: string): Promise<ApiKeyInfo> {
    return this.parts.writer.commit(actor, async ({ manager, audit }) => {
      const row = await keyOf(manager, actor.tenant, id);
      const before = { name: row.name };
      row.name = name;
      await manager.update(ApiKeyRow, { id: row.id }, { name });
      audit({ action: 'key.change', subject: id, before, after: { name } });
      return show(row);
    });
  }

  /** A new key with the same name, role and lifetime; the present one works for `overlapMs` more. */
  async rotate(actor: Actor, id: string, overlapMs: number): Promise<NewApiKey> {
    return this.parts.writer.commit(actor, async (change) => {
      const { manager, now, audit } = change;
      const row = await keyOf(manager, actor.tenant, id);
      if (row.expiresAt !== null && row.expiresAt <= now) {
        throw new HostError('CONFLICT', { subject: id, detail: 'it is past its date; make a new one' });
      }
      const expiresAt = row.expiresAt === null ? null : now + (row.expiresAt - row.createdAt);
      const until = Math.min(now + overlapMs, row.expiresAt ?? Infinity);
      const made = await this.insert(change, row.tenant, { name: row.name, role: row.role, expiresAt });
      await manager.update(ApiKeyRow, { id: row.id }, { expiresAt: until });
      const after = { expiresAt: until, by: made.id };
      audit({ action: 'key.rotate', subject: id, before: { expiresAt: row.expiresAt }, after });
      return made;
    });
  }

  /** A tenant keeps at least one admin key that works. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      await takeTenant(manager, actor.tenant);
      const row = await keyOf(manager, actor.tenant, id);
      if (row.role === 'admin') await refuseLast(manager, row, now);
      await manager.update(ApiKeyRow, { id: row.id }, { removedAt: now });
      audit({ action: 'key.remove', subject: id, before: show(row) });
    });
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

  /** In a commit that is open. */
  async insert(
    { manager, now, audit }: Change,
    tenant: number,
    input: ApiKeyInput & { readonly key?: string },
  ): Promise<NewApiKey> {
    const { name, role, expiresAt = null, key = newKey('hya_') } = input;
    if (expiresAt !== null && expiresAt <= now) {
      throw new HostError('VALIDATION_FAILED', {
        errors: [{ field: 'expiresAt', message: 'must be in the future' }],
      });
    }
    const row = manager.create(ApiKeyRow, {
      publicId: newKey('key_'),
      tenant,
      hash: this.parts.vault.keyedHash(key),
      hint: `${key.slice(0, HINT_CHARS)}…`,
      role,
      name,
      expiresAt,
      lastUsedAt: null,
      createdAt: now,
      removedAt: null,
    });
    await manager.save(ApiKeyRow, row);
    audit({ action: 'key.create', subject: row.publicId, after: { name, role, expiresAt } });
    return { ...show(row), key };
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
        quotas: null,
        createdAt: now,
      });
    });
  }

  /** What was given before and is given again works again, whoever took it away: the environment says so. */
  private async replaceGiven(given: string): Promise<void> {
    await this.parts.writer.commit(HOST_ACTOR, async (change) => {
      const { manager, now } = change;
      const before = { tenant: HOST_TENANT, name: GIVEN_NAME, removedAt: IsNull() };
      await manager.update(ApiKeyRow, before, { removedAt: now });
      await manager.delete(ApiKeyRow, { hash: In([...this.parts.vault.keyedHashes(given)]) });
      await this.insert(change, HOST_TENANT, { key: given, name: GIVEN_NAME, role: 'admin' });
    });
  }
}

async function keyOf(manager: EntityManager, tenant: number, id: string): Promise<ApiKeyRow> {
  const row = await manager.findOneBy(ApiKeyRow, { tenant, publicId: id, removedAt: IsNull() });
  if (!row) throw new HostError('NOT_FOUND', { subject: id });
  return row;
}

async function refuseLast(manager: EntityManager, row: ApiKeyRow, now: number): Promise<void> {
  const of = { tenant: row.tenant, role: 'admin' as const, removedAt: IsNull() };
  const others = await manager.findBy(ApiKeyRow, [
    { ...of, expiresAt: IsNull() },
    { ...of, expiresAt: MoreThan(now) },
  ]);
  if (others.some(({ id }) => id !== row.id)) return;
  throw new HostError('CONFLICT', {
    subject: row.publicId,
    detail: 'it is the last admin key; make another first',
  });
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
