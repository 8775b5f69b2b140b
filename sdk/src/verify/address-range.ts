/** Addresses of one family: those whose first bits are these. */
interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly freeBits: bigint;
}

interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;
const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
/** IPv4 as sockets of IPv6 write it. */
const MAPPED = 0xffffn;

/**
 * Tells whether an address is one of those listed: single ones and CIDR ranges of both families. IPv4 written as IPv6 is IPv4.
 * Throws a TypeError for a range that is none.
 */
export function addressRanges(ranges: readonly string[]): (address: string) => boolean {
  const list = ranges.map(rangeOf);
  return (text) => {
    const address = addressOf(text);
    return (
      address !== undefined &&
      list.some(
        ({ family, first, freeBits }) =>
          family === address.family && address.value >> freeBits === first >> freeBits,
      )
    );
  };
}

/** Whether text is an address. */
export function isAddress(text: string): boolean {
  return addressOf(text) !== undefined;
}

function rangeOf(text: string): AddressRange {
  const [start = '', bits, more] = text.split('/');
  const address = addressOf(start);
  const most = address ? BITS[address.family] : -1;
  const kept = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity;
  if (!address || kept > most || more !== undefined)
    throw new TypeError(`'${text}' is no address and no CIDR range`);
  return { family: address.family, first: address.value, freeBits: BigInt(most - kept) };
}

function addressOf(text: string): Address | undefined {
  if (V4.test(text)) return { family: 4, value: joined(text.split('.'), 10, 8n) };
  const groups = groupsOf(text);
  if (!groups) return undefined;
  const value = joined(groups, 16, 16n);
  return value >> 32n === MAPPED ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value };
}

/** The eight groups of IPv6. The URL parser knows every way to write them, and leaves at most one gap. */
function groupsOf(text: string): readonly string[] | undefined {
  const url = /^[0-9a-fA-F:.]{2,45}$/.test(text) ? URL.parse(`http://[${text}]`) : null;
  if (!url) return undefined;
  const [before = [], after = []] = url.hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

function joined(groups: readonly string[], radix: number, bits: bigint): bigint {
  return groups.reduce((value, group) => (value << bits) | BigInt(Number.parseInt(group, radix)), 0n);
}
