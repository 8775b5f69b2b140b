import type { IncomingMessage } from 'node:http';

import { TrustedProxies } from './trusted-proxies.js';

const proxies = new TrustedProxies(['10.0.0.0/8', '192.0.2.1', 'fd00::/8']);

describe('who sent a request', () => {
  it.each<[string, string | undefined, string | undefined, boolean]>([
    // whoever is no proxy is the sender, whatever its headers say
    ['203.0.113.7', undefined, '203.0.113.7', false],
    ['203.0.113.7', '198.51.100.1', '203.0.113.7', false],
    ['::ffff:203.0.113.7', undefined, '203.0.113.7', false],
    // a proxy tells
    ['10.0.0.1', '203.0.113.7', '203.0.113.7', true],
    ['::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7', true],
    ['fd00::1', '2001:db8::7', '2001:db8::7', true],
    ['10.0.0.1', '203.0.113.7, 192.0.2.1, 10.2.3.4', '203.0.113.7', true],
    ['10.0.0.1', '[2001:db8::7]:4711', '2001:db8::7', true],
    ['10.0.0.1', '203.0.113.7:4711', '203.0.113.7', true],
    // what the sender wrote itself lies before what the proxy has added
    ['10.0.0.1', '10.9.9.9, 198.51.100.1, 203.0.113.7', '203.0.113.7', true],
    // nobody knows
    ['10.0.0.1', undefined, undefined, true],
    ['10.0.0.1', '10.0.0.2', undefined, true],
    ['10.0.0.1', '203.0.113.7, unknown', undefined, true],
    ['', '203.0.113.7', undefined, false],
  ])('%s with %s: %s', (peer, forwarded, address, isFromTrustedProxy) => {
    expect(senderOf(proxies, peer, forwarded)).toEqual({
      ...(address === undefined ? {} : { address }),
      isFromTrustedProxy,
    });
  });

  it('is the peer where no proxy is trusted', () => {
    expect(senderOf(new TrustedProxies([]), '10.0.0.1', '203.0.113.7')).toEqual({
      address: '10.0.0.1',
      isFromTrustedProxy: false,
    });
  });
});

function senderOf(trusted: TrustedProxies, remoteAddress: string, forwarded: string | undefined) {
  return trusted.senderOf({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage);
}
