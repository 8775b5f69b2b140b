import fc from 'fast-check';

import { judgeAddress } from './address-rules.js';

const REFUSED = `
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254
168.63.129.16 169.254.169.254 169.254.0.1 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1
192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:7f00:1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1 2001:20::1 2001:db8::1
2002:7f00:1:: 2002:a9fe:a9fe::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fe80::1%25eth0 fec0::1
ff02::1 2a00:1450::5efe:7f00:1 2a00:1450::200:5efe:a00:1
localhost 2130706433 0x7f.1 0177.0.0.1 127.1
`
  .split(/\s+/)
  .filter(Boolean);

const CALLABLE = `
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 168.63.129.15
168.63.129.17 169.253.255.255 169.255.0.1 172.15.255.255 172.32.0.1 192.167.255.255 192.169.0.1 198.17.255.255
198.20.0.1 223.255.255.255 2001:4860:4860::8888 2606:4700:4700::1111 2a00:1450:4001::1
`
  .split(/\s+/)
  .filter(Boolean);

describe('which addresses may be called', () => {
  it.each(REFUSED)('%s is refused', (address) => {
    expect(judgeAddress(address)).not.toBeNull();
  });

  it.each(CALLABLE)('%s is called', (address) => {
    expect(judgeAddress(address)).toBeNull();
  });

  it('every IPv4 address inside an IPv6 wrapper is refused, public ones too', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'),
        (address, prefix) => {
          return judgeAddress(prefix + address) !== null;
        },
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
