import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';

import { judgeAddress } from './address-rules.js';
import type { AllowList } from './allow-list.js';
import { EgressError } from './egress-error.js';

/** All addresses of a name; the host's own by default. */
export type Resolver = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export const systemResolver: Resolver = (hostname) => systemLookup(hostname, { all: true });

/** Answers the checked URL. Every spelling of an address is one spelling behind the URL parser. */
export function checkUrl(text: string | URL, allow: AllowList): URL {
  const url = typeof text === 'string' ? URL.parse(text) : text;
  if (!url)
    throw new EgressError('malformed', { subject: 'url', detail: 'is no absolute URL', wasSent: false });
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw forbidden(url.protocol, 'only http and https are called');
  if (url.username !== '' || url.password !== '') throw forbidden(url.host, 'a URL with credentials in it');
  const address = addressOf(url.hostname);
  if (address === null || allow.hasHost(url.hostname, portOf(url)) || allow.hasAddress(address)) return url;
  const ruling = judgeAddress(address);
  if (ruling !== null) throw forbidden(url.host, ruling);
  return url;
}

/** In capitals. A tunnel would lead anywhere, and a trace shows what credentials were sent. */
export function checkMethod(text: string): string {
  const method = text.toUpperCase();
  if (method === 'CONNECT' || method === 'TRACE') throw forbidden(method, 'is no method that is called');
  return method;
}

/**
 * A lookup for the sockets of one origin: every answer must be callable, and the socket connects to what was judged
 * here, so a name that changes its answer between check and connect gains nothing.
 */
export function guardedLookup(origin: URL, allow: AllowList, resolve: Resolver): LookupFunction {
  const isAllowed = allow.hasHost(origin.hostname, portOf(origin));
  return (hostname, options, answer) => {
    resolve(hostname).then(
      (addresses) => {
        const refused = isAllowed ? undefined : addresses.find(({ address }) => isRefused(address, allow));
        const [first] = addresses;
        if (refused)
          answer(forbidden(origin.host, `${refused.address}, ${judgeAddress(refused.address)}`), []);
        else if (!first)
          answer(Object.assign(new Error('the name has no address'), { code: 'ENOTFOUND' }), []);
        else if (options.all)
          answer(
            null,
            addresses.map(({ address, family }) => ({ address, family })),
          );
        else answer(null, first.address, first.family);
      },
      (error: Error) => answer(error, []),
    );
  };
}

function isRefused(address: string, allow: AllowList): boolean {
  return judgeAddress(address) !== null && !allow.hasAddress(address);
}

/** The address a URL's host is, without brackets; null for a name. */
function addressOf(hostname: string): string | null {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ? hostname : null;
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}

function forbidden(subject: string, detail: string): EgressError {
  return new EgressError('forbidden', { subject, detail, wasSent: false });
}
