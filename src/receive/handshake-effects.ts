import type { HandshakeEffect } from '@hookyard/sdk';

import type { Arrival } from './arrival.js';
import type { Judge } from './proof.js';
import type { ReceiveOptions } from './receive-options.js';
import type { Refusals } from './refusals.js';

type Options = Pick<ReceiveOptions, 'keepSecret' | 'senders'>;

/** Does what a handshake asks before it is answered: nobody is told that something was done which was not. */
export class HandshakeEffects {
  constructor(
    private readonly options: Options,
    private readonly refusals: Refusals,
  ) {}

  /** Throws what the sender gets instead of the handshake's answer. */
  async perform(effect: HandshakeEffect, arrival: Arrival, { connection }: Judge): Promise<void> {
    if (effect.kind === 'visit') {
      const visited = await this.options.senders.visit(effect.url, arrival.point.owner);
      if (visited !== 'fetched') throw this.refusals.undecided(arrival, 'visit-failed');
      return;
    }
    const isKept = connection !== null && (await this.options.keepSecret(connection, effect));
    if (!isKept) throw this.refusals.notGenuine(arrival, 'secret-not-awaited');
  }
}
