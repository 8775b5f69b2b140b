import type { LookupAddress } from 'node:dns';

import { parseAllowList } from './allow-list.js';
import { checkUrl, guardedLookup, type Resolver } from './guard.js';

const NOBODY = parseAllowList('');

describe('the URL is checked before the call', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://%31%32%37.0.0.1/',
    'http://１２７.0.0.1/',
    'http://127。0。0。1/',
    'http://0/',
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://169.254.169.254/latest/meta-data',
    'http://168.63.129.16/',
    'http://2852039166/',
    'http://100.100.100.200/',
    'http://user:secret@example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'unix:/var/run/docker.sock',
    'ws://example.com/',
    'wss://example.com/',
    'gopher://example.com/',
    'data:text/plain,x',
    'javascript:alert(1)',
    'blob:https://example.com/x',
    'https://user@example.com/',
    'https://:secret@example.com/',
    'https://example.com@169.254.169.254/',
    'https://169.254.169.254#@example.com/',
    'https://example.com:443@127.0.0.1:443/',
    String.raw`https:\\169.254.169.254\example.com`,
    'https:169.254.169.254/',
    'http://169.254.169.254:80/',
    'https://127.0.0.1:65535/',
    'http://[fe80::1]:80/',
  ])('%s is refused', (url) => {
    expect(() => checkUrl(url, NOBODY)).toThrow(
      expect.objectContaining({ code: 'EGRESS_REFUSED', wasSent: false }),
    );
  });

  it.each(['', '/path', 'http://', 'http://[fe80::1%25eth0]/', 'http://1.2.3.256/', 'http://exa mple/'])(
    '"%s" is no URL',
    (url) => {
      expect(() => checkUrl(url, NOBODY)).toThrow(expect.objectContaining({ kind: 'malformed' }));
    },
  );

  it('only the named port of an allowed host is let through, the ordinary one where the URL names none', () => {
    const allow = parseAllowList('127.0.0.1:443,10.0.0.1:80');

    expect(checkUrl('https://127.0.0.1/', allow).host).toBe('127.0.0.1');
    expect(checkUrl('http://127.0.0.1:443/', allow).port).toBe('443');
    expect(checkUrl('http://10.0.0.1/', allow).host).toBe('10.0.0.1');
    expect(() => checkUrl('http://127.0.0.1/', allow)).toThrow('may call');
    expect(() => checkUrl('https://10.0.0.1/', allow)).toThrow('may call');
  });

  it('no allow-list lets credentials in a URL or another scheme through', () => {
    const allow = parseAllowList('example.com,0.0.0.0/0,::/0');

    expect(() => checkUrl('https://user:secret@example.com/', allow)).toThrow('credentials');
    expect(() => checkUrl('ftp://example.com/', allow)).toThrow('http and https');
  });

  it('names and public addresses go on to the lookup', () => {
    expect(checkUrl('https://example.com/a?b=1', NOBODY).pathname).toBe('/a');
    expect(checkUrl('https://1.1.1.1/', NOBODY).hostname).toBe('1.1.1.1');
    expect(checkUrl('https://[2606:4700:4700::1111]/', NOBODY).port).toBe('');
  });

  it('an address let through by host or range is called', () => {
    expect(checkUrl('http://127.0.0.1:8080/', parseAllowList('127.0.0.1:8080')).port).toBe('8080');
    expect(checkUrl('http://0x7f.1:9/', parseAllowList('127.0.0.0/8')).hostname).toBe('127.0.0.1');
    expect(() => checkUrl('http://127.0.0.1:8081/', parseAllowList('127.0.0.1:8080'))).toThrow('may call');
  });
});

describe('the name is checked where the socket connects', () => {
  it('hands on exactly the addresses it judged', async () => {
    await expect(lookup('example.com', answers('1.1.1.1', '2606:4700::1'))).resolves.toEqual([
      { address: '1.1.1.1', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
  });

  it('refuses a name when any of its addresses is private', async () => {
    await expect(lookup('example.com', answers('1.1.1.1', '10.0.0.1'))).rejects.toThrow('10.0.0.1, private');
  });

  it('refuses a mapped answer and one with a zone', async () => {
    await expect(lookup('a.example', answers('::ffff:10.0.0.1'))).rejects.toThrow('mapped');
    await expect(lookup('b.example', answers('fe80::1%eth0'))).rejects.toThrow('zone');
  });

  it('lets an allowed name resolve to a private address, and a private range through', async () => {
    await expect(lookup('erp.internal', answers('10.0.0.1'), 'erp.internal')).resolves.toHaveLength(1);
    await expect(lookup('erp.internal', answers('10.0.0.1'), '10.0.0.0/8')).resolves.toHaveLength(1);
    await expect(lookup('erp.internal', answers('10.0.0.1'), 'erp.internal:81')).rejects.toThrow('private');
  });

  it.each(['evil-erp.internal', 'erp.internal.evil.org', 'erp.internal.', 'erp.interna'])(
    'does not take %s for an allowed erp.internal',
    async (hostname) => {
      await expect(lookup(hostname, answers('10.0.0.1'), 'erp.internal')).rejects.toThrow(
        '10.0.0.1, private',
      );
    },
  );

  it('a name without addresses is not found', async () => {
    await expect(lookup('example.com', answers())).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});

function answers(...addresses: string[]): Resolver {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

function lookup(hostname: string, resolver: Resolver, allow = ''): Promise<string | LookupAddress[]> {
  const look = guardedLookup(new URL(`http://${hostname}/`), parseAllowList(allow), resolver);
  return new Promise((resolve, reject) => {
    look(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}
