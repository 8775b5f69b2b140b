import { parseAllowList } from './allow-list.js';

describe('the allow-list', () => {
  it('lets a host through on every port, in the spelling of the URL parser', () => {
    const allow = parseAllowList(' LocalHost , Erp.Internal ');

    expect(allow.hasHost('localhost', 80)).toBe(true);
    expect(allow.hasHost('erp.internal', 8443)).toBe(true);
    expect(allow.hasHost('sub.erp.internal', 80)).toBe(false);
  });

  it('lets host:port through on that port only', () => {
    const allow = parseAllowList('erp.internal:8080,[::1]:9000,127.0.0.1:80');

    expect(allow.hasHost('erp.internal', 8080)).toBe(true);
    expect(allow.hasHost('erp.internal', 80)).toBe(false);
    expect(allow.hasHost('[::1]', 9000)).toBe(true);
    expect(allow.hasHost('127.0.0.1', 80)).toBe(true);
    expect(allow.hasHost('127.0.0.1', 81)).toBe(false);
  });

  it('lets the addresses of a range through, of its own family only', () => {
    const allow = parseAllowList('10.1.0.0/16,fd00::/8');

    expect(allow.hasAddress('10.1.2.3')).toBe(true);
    expect(allow.hasAddress('10.2.0.1')).toBe(false);
    expect(allow.hasAddress('fd12::1')).toBe(true);
    expect(allow.hasAddress('::ffff:10.1.2.3')).toBe(false);
    expect(allow.hasAddress('nonsense')).toBe(false);
  });

  it.each([
    'evil-example.com',
    'sub.example.com',
    'example.com.evil.org',
    'example.com.',
    'example.co',
    'xample.com',
    'example.com@evil.org',
    'EXAMPLE.COM',
    'exаmple.com',
    '',
  ])('"%s" is not example.com', (hostname) => {
    expect(parseAllowList('example.com').hasHost(hostname, 443)).toBe(false);
  });

  it('compares as the URL parser writes: case is none, a name of other letters is its punycode, a port is a number', () => {
    const allow = parseAllowList('EXAMPLE.com, bücher.example, straße.example:0443, 0x7f.1, [0:0::1]:80');

    expect(allow.hasHost(new URL('https://Example.COM/').hostname, 443)).toBe(true);
    expect(allow.hasHost(new URL('https://BÜCHER.example/').hostname, 443)).toBe(true);
    expect(allow.hasHost('xn--bcher-kva.example', 443)).toBe(true);
    expect(allow.hasHost('bucher.example', 443)).toBe(false);
    expect(allow.hasHost('xn--strae-oqa.example', 443)).toBe(true);
    expect(allow.hasHost('strasse.example', 443)).toBe(false);
    expect(allow.hasHost('127.0.0.1', 9)).toBe(true);
    expect(allow.hasHost('[::1]', 80)).toBe(true);
  });

  it('takes a bare IPv6 address as a host', () => {
    expect(parseAllowList('::1').hasHost('[::1]', 443)).toBe(true);
  });

  it.each(['*.internal', '10.0.0.0/33', 'http://x', 'a b', 'host/path', 'user@host', 'host?x'])(
    'refuses "%s" with the name of the setting',
    (entry) => {
      expect(() => parseAllowList(entry)).toThrow('HOOKYARD_EGRESS_ALLOW');
    },
  );
});
