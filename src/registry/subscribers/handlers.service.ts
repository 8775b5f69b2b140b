import type { Mode } from '@hookyard/sdk';

import { newKey } from '../../vault/index.js';
import type { Actor } from '../configuration-writer.js';
import type { Page, PageAsk } from '../page.js';
import type { RegistryParts } from '../registry-parts.js';
import { checkHandler } from './handler-check.js';
import type { HandlerDefinition } from './handler-view.js';
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
import type { SubscriberState } from './subscriber-view.js';

/** A handler as the API shows it. */
export interface HandlerInfo extends HandlerDefinition, SignedInfo {}

export interface HandlerInput {
  readonly name: string;
  readonly mode: Mode;
  readonly definition: HandlerDefinition;
  /** Values of headers that are kept as secrets. */
  readonly secretHeaders?: Readonly<Record<string, string>>;
  /** A `whsec_…` of one's own; default: a new one. */
  readonly secret?: string;
}

export interface HandlerPatch {
  readonly name?: string;
  /** `onFailure` is laid over what is there, step by step. */
  readonly definition?: Partial<HandlerDefinition>;
  /** Null takes one away. */
  readonly secretHeaders?: Readonly<Record<string, string | null>>;
}

/** Handlers: who decides how a step goes on, as an operator sets it up. Nobody but an operator disables one. */
export class Handlers {
  private readonly rows: SubscriberRows<HandlerInfo>;

  constructor(private readonly parts: RegistryParts) {
    this.rows = new SubscriberRows(parts, 'handler', (row) => ({
      ...signedInfo(row, parts.vault),
      ...(JSON.parse(row.definition) as HandlerDefinition),
    }));
  }

  list(tenant: number, page: PageAsk, filter: SubscriberFilter = {}): Promise<Page<HandlerInfo>> {
    return this.rows.list(tenant, page, filter);
  }

  get(tenant: number, id: string): Promise<HandlerInfo> {
    return this.rows.get({ tenant }, id);
  }

  /** A live one is asked nothing before it has proven its address. */
  async create(
    actor: Actor,
    input: HandlerInput,
  ): Promise<{ readonly handler: HandlerInfo; readonly secrets: readonly ShownSecret[] }> {
    const { name, mode, definition, secretHeaders = {}, secret } = input;
    this.check(actor, definition, { mode, headers: secretHeaders });
    const shown = newSecrets(definition, secret);
    const secrets = secretInputs(shown, secretHeaders);
    const made = { publicId: newKey('hdl_'), name, mode, ...standing(mode), definition, secrets };
    return { handler: await this.rows.create(actor, made), secrets: shown };
  }

  /** A live one whose address changes has to prove the new one. */
  change(actor: Actor, id: string, patch: HandlerPatch): Promise<HandlerInfo> {
    return this.rows.change(actor, { id, action: 'change' }, (row, now) => {
      const before = JSON.parse(row.definition) as HandlerDefinition;
      const onFailure = { ...before.onFailure, ...patch.definition?.onFailure };
      const definition = { ...before, ...patch.definition, onFailure };
      const { secretHeaders = {} } = patch;
      this.check(actor, definition, { mode: row.mode, headers: secretHeaders });
      const secrets = secretInputs(missingSecrets(row, definition), secretHeaders);
      return {
        name: patch.name ?? row.name,
        ...(definition.url === before.url ? {} : standing(row.mode)),
        definition: JSON.stringify(definition),
        secrets: this.rows.sealed(row.publicId, row.secrets, secrets, now),
      };
    });
  }

  /** A new signing secret; the one before signs beside it for a day. */
  async rotate(
    actor: Actor,
    id: string,
    { signature, secret }: { readonly signature: Signature; readonly secret?: string },
  ): Promise<{ readonly handler: HandlerInfo; readonly secret: ShownSecret }> {
    const shown = newSecret(signature, secret);
    const handler = await this.rows.change(actor, { id, action: 'rotate' }, (row, now) => ({
      secrets: this.rows.sealed(row.publicId, row.secrets, secretInputs([shown], {}), now),
    }));
    return { handler, secret: shown };
  }

  turn(
    actor: Actor,
    id: string,
    to: { readonly state: SubscriberState; readonly reason: string | null },
  ): Promise<HandlerInfo> {
    return this.rows.turn(actor, id, to);
  }

  remove(actor: Actor, id: string): Promise<void> {
    return this.rows.remove(actor, id);
  }

  private check(
    { tenant }: Actor,
    definition: HandlerDefinition,
    { mode, headers }: { readonly mode: Mode; readonly headers: object },
  ): void {
    const directory = this.parts.directory.current();
    const modeOf = (id: string): Mode | undefined => {
      const connection = directory.connectionById(id);
      return connection?.tenant === tenant ? connection.mode : undefined;
    };
    checkHandler(definition, { mode, secretHeaders: Object.keys(headers), modeOf });
  }
}
