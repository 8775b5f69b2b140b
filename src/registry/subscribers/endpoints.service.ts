import type { Mode } from '@hookyard/sdk';

import { HostError } from '../../errors/index.js';
import { tellEvents } from '../../events/index.js';
import type { Tx } from '../../store/index.js';
import { newKey } from '../../vault/index.js';
import { changeReceiverSecrets } from '../connection-secret.store.js';
import type { Actor } from '../configuration-writer.js';
import { pageOf, type Page, type PageAsk } from '../page.js';
import { insertDeliveringQueue } from '../queues.store.js';
import { parseReceiverSecrets, writeReceiverSecrets } from '../receiver-secrets.js';
import type { RegistryParts } from '../registry-parts.js';
import { describeSecrets, openSecrets, type SecretInfo, type SecretInputs } from '../secrets.js';
import { checkEndpoint } from './endpoint-check.js';
import { checkSigningSecret, newSigningSecret, publicKeyOf, type Signature } from './signing-secrets.js';
import { SubscriberRow } from './subscriber.entity.js';
import {
  countSubscribers,
  readSubscribers,
  takeSubscriber,
  type SubscriberFilter,
} from './subscriber.store.js';
import { ownerOfSubscriber, type EndpointDefinition, type SubscriberState } from './subscriber-view.js';

/** A managed webhook as the API shows it. */
export interface EndpointInfo extends EndpointDefinition {
  readonly id: string;
  readonly name: string;
  readonly mode: Mode;
  readonly state: SubscriberState;
  /** Why it is not active. */
  readonly reason: string | null;
  /** By name; a value that was replaced signs for a day more. */
  readonly secrets: Readonly<Record<string, readonly SecretInfo[]>>;
  /** What `v1a` is verified with, newest first. */
  readonly publicKeys: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface EndpointInput {
  readonly name: string;
  readonly mode: Mode;
  readonly definition: EndpointDefinition;
  /** Values of headers that are kept as secrets. */
  readonly secretHeaders?: Readonly<Record<string, string>>;
  /** A `whsec_…` of one's own; default: a new one. */
  readonly secret?: string;
}

export interface EndpointPatch {
  readonly name?: string;
  readonly definition?: Partial<EndpointDefinition>;
  /** Null takes one away. */
  readonly secretHeaders?: Readonly<Record<string, string | null>>;
}

/** A signing secret in clear, shown once. */
export interface ShownSecret {
  readonly signature: Signature;
  readonly secret: string;
  readonly publicKey?: string;
}

const KIND = 'endpoint';
/** Of one tenant. */
const MOST_SUBSCRIBERS = 1_000;
const HEADER = 'header.';
const UNPROVEN = 'it has not proven yet that its address is its own';

/** Managed webhooks: what an operator sets up, the host disables, and an address proves. */
export class Endpoints {
  constructor(private readonly parts: RegistryParts) {}

  async list(tenant: number, page: PageAsk, filter: SubscriberFilter = {}): Promise<Page<EndpointInfo>> {
    const rows = await readSubscribers(this.parts.readSource, { tenant, kind: KIND }, page, filter);
    return pageOf(rows, page.limit, (row) => this.show(row));
  }

  async get(tenant: number, id: string): Promise<EndpointInfo> {
    return this.show(await takeSubscriber(this.parts.readSource.manager, tenant, { kind: KIND, id }));
  }

  /** A live one gets nothing before it has proven its address. */
  async create(
    actor: Actor,
    input: EndpointInput,
  ): Promise<{ readonly endpoint: EndpointInfo; readonly secrets: readonly ShownSecret[] }> {
    const { name, mode, definition, secretHeaders = {}, secret } = input;
    checkEndpoint(definition, mode, Object.keys(secretHeaders));
    if (secret !== undefined) checkSigningSecret('v1', secret);
    const shown = definition.signs.map((signature) =>
      shownSecret(
        signature,
        signature === 'v1' && secret !== undefined ? secret : newSigningSecret(signature),
      ),
    );
    const publicId = newKey('ep_');
    const row = await this.parts.writer.commit(actor, async ({ manager, tx, now, audit }) => {
      if ((await countSubscribers(manager, actor.tenant)) >= MOST_SUBSCRIBERS)
        throw new HostError('CONFLICT', { detail: `a tenant has at most ${MOST_SUBSCRIBERS} subscribers` });
      const made = {
        publicId,
        tenant: actor.tenant,
        kind: KIND,
        name,
        mode,
        ...standing(mode),
        definition: JSON.stringify(definition),
        secrets: this.secrets(publicId, '[]', inputsOf(shown, secretHeaders), now),
        createdAt: now,
        updatedAt: now,
        removedAt: null,
      } as const;
      const saved = await manager.save(SubscriberRow, made);
      await insertDeliveringQueue(tx, { tenant: actor.tenant, owner: ownerOfSubscriber(saved.id), mode });
      audit({ action: 'endpoint.create', subject: publicId, after: auditable(this.show(saved)) });
      return saved;
    });
    return { endpoint: this.show(row), secrets: shown };
  }

  /** A live one whose address changes has to prove the new one. */
  async change(actor: Actor, id: string, patch: EndpointPatch): Promise<EndpointInfo> {
    return this.commit(actor, { id, action: 'endpoint.change' }, (row, now) => {
      const before = JSON.parse(row.definition) as EndpointDefinition;
      const definition = { ...before, ...patch.definition };
      const { secretHeaders = {} } = patch;
      checkEndpoint(definition, row.mode, Object.keys(secretHeaders));
      const missing = definition.signs.filter((signature) => !this.hasSecret(row, signature));
      const made = missing.map((signature) => shownSecret(signature, newSigningSecret(signature)));
      return {
        name: patch.name ?? row.name,
        ...(definition.url === before.url ? {} : standing(row.mode)),
        definition: JSON.stringify(definition),
        secrets: this.secrets(row.publicId, row.secrets, inputsOf(made, secretHeaders), now),
      };
    });
  }

