import ipaddr from 'ipaddr.js';

import { HostError } from '../errors/index.js';

/** What an operator lets through although it is private. Exact: no wildcards, no suffixes. */
export interface AllowList {
  /** A URL's host (as the URL parser writes it, brackets kept) and its effective port. */
  hasHost(hostname: string, port: number): boolean;
  hasAddress(address: string): boolean;
}

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Reads `HOOKYARD_EGRESS_ALLOW`: hosts, host:port and CIDR ranges, separated by commas. */
export function parseAllowList(text: string): AllowList {
  const hosts = new Set<string>();
  const ranges: Range[] = [];
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    if (entry.includes('/')) ranges.push(rangeOf(entry));
    else hosts.add(hostOf(entry));
  }
  return {
    hasHost: (hostname, port) => hosts.has(hostname) || hosts.has(`${hostname}:${port}`),
    hasAddress: (address) => ranges.length > 0 && isInside(address, ranges),
  };
}

function rangeOf(entry: string): Range {
  try {
    return ipaddr.parseCIDR(entry);
  } catch (error) {
    throw badEntry(entry, 'is no CIDR range', error);
  }
}

/** Hosts are written as the URL parser writes them, so that `LOCALHOST:8080` and `[::1]` compare by text. */
function hostOf(entry: string): string {
  const bare = ipaddr.IPv6.isValid(entry) ? `[${entry}]` : entry;
  const url = URL.parse(`wss://${bare}`);
  const isHostOnly = url && url.pathname === '/' && !url.username && !url.search && !url.hash;
  if (!isHostOnly || bare.includes('*'))
    throw badEntry(entry, 'is neither a host, host:port nor a CIDR range');
  const port = /:(\d+)$/.exec(bare)?.[1];
  return port ? `${url.hostname}:${Number(port)}` : url.hostname;
}

function isInside(address: string, ranges: readonly Range[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return ranges.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits));
}

function badEntry(entry: string, why: string, cause?: unknown): HostError {
  return new HostError(
    'CONFIG_INVALID',
    { subject: 'HOOKYARD_EGRESS_ALLOW', detail: `"${entry}" ${why}` },
    { cause },
  );
}
