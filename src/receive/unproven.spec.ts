import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { all, clientCertificate, ipList, jwt, secretPath, type VerifyScheme } from '@hookyard/sdk';
import { sign } from '@hookyard/sdk/testing';

import { SystemClock } from '../clock/index.js';
import { createEgress, type Egress } from '../egress/index.js';
import { aCertificate } from '../../test/kit/certificates.js';
import { eventually } from '../../test/kit/eventually.js';
import { ReceivingHost } from '../../test/kit/receiving-host.js';
import { SenderHosts } from './sender-hosts.js';

const pair = aCertificate({ name: 'unused', kind: 'rsa' });

describe('a request that waits for a key of its sender', () => {
  let egress: Egress;
  let keys: Server;
  let scheme: VerifyScheme;
  let held: (() => void)[] = [];

  beforeAll(async () => {
    egress = createEgress({ allow: '127.0.0.0/8', callTimeoutMs: 5_000 });
    keys = createServer((_request, response) => held.push(() => response.writeHead(503).end()));
    await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
    const { port } = keys.address() as AddressInfo;
    scheme = jwt({
      header: 'authorization',
      algorithms: ['RS256'],
      jwks: `http://127.0.0.1:${port}/keys`,
      audience: 'me',
    });
  });

  afterAll(async () => {
    keys.closeAllConnections();
    keys.close();
    await egress.close();
  });

  it('is answered 503 with a time to come again, is kept for recovery, and holds nobody else up', async () => {
    await using host = await ReceivingHost.start({
      keys: { slow: { receiver: { verify: scheme } }, other: {} },
      options: { senders: new SenderHosts({ egress, clock: new SystemClock() }) },
    });
    const { headers } = sign(scheme, { body: '{}' }, pair.key);
    const waiting = host.send({
      path: '/hooks/slow',
      headers: headers as Record<string, string>,
      body: '{}',
    });
    await eventually(() => held.length > 0);

    const other = await host.send({ path: '/hooks/other', body: '{}' });
    for (const answer of held.splice(0)) answer();
    const answer = await waiting;

    expect(other.status).toBe(200);
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('10');
    expect(answer.text).not.toContain('key-unavailable');
    expect(host.rejections[0]).toMatchObject({ reason: 'key-unavailable', head: { status: 503 } });
    expect(host.counts.get('undecided')).toBe(1);
  });

  it('asks nobody for one that is refused without it', async () => {
    await using host = await ReceivingHost.start({
      keys: { k: { receiver: { verify: scheme } } },
      options: { senders: new SenderHosts({ egress, clock: new SystemClock() }) },
    });
    const foreign = sign(scheme, { body: '{}' }, pair.key, { claims: { aud: 'you' } });

    const { status } = await host.send({
      path: '/hooks/k',
      headers: foreign.headers as Record<string, string>,
      body: '{}',
    });

    expect(status).toBe(401);
    expect(host.rejections[0]?.reason).toBe('wrong-audience');
    expect(held).toEqual([]);
  });
});

describe('who sent a request', () => {
  const listed = all([ipList({ ranges: ['203.0.113.0/24'] }), secretPath()]);
  const certified = clientCertificate({ subject: { header: 'x-client-dn', is: 'CN=acme' } });
  const secrets = { webhook: [{ id: 'sec_1', value: 'word' }] };
  const keys = {
    listed: { receiver: { verify: listed }, secrets },
    certified: { receiver: { verify: certified } },
  };
  const fromListed = { path: '/hooks/listed/word', headers: { 'x-forwarded-for': '203.0.113.7' } };
  const fromAcme = { path: '/hooks/certified', headers: { 'x-client-dn': 'CN=acme' } };

  it('is what a trusted proxy says', async () => {
    await using host = await ReceivingHost.start({ keys, options: { trustedProxies: ['127.0.0.0/8'] } });

    expect((await host.send(fromListed)).status).toBe(200);
    expect((await host.send(fromAcme)).status).toBe(200);
    expect((await host.send({ ...fromListed, headers: { 'x-forwarded-for': '203.0.114.7' } })).status).toBe(
      401,
    );
  });

  it('is never what a request says of itself', async () => {
    await using host = await ReceivingHost.start({ keys });

    expect((await host.send(fromListed)).status).toBe(401);
    expect((await host.send(fromAcme)).status).toBe(401);
    expect(host.rejections.map(({ reason, head }) => [reason, head.sender])).toEqual([
      ['address-not-listed', { address: '127.0.0.1', isFromTrustedProxy: false }],
      ['untrusted-proxy', { address: '127.0.0.1', isFromTrustedProxy: false }],
    ]);
  });
});
