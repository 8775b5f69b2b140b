import ipaddr from 'ipaddr.js';

/** Why an address may not be called, in the words of its registry; null where it may. */
export type AddressRuling = string | null;

/** The platform address of one large cloud: it looks public, and answers with credentials. */
const METADATA_V4 = new Set(['168.63.129.16']);

/**
 * Ranges inside 2000::/3 that stand for something else than a public host: they carry an IPv4 address
 * (6to4, Teredo), or are set aside for documentation, benchmarks and protocols.
 */
const REFUSED_V6: readonly (readonly [string, [ipaddr.IPv6, number]])[] = [
  ['protocol assignments (Teredo, ORCHID, benchmarking)', v6('2001::/23')],
  ['documentation', v6('2001:db8::/32')],
  ['documentation', v6('3fff::/20')],
  ['6to4', v6('2002::/16')],
  ['AS112', v6('2620:4f:8000::/48')],
];

const GLOBAL_UNICAST = v6('2000::/3');
const NAT64: readonly [ipaddr.IPv6, number][] = [v6('64:ff9b::/96'), v6('64:ff9b:1::/48')];
const MAPPED = v6('::ffff:0:0/96');
const ISATAP_MARKS = new Set([0x0000_5efe, 0x0200_5efe]);

/** Judges an address in canonical form, as a resolver or the URL parser writes it. What cannot be read is refused. */
export function judgeAddress(address: string): AddressRuling {
  if (address.includes('%')) return 'an address with a zone';
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return judgeV4(ipaddr.IPv4.parse(address));
  return ipaddr.IPv6.isValid(address) ? judgeV6(ipaddr.IPv6.parse(address)) : 'not an address';
}

function judgeV4(address: ipaddr.IPv4): AddressRuling {
  if (METADATA_V4.has(address.toString())) return 'a metadata service';
  const range = address.range();
  return range === 'unicast' ? null : range;
}

/** Only global unicast passes, so every embedding of an IPv4 address outside it falls without being named. */
function judgeV6(address: ipaddr.IPv6): AddressRuling {
  if (address.match(MAPPED)) return 'an IPv4-mapped address';
  if (NAT64.some((range) => address.match(range))) return 'a NAT64 address';
  if (!address.match(GLOBAL_UNICAST)) return address.range();
  const refused = REFUSED_V6.find(([, range]) => address.match(range));
  if (refused) return refused[0];
  const [, , , , high = 0, low = 0] = address.parts;
  return ISATAP_MARKS.has(high * 0x1_0000 + low) ? 'an ISATAP address' : null;
}

function v6(range: string): [ipaddr.IPv6, number] {
  return ipaddr.IPv6.parseCIDR(range);
}