  /** A new signing secret; the one before signs beside it for a day. */
  async rotate(
    actor: Actor,
    id: string,
    { signature, secret }: { readonly signature: Signature; readonly secret?: string },
  ): Promise<{ readonly endpoint: EndpointInfo; readonly secret: ShownSecret }> {
    if (secret !== undefined) checkSigningSecret(signature, secret);
    const shown = shownSecret(signature, secret ?? newSigningSecret(signature));
    const endpoint = await this.commit(actor, { id, action: 'endpoint.rotate' }, (row, now) => ({
      secrets: this.secrets(row.publicId, row.secrets, inputsOf([shown], {}), now),
    }));
    return { endpoint, secret: shown };
  }

  /** `null`: it may be called. */
  async turn(
    actor: Actor,
    id: string,
    { state, reason }: { readonly state: SubscriberState; readonly reason: string | null },
  ): Promise<EndpointInfo> {
    const action = { active: 'endpoint.enable', disabled: 'endpoint.disable', unverified: 'endpoint.verify' }[
      state
    ];
    return this.commit(
      actor,
      { id, action },
      () => ({ state, reason }),
      (tx, row) => (state === 'disabled' ? this.tell(tx, row) : Promise.resolve()),
    );
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const row = await takeSubscriber(manager, actor.tenant, { kind: KIND, id });
      await manager.update(SubscriberRow, { id: row.id }, { removedAt: now, updatedAt: now, secrets: '[]' });
      audit({ action: 'endpoint.remove', subject: id, before: auditable(this.show(row)) });
    });
  }

  private async commit(
    actor: Actor,
    { id, action }: { readonly id: string; readonly action: string },
    change: (row: SubscriberRow, now: number) => Partial<SubscriberRow>,
    also: (tx: Tx, row: SubscriberRow) => Promise<void> = () => Promise.resolve(),
  ): Promise<EndpointInfo> {
    const row = await this.parts.writer.commit(actor, async ({ manager, tx, now, audit }) => {
      const found = await takeSubscriber(manager, actor.tenant, { kind: KIND, id });
      const before = auditable(this.show(found));
      const changed = { ...change(found, now), updatedAt: Math.max(now, found.updatedAt + 1) };
      await manager.update(SubscriberRow, { id: found.id }, changed);
      const after = Object.assign(found, changed);
      audit({ action, subject: id, before, after: auditable(this.show(after)) });
      await also(tx, after);
      return after;
    });
    return this.show(row);
  }

  private async tell(
    tx: Tx,
    { tenant, mode, publicId, definition, reason, updatedAt }: SubscriberRow,
  ): Promise<void> {
    const directory = this.parts.directory.current();
    const { url } = JSON.parse(definition) as EndpointDefinition;
    const data = { endpoint: publicId, url, reason: reason ?? '' };
    await tellEvents(tx, (...heard) => directory.hears(...heard), [
      { tenant, mode, type: 'endpoint.disabled', at: updatedAt, data },
    ]);
  }

  private secrets(id: string, present: string, given: SecretInputs, now: number): string {
    const { vault } = this.parts;
    const sealed = parseReceiverSecrets(present);
    const names = [...new Set([...sealed.map(({ name }) => name), ...Object.keys(given)])];
    return writeReceiverSecrets(changeReceiverSecrets(id, sealed, given, { names, now, vault }));
  }

  private hasSecret({ secrets }: SubscriberRow, name: string): boolean {
    return parseReceiverSecrets(secrets).some((secret) => secret.name === name);
  }

  private show(row: SubscriberRow): EndpointInfo {
    const { publicId: id, name, mode, state, reason, createdAt, updatedAt } = row;
    const sealed = parseReceiverSecrets(row.secrets);
    const pairs = openSecrets(
      sealed.filter((secret) => secret.name === 'v1a'),
      id,
      this.parts.vault,
    );
    return {
      id,
      name,
      mode,
      state,
      reason,
      ...(JSON.parse(row.definition) as EndpointDefinition),
      secrets: describeSecrets(sealed),
      publicKeys: (pairs['v1a'] ?? []).map(({ value }) => publicKeyOf(value)),
      createdAt,
      updatedAt,
    };
  }
}

function standing(mode: Mode): { readonly state: SubscriberState; readonly reason: string | null } {
  return mode === 'live' ? { state: 'unverified', reason: UNPROVEN } : { state: 'active', reason: null };
}

function shownSecret(signature: Signature, secret: string): ShownSecret {
  return { signature, secret, ...(signature === 'v1a' ? { publicKey: publicKeyOf(secret) } : {}) };
}

function inputsOf(
  shown: readonly ShownSecret[],
  headers: Readonly<Record<string, string | null>>,
): SecretInputs {
  return {
    ...Object.fromEntries(shown.map(({ signature, secret }) => [signature, secret])),
    ...Object.fromEntries(
      // A header has one value: the one before is not sent beside it.
      Object.entries(headers).map(([name, value]) => [
        HEADER + name.toLowerCase(),
        value === null ? null : [{ value }],
      ]),
    ),
  };
}

/** What the audit keeps of it. */
function auditable({ secrets, ...info }: EndpointInfo): object {
  return { ...info, secrets: Object.keys(secrets) };
}
