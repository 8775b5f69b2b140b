import {
  all,
  clientCertificate,
  compileVerifier,
  ipList,
  judgesSender,
  secretPath,
  secretsUsed,
  verifySchemeSchema,
  type SignedRequest,
} from '@hookyard/sdk';

const REQUEST: SignedRequest = {
  method: 'POST',
  url: 'https://h.example.com',
  headers: {},
  query: '',
  path: '',
  body: Buffer.from('{}'),
};

describe('a list of addresses', () => {
  const verifier = compileVerifier(ipList({ ranges: ['203.0.113.0/24', '198.51.100.7', '2001:db8::/32'] }));
  const from = (address?: string) => verifier.verify({ ...REQUEST, ...(address ? { address } : {}) }, {}, 0);

  it.each(['203.0.113.0', '203.0.113.255', '198.51.100.7', '2001:db8::1', '::ffff:203.0.113.9'])(
    'lets %s in',
    (address) => {
      expect(from(address)).toEqual({ ok: true, scheme: 'ip-list', secretId: null });
    },
  );

  it.each(['203.0.114.0', '198.51.100.8', '2001:db9::1', '127.0.0.1'])('keeps %s out', (address) => {
    expect(from(address)).toEqual({ ok: false, reason: 'address-not-listed' });
  });

  it.each([undefined, 'hello', '203.0.113.1, 10.0.0.1'])(
    'believes no address it does not know: %s',
    (address) => {
      expect(from(address)).toEqual({ ok: false, reason: 'unknown-address' });
    },
  );

  it.each(['203.0.113.0/33', '203.0.113', '203.0.113.0/', '2001:db8::/129', 'example.com', ''])(
    'is not written with %j',
    (range) => {
      expect(verifySchemeSchema.safeParse({ kind: 'ipList', ranges: [range] }).success).toBe(false);
    },
  );

  it('asks who sent a request, also inside all', () => {
    expect(judgesSender(all([secretPath(), ipList({ ranges: ['::1'] })]))).toBe(true);
    expect(judgesSender(secretPath())).toBe(false);
  });
});

describe('the certificate of a client', () => {
  const scheme = clientCertificate({
    verified: { header: 'X-SSL-Client-Verify', is: 'SUCCESS' },
    subject: { header: 'x-ssl-client-s-dn', is: 'CN=acme,O=Acme' },
    issuer: { header: 'x-ssl-client-i-dn', is: 'CN=Acme Root' },
    fingerprint: { header: 'x-ssl-client-fingerprint', secret: 'fingerprint' },
  });
  const headers = {
    'x-ssl-client-verify': 'SUCCESS',
    'x-ssl-client-s-dn': 'CN=acme,O=Acme',
    'x-ssl-client-i-dn': 'CN=Acme Root',
    'x-ssl-client-fingerprint': 'AABB0011',
  };
  const secrets = { fingerprint: [{ id: 'sec_1', value: 'aa:bb:00:11' }] };
  const told = (changed: Readonly<Record<string, string>> = {}, isFromTrustedProxy = true) =>
    compileVerifier(scheme).verify(
      { ...REQUEST, headers: { ...headers, ...changed }, isFromTrustedProxy },
      secrets,
      0,
    );

  it('is believed as a trusted proxy tells of it', () => {
    expect(told()).toEqual({ ok: true, scheme: 'client-certificate', secretId: 'sec_1' });
  });

  it('is not believed from anybody else, whatever the headers say', () => {
    expect(told({}, false)).toEqual({ ok: false, reason: 'untrusted-proxy' });
  });

  it.each(Object.keys(headers))('is refused where %s says something else, or nothing', (name) => {
    expect(told({ [name]: 'other' })).toEqual({ ok: false, reason: 'certificate-mismatch' });
    expect(told({ [name]: '' })).toEqual({ ok: false, reason: 'certificate-mismatch' });
  });

  it('must be told apart by something', () => {
    const verified = { header: 'x-verify', is: 'SUCCESS' };
    const parsed = verifySchemeSchema.safeParse({ kind: 'clientCertificate', verified });

    expect(parsed.success).toBe(false);
    expect(secretsUsed(scheme)).toEqual(['fingerprint']);
    expect(secretsUsed(clientCertificate({ subject: verified }))).toEqual([]);
  });
});
