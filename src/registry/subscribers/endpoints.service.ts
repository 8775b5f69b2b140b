import type { Mode } from '@hookyard/sdk';

import { newKey } from '../../vault/index.js';
import type { Page, PageAsk } from '../page.js';
import { parseReceiverSecrets } from '../receiver-secrets.js';
import type { RegistryParts } from '../registry-parts.js';
import { checkEndpoint } from './endpoint-check.js';
import {
  refuseBeyond,
  refuseMoving,
  refuseOverruling,
  termsIn,
  type SubscriberActor,
} from './portal-terms.js';
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
import type { SubscriberRow } from './subscriber.entity.js';
import type { SubscriberFilter } from './subscriber.store.js';
import {
  SECRET_HEADER,
  type EndpointDefinition,
  type PortalBounds,
  type SubscriberState,
} from './subscriber-view.js';

/** A managed webhook as the API shows it. */
export interface EndpointInfo extends EndpointDefinition, SignedInfo {
  /** The customer of the tenant whose it is; null: the tenant's own. */
  readonly subscriber: string | null;
}

export interface EndpointInput {
  readonly name: string;
  readonly mode: Mode;
  readonly subscriber?: string | null;
  readonly definition: EndpointDefinition;
  /** Values of headers that are kept as secrets. */
  readonly secretHeaders?: Readonly<Record<string, string>>;
  /** A `whsec_…` of one's own; default: a new one. */
  readonly secret?: string;
}

export interface EndpointPatch {
  readonly name?: string;
  readonly subscriber?: string | null;
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
      subscriber: row.belongsTo,
      ...(JSON.parse(row.definition) as EndpointDefinition),
    }));
  }

  list(tenant: number, page: PageAsk, filter: SubscriberFilter = {}): Promise<Page<EndpointInfo>> {
    return this.rows.list(tenant, page, filter);
  }

  get(of: Pick<SubscriberActor, 'tenant' | 'within'>, id: string): Promise<EndpointInfo> {
    return this.rows.get(of, id);
  }

  /** A live one gets nothing before it has proven its address. Whoever came by a link makes it on the link's terms. */
  async create(
    actor: SubscriberActor,
    input: EndpointInput,
  ): Promise<{ readonly endpoint: EndpointInfo; readonly secrets: readonly ShownSecret[] }> {
    const { name, secretHeaders = {}, secret } = input;
    const { within } = actor;
    const { mode, subscriber: belongsTo = null } = within ?? input;
    const definition = { ...input.definition, ...(within ? termsIn(within.terms) : {}) };
    checkEndpoint(definition, mode, Object.keys(secretHeaders));
    if (within) refuseBeyond(within, definition, null);
    const shown = newSecrets(definition, secret);
    const secrets = secretInputs(shown, secretHeaders);
    const made = { publicId: newKey('ep_'), name, mode, belongsTo, ...standing(mode), definition, secrets };
    return { endpoint: await this.rows.create(actor, made), secrets: shown };
  }

  /** A live one whose address changes has to prove the new one. */
  change(actor: SubscriberActor, id: string, patch: EndpointPatch): Promise<EndpointInfo> {
    return this.rows.change(actor, { id, action: 'change' }, (row, now) => {
      const before = JSON.parse(row.definition) as EndpointDefinition;
      const definition = { ...before, ...patch.definition };
      const { secretHeaders = {} } = patch;
      checkEndpoint(definition, row.mode, Object.keys(secretHeaders));
      if (actor.within) refuseForVisitor(actor.within, row, definition);
      const made = missingSecrets(row, definition);
      return {
        name: patch.name ?? row.name,
        belongsTo: patch.subscriber === undefined ? row.belongsTo : patch.subscriber,
        ...(definition.url === before.url ? {} : standing(row.mode)),
        definition: JSON.stringify(definition),
        secrets: this.rows.sealed(row.publicId, row.secrets, secretInputs(made, secretHeaders), now),
      };
    });
  }

  /** A new signing secret; the one before signs beside it for a day. */
  async rotate(
    actor: SubscriberActor,
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
    actor: SubscriberActor,
    id: string,
    to: { readonly state: SubscriberState; readonly reason: string | null },
  ): Promise<EndpointInfo> {
    return this.rows.turn(actor, id, to);
  }

  remove(actor: SubscriberActor, id: string): Promise<void> {
    return this.rows.remove(actor, id);
  }
}

/** What an operator decided about it stays. */
function refuseForVisitor(within: PortalBounds, row: SubscriberRow, after: EndpointDefinition): void {
  const before = JSON.parse(row.definition) as EndpointDefinition;
  refuseBeyond(within, after, before);
  if (after.url === before.url) return;
  refuseOverruling(row);
  const isSecretHeader = ({ name }: { readonly name: string }): boolean => name.startsWith(SECRET_HEADER);
  const hasHeaders =
    Object.keys(before.headers).length > 0 || parseReceiverSecrets(row.secrets).some(isSecretHeader);
  refuseMoving(row, hasHeaders, [before.url, after.url]);
}
