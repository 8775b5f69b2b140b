import type { Mode } from '@hookyard/sdk';

import { newKey } from '../../vault/index.js';
import type { Actor } from '../configuration-writer.js';
import type { RegistryParts } from '../registry-parts.js';
import type { SubscriberRow } from './subscriber.entity.js';
import { refuse, urlProblems } from './subscriber-check.js';
import { SubscriberRows, type SubscriberInfo } from './subscriber-rows.js';
import { CALLBACKS } from './subscriber-view.js';

/** Addresses that are called once, when a piece of work is over. */
export class Callbacks {
  private readonly rows: SubscriberRows<SubscriberInfo>;

  constructor(private readonly parts: RegistryParts) {
    this.rows = new SubscriberRows(parts, 'callback', show);
  }

  /**
   * Before work is begun that is to be told of: whether the address may be called, and that there is a queue for it.
   * Throws VALIDATION_FAILED of `callbackUrl`.
   */
  async prepare({ tenant, id }: Actor, mode: Mode, url: string): Promise<void> {
    refuse(urlProblems('callbackUrl', url, mode));
    if (this.parts.directory.current().listening.callbacks(tenant, mode)) return;
    const made = { publicId: newKey('clb_'), name: `Callbacks (${mode})`, mode, definition: CALLBACKS };
    await this.rows.create({ tenant, id }, { ...made, state: 'active', reason: null, secrets: {} });
  }
}

function show({
  publicId: id,
  name,
  mode,
  state,
  reason,
  createdAt,
  updatedAt,
}: SubscriberRow): SubscriberInfo {
  return { id, name, mode, state, reason, secrets: {}, createdAt, updatedAt };
}
