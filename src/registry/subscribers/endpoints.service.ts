import type { Mode } from '@hookyard/sdk';

import { newKey } from '../../vault/index.js';
import type { Actor } from '../configuration-writer.js';
import type { Page, PageAsk } from '../page.js';
import type { RegistryParts } from '../registry-parts.js';
import { checkEndpoint } from './endpoint-check.js';
import {
  missingSecrets,
  newSecret,
  newSecrets,
  secretInputs,
  signedInfo,
  standing,
  type ShownSecret,
  type SignedInfo,
} from './signed-subscriber.js';
import type { Signature } from './signing-secrets.js';
import { SubscriberRows } from './subscriber-rows.js';
import type { SubscriberFilter } from './subscriber.store.js';
import type { EndpointDefinition, SubscriberState } from './subscriber-view.js';

/** A managed webhook as the API shows it. */
export interface EndpointInfo extends EndpointDefinition, SignedInfo {}

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

/** Managed webhooks: what an operator sets up, the host disables, and an address proves. */
export class Endpoints {
  private readonly rows: SubscriberRows<EndpointInfo>;

  constructor(private readonly parts: RegistryParts) {
    this.rows = new SubscriberRows(parts, 'endpoint', (row) => ({
      ...signedInfo(row, parts.vault),
      ...(JSON.parse(row.definition) as EndpointDefinition),
    }));
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
    const shown = newSecrets(definition, secret);
    const secrets = secretInputs(shown, secretHeaders);
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
      const made = missingSecrets(row, definition);
      return {
        name: patch.name ?? row.name,
        ...(definition.url === before.url ? {} : standing(row.mode)),
        definition: JSON.stringify(definition),
        secrets: this.rows.sealed(row.publicId, row.secrets, secretInputs(made, secretHeaders), now),
      };
    });
  }

  /** A new signing secret; the one before signs beside it for a day. */
  async rotate(
    actor: Actor,
    id: string,
    { signature, secret }: { readonly signature: Signature; readonly secret?: string },
  ): Promise<{ readonly endpoint: EndpointInfo; readonly secret: ShownSecret }> {
    const shown = newSecret(signature, secret);
    const endpoint = await this.rows.change(actor, { id, action: 'rotate' }, (row, now) => ({
      secrets: this.rows.sealed(row.publicId, row.secrets, secretInputs([shown], {}), now),
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
}
