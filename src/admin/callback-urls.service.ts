import type { Mode } from '@hookyard/sdk';
import { Inject, Injectable } from '@nestjs/common';

import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';

/** Addresses that come with a call which begins work. */
@Injectable()
export class CallbackUrls {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  /** Checked, and with somebody who will call it; null where none is given. */
  async asked(
    caller: Caller,
    mode: Mode,
    url: string | undefined,
  ): Promise<{ readonly mode: Mode; readonly url: string } | null> {
    if (url === undefined) return null;
    await this.registry.callbacks.prepare(actorOf(caller), mode, url);
    return { mode, url };
  }
}
