import type { IncomingMessage } from 'node:http';

import { addressRanges, isAddress } from '@hookyard/sdk';

/** Who sent a request, as far as it can be known. */
export interface Sender {
  /** Behind the proxies that are trusted; absent where a proxy tells of none. */
  readonly address?: string;
  /** The request came straight from one of them. */
  readonly isFromTrustedProxy: boolean;
}

/** Longer chains are nonsense. */
const MOST_HOPS = 50;

/**
 * Tells senders apart from proxies. Only what a trusted proxy has appended to `X-Forwarded-For` is believed: the list is
 * read from its end, as long as who wrote the entry is trusted.
 */
export class TrustedProxies {
  private readonly has: (address: string) => boolean;

  /** `ranges`: addresses and CIDR ranges, checked by the configuration. */
  constructor(ranges: readonly string[]) {
    this.has = addressRanges(ranges);
  }

  senderOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): Sender {
    const peer = plain(socket.remoteAddress ?? '');
    if (!this.has(peer)) {
      return isAddress(peer) ? { address: peer, isFromTrustedProxy: false } : { isFromTrustedProxy: false };
    }
    const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').slice(-MOST_HOPS);
    for (const entry of told.toReversed()) {
      const address = plain(entry.trim());
      // What is behind an entry that is no address was not written by a proxy of ours.
      if (!isAddress(address)) return { isFromTrustedProxy: true };
      if (!this.has(address)) return { address, isFromTrustedProxy: true };
    }
    return { isFromTrustedProxy: true };
  }
}

/** Without port or brackets, and IPv4 as IPv4 where the socket speaks IPv6. */
function plain(address: string): string {
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(bare) ? bare.slice(7) : bare;
}
