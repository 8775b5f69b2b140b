import fc from 'fast-check';

import { judgeAddress } from './address-rules.js';

/** Every kind of address that is not a public host: first, last and telling ones of each range. */
const REFUSED: Readonly<Record<string, string>> = {
  'this network': '0.0.0.0 0.0.0.1 0.1.2.3 0.255.255.255',
  'private (RFC 1918)': `10.0.0.0 10.0.0.1 10.255.255.255 172.16.0.0 172.16.0.1 172.31.255.255 192.168.0.0 192.168.1.1
    192.168.255.255`,
  'shared by a carrier (CGNAT)': '100.64.0.0 100.64.0.1 100.100.100.200 100.127.255.255',
  loopback: '127.0.0.0 127.0.0.1 127.0.0.53 127.255.255.254 127.255.255.255 ::1',
  'link-local':
    '169.254.0.0 169.254.0.1 169.254.170.2 169.254.255.255 fe80:: fe80::1 febf::1 fe80::1%eth0 fe80::1%25eth0',
  'metadata services': `169.254.169.254 169.254.170.23 168.63.129.16 100.100.100.200 192.0.0.192 fd00:ec2::254 fd20:ce::254
    fd00:42::42 fe80::a9fe:a9fe`,
  'protocol assignments': '192.0.0.0 192.0.0.1 192.0.0.170 192.0.0.255 2001::1 2001:1::1 2001:1ff:ffff::1',
  documentation: `192.0.2.0 192.0.2.1 192.0.2.255 198.51.100.0 198.51.100.1 198.51.100.255 203.0.113.0 203.0.113.1
    203.0.113.255 2001:db8:: 2001:db8::1 2001:db8:ffff::1 3fff:: 3fff::1 3fff:fff::1`,
  benchmarks: '198.18.0.0 198.18.0.1 198.19.255.255 2001:2::1 2001:2:0:ffff::1',
  'relays (6to4 anycast, AMT, AS112)': `192.88.99.0 192.88.99.1 192.88.99.255 192.52.193.1 192.31.196.1 192.175.48.1
    2001:3::1 2001:4:112::1 2620:4f:8000::1`,
  multicast: '224.0.0.0 224.0.0.1 224.0.0.251 239.255.255.250 239.255.255.255 ff00:: ff02::1 ff05::2 ffff::1',
  reserved: '240.0.0.0 240.0.0.1 254.255.255.255',
  broadcast: '255.255.255.255',
  unspecified: '::',
  'unique local (ULA)': 'fc00:: fc00::1 fd00::1 fdff:ffff::1',
  'site-local, given up': 'fec0:: fec0::1 feff::1',
  'IPv4-mapped': '::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8 ::ffff:a9fe:a9fe 0:0:0:0:0:ffff:10.0.0.1',
  'IPv4-compatible': '::127.0.0.1 ::7f00:1 ::8.8.8.8 ::a9fe:a9fe',
  'IPv4-translated (SIIT)': '::ffff:0:127.0.0.1 ::ffff:0:7f00:1 ::ffff:0:8.8.8.8',
  NAT64: '64:ff9b::7f00:1 64:ff9b::127.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1 64:ff9b:1:ffff::10.0.0.1',
  '6to4': '2002:: 2002:7f00:1:: 2002:7f00:1::1 2002:a9fe:a9fe::1 2002:808:808::1',
  Teredo: '2001:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:0:ffff:ffff::1',
  ORCHID: '2001:10::1 2001:20::1 2001:2f:ffff::1',
  ISATAP: '2a00:1450::5efe:7f00:1 2a00:1450::5efe:127.0.0.1 2a00:1450::200:5efe:a00:1',
  'discard only': '100:: 100::1 100:0:0:1::1',
  'segment routing': '5f00:: 5f00::1',
  'outside global unicast': '200::1 400::1 1000::1 4000::1 8000::1 c000::1 e000::1 fe00::1',
  'no address in canonical form': `localhost 2130706433 0x7f000001 0x7f.1 0177.0.0.1 127.1 127.0.1 017700000001 1.2.3
    1.2.3.4.5 256.1.1.1 01.1.1.1 1.1.1.1. [::1] ::1/128 1.1.1.1:80 :::1 12345::1 1:2:3:4:5:6:7:8:9`,
};

const CALLABLE = `
1.0.0.0 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 11.0.0.1 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0
192.0.3.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0
203.0.112.255 203.0.114.0 223.255.255.255
2001:200::1 2001:4860:4860::8888 2001:db7:ffff::1 2001:db9::1 2003::1 2606:4700:4700::1111 2620:4f:8001::1
2a00:1450:4001::1 2a00:1450::5eff:7f00:1 3ffe:ffff::1
`;

describe('which addresses may be called', () => {
  describe.each(Object.entries(REFUSED))('%s', (_kind, addresses) => {
    it.each(wordsOf(addresses))('%s is refused, with a reason', (address) => {
      expect(judgeAddress(address)).toMatch(/\w/);
    });
  });

  it.each(wordsOf(CALLABLE))('%s is called', (address) => {
    expect(judgeAddress(address)).toBeNull();
  });

  it('every IPv4 address inside an IPv6 wrapper is refused, public ones too', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom(
          '::ffff:',
          '::',
          '64:ff9b::',
          '::ffff:0:',
          '64:ff9b:1::',
          '2002::',
          '2a00:1450::5efe:',
        ),
        (address, prefix) => judgeAddress(prefix + address) !== null,
      ),
    );
  });

  it('every address outside global unicast is refused', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffff }).filter((head) => head >> 13 !== 1),
        fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 7, maxLength: 7 }),
        (head, tail) => judgeAddress([head, ...tail].map((part) => part.toString(16)).join(':')) !== null,
      ),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => judgeAddress(text) !== null));
  });
});

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
