import type { Mode } from '@hookyard/sdk';

import { newKey } from '../../vault/index.js';
import type { Actor } from '../configuration-writer.js';
import type { Page, PageAsk } from '../page.js';
import { parseReceiverSecrets } from '../receiver-secrets.js';
import type { RegistryParts } from '../registry-parts.js';
import { describeSecrets } from '../secrets.js';
import type { SubscriberRow } from './subscriber.entity.js';
import { headerInputs, SubscriberRows, type SubscriberInfo } from './subscriber-rows.js';
import type { SubscriberFilter } from './subscriber.store.js';
import { SECRET_HEADER, type SubscriberState, type TriggerDefinition } from './subscriber-view.js';
import { checkTrigger, refuseMovedSecrets } from './trigger-check.js';

/** A triggered call as the API shows it. */
export interface TriggerInfo extends TriggerDefinition, SubscriberInfo {}

export interface TriggerInput {
  readonly name: string;
  readonly mode: Mode;
  readonly definition: TriggerDefinition;
  /** Values of headers that are kept as secrets. */
  readonly secretHeaders: Readonly<Record<string, string>>;
}

export interface TriggerPatch {
  readonly name?: string;
  readonly definition: Partial<TriggerDefinition>;
  /** Null takes one away. */
  readonly secretHeaders: Readonly<Record<string, string | null>>;
}

/**
 * Triggered calls: what an operator sets up and the host disables. They prove nothing: what is called is somebody
 * else's, and answers no challenge.
 */
export class Triggers {
  private readonly rows: SubscriberRows<TriggerInfo>;

  constructor(private readonly parts: RegistryParts) {
    this.rows = new SubscriberRows(parts, 'trigger', show);
  }

  list(tenant: number, page: PageAsk, filter: SubscriberFilter = {}): Promise<Page<TriggerInfo>> {
    return this.rows.list(tenant, page, filter);
  }

  get(tenant: number, id: string): Promise<TriggerInfo> {
    return this.rows.get({ tenant }, id);
  }

  create(actor: Actor, { name, mode, definition, secretHeaders }: TriggerInput): Promise<TriggerInfo> {
    const { tenant } = actor;
    checkTrigger(definition, mode, {
      secretHeaders: Object.keys(secretHeaders),
      isConnection: this.connectionsOf({ tenant, mode }),
    });
    const secrets = headerInputs(secretHeaders);
    const made = { publicId: newKey('trg_'), name, mode, definition, secrets };
    return this.rows.create(actor, { ...made, state: 'active', reason: null });
  }

  change(actor: Actor, id: string, { name, secretHeaders, ...patch }: TriggerPatch): Promise<TriggerInfo> {
    return this.rows.change(actor, { id, action: 'change' }, (row, now) => {
      const before = JSON.parse(row.definition) as TriggerDefinition;
      const definition = { ...before, ...patch.definition };
      const said = Object.keys(secretHeaders);
      checkTrigger(definition, row.mode, { secretHeaders: said, isConnection: this.connectionsOf(row) });
      const lower = said.map((header) => header.toLowerCase());
      refuseMovedSecrets(secretHeadersOf(row), lower, { before: before.url, after: definition.url });
      return {
        name: name ?? row.name,
        definition: JSON.stringify(definition),
        secrets: this.rows.sealed(row.publicId, row.secrets, headerInputs(secretHeaders), now),
      };
    });
  }

  turn(
    actor: Actor,
    id: string,
    to: { readonly state: SubscriberState; readonly reason: string | null },
  ): Promise<TriggerInfo> {
    return this.rows.turn(actor, id, to);
  }

  remove(actor: Actor, id: string): Promise<void> {
    return this.rows.remove(actor, id);
  }

  private connectionsOf(of: { readonly tenant: number; readonly mode: Mode }): (id: string) => boolean {
    const directory = this.parts.directory.current();
    return (id) => {
      const connection = directory.connectionById(id);
      return connection?.tenant === of.tenant && connection.mode === of.mode;
    };
  }
}

function show(row: SubscriberRow): TriggerInfo {
  const { publicId: id, name, mode, state, reason, createdAt, updatedAt } = row;
  const definition = JSON.parse(row.definition) as TriggerDefinition;
  const secrets = describeSecrets(parseReceiverSecrets(row.secrets));
  return { id, name, mode, state, reason, ...definition, secrets, createdAt, updatedAt };
}

function secretHeadersOf({ secrets }: SubscriberRow): string[] {
  return parseReceiverSecrets(secrets)
    .filter(({ name }) => name.startsWith(SECRET_HEADER))
    .map(({ name }) => name.slice(SECRET_HEADER.length));
}
