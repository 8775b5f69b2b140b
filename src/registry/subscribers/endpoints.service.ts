import type { Mode } from '@hookyard/sdk';

import { newKey } from '../../vault/index.js';
import type { Actor } from '../configuration-writer.js';
import type { Page, PageAsk } from '../page.js';
import { parseReceiverSecrets } from '../receiver-secrets.js';
import type { RegistryParts } from '../registry-parts.js';
import { describeSecrets, openSecrets, type SecretInputs } from '../secrets.js';
import { checkEndpoint } from './endpoint-check.js';
import { checkSigningSecret, newSigningSecret, publicKeyOf, type Signature } from './signing-secrets.js';
import type { SubscriberRow } from './subscriber.entity.js';
import { headerInputs, SubscriberRows, type SubscriberInfo } from './subscriber-rows.js';
import type { SubscriberFilter } from './subscriber.store.js';
import type { EndpointDefinition, SubscriberState } from './subscriber-view.js';

/** A managed webhook as the API shows it. A secret that was replaced signs for a day more. */
export interface EndpointInfo extends EndpointDefinition, SubscriberInfo {
  /** What `v1a` is verified with, newest first. */
  readonly publicKeys: readonly string[];
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

const UNPROVEN = 'it has not proven yet that its address is its own';

/** Managed webhooks: what an operator sets up, the host disables, and an address proves. */
export class Endpoints {
  private readonly rows: SubscriberRows<EndpointInfo>;

  constructor(private readonly parts: RegistryParts) {
    this.rows = new SubscriberRows(parts, 'endpoint', (row) => this.show(row));
  }

  list(tenant: number, page: PageAsk, filter: SubscriberFilter = {}): Promise<Page<EndpointInfo>> {
    return this.rows.list(tenant, page, filter);
  }

  get(tenant: number, id: string): Promise<EndpointInfo> {
    return this.rows.get(tenant, id);
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
    const secrets = inputsOf(shown, secretHeaders);
    const made = { publicId: newKey('ep_'), name, mode, ...standing(mode), definition, secrets };
    return { endpoint: await this.rows.create(actor, made), secrets: shown };
  }

  /** A live one whose address changes has to prove the new one. */
  change(actor: Actor, id: string, patch: EndpointPatch): Promise<EndpointInfo> {
    return this.rows.change(actor, { id, action: 'change' }, (row, now) => {
      const before = JSON.parse(row.definition) as EndpointDefinition;
      const definition = { ...before, ...patch.definition };
      const { secretHeaders = {} } = patch;
      checkEndpoint(definition, row.mode, Object.keys(secretHeaders));
      const missing = definition.signs.filter((signature) => !hasSecret(row, signature));
      const made = missing.map((signature) => shownSecret(signature, newSigningSecret(signature)));
      return {
        name: patch.name ?? row.name,
        ...(definition.url === before.url ? {} : standing(row.mode)),
        definition: JSON.stringify(definition),
        secrets: this.rows.sealed(row.publicId, row.secrets, inputsOf(made, secretHeaders), now),
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
    const endpoint = await this.rows.change(actor, { id, action: 'rotate' }, (row, now) => ({
      secrets: this.rows.sealed(row.publicId, row.secrets, inputsOf([shown], {}), now),
    }));
    return { endpoint, secret: shown };
  }

  turn(
    actor: Actor,
    id: string,
    to: { readonly state: SubscriberState; readonly reason: string | null },
  ): Promise<EndpointInfo> {
    return this.rows.turn(actor, id, to);
  }

  remove(actor: Actor, id: string): Promise<void> {
    return this.rows.remove(actor, id);
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
    ...headerInputs(headers),
  };
}

function hasSecret({ secrets }: SubscriberRow, name: string): boolean {
  return parseReceiverSecrets(secrets).some((secret) => secret.name === name);
}
