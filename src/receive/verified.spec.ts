import { createHash, createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

import { hmac, unsigned, type Handshake, type LiveSecret, type VerifyScheme } from '@hookyard/sdk';

import {
  aConnectionView,
  PUBLIC_URL,
  ReceivingHost,
  type PointSpec,
  type ReceivingSpec,
  type Sent,
} from '../../test/kit/receiving-host.js';

const BODY = '{"id":"7","note":"é \\/"}\r\n';
const SECRET = 'a shared secret of some length';
const SIGNED_BODY = hmac({ header: 'x-signature' });

const ed25519 = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

interface Row {
  readonly verify: VerifyScheme;
  readonly secret: string;
  /** The request as the provider sends it; `body` is BODY where it says none. */
  readonly sent: Partial<Sent>;
}

const now = Math.floor(Date.now() / 1000);

const SCHEMES: Readonly<Record<string, Row>> = {
  'hmac sha256 in hex behind a prefix': {
    verify: { kind: 'hmac', header: 'x-hub-signature-256', prefix: 'sha256=' },
    secret: SECRET,
    sent: { headers: { 'X-Hub-Signature-256': `sha256=${hmacOf(BODY).toString('hex')}` } },
  },
  'hmac in a key-value list with a time of signing': {
    verify: {
      kind: 'hmac',
      header: 'x-sig',
      list: { separator: ',', pair: '=', key: 'v1' },
      timestamp: { item: 't' },
    },
    secret: SECRET,
    sent: { headers: { 'x-sig': `t=${now},v1=00,v1=${hmacOf(`${now}.${BODY}`).toString('hex')}` } },
  },
  'hmac sha1 over the configured URL and a sorted form': {
    verify: {
      kind: 'hmac',
      header: 'x-sig',
      hash: 'sha1',
      encoding: 'base64',
      content: '{url}{sortedForm}',
      ports: 'either',
    },
    secret: SECRET,
    sent: {
      path: '/sub?a=b&c',
      body: 'To=%2B1&From=a+b',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'x-sig': createHmac('sha1', SECRET)
          .update(`${PUBLIC_URL}/hooks/k/sub?a=b&cFroma bTo+1`)
          .digest('base64'),
      },
    },
  },
  'hmac in fields of a multipart form': {
    verify: { kind: 'hmac', form: 'signature', content: '{form:timestamp}{form:token}' },
    secret: SECRET,
    sent: {
      headers: { 'content-type': 'multipart/form-data; boundary="==b=="' },
      body: multipart({ timestamp: '123', token: 'abc', signature: hmacOf('123abc').toString('hex') }),
    },
  },
  'Standard Webhooks': {
    verify: { kind: 'standardWebhooks' },
    secret: `whsec_${Buffer.from(SECRET).toString('base64')}`,
    sent: {
      headers: {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(now),
        'webhook-signature': `v1,AAAA v1,${hmacOf(`msg_1.${now}.${BODY}`).toString('base64')}`,
      },
    },
  },
  Ed25519: {
    verify: { kind: 'ed25519', header: 'x-sig', encoding: 'hex' },
    secret: ed25519.publicKey.export({ type: 'spki', format: 'pem' }) as string,
    sent: { headers: { 'x-sig': sign(null, Buffer.from(BODY), ed25519.privateKey).toString('hex') } },
  },
  'ECDSA P-256': {
    verify: { kind: 'ecdsa', header: 'x-sig' },
    secret: p256.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    sent: { headers: { 'x-sig': createSign('sha256').update(BODY).sign(p256.privateKey, 'base64') } },
  },
  'a plain hash over secret, method, URL and body': {
    verify: { kind: 'hash', header: 'x-sig', content: '{secret}{method}{url}{body}' },
    secret: SECRET,
    sent: { headers: { 'x-sig': sha256(`${SECRET}POST${PUBLIC_URL}/hooks/k${BODY}`) } },
  },
  'a token in a header': {
    verify: { kind: 'token', header: 'X-Token' },
    secret: SECRET,
    sent: { headers: { 'x-token': SECRET } },
  },
  'a token in the query': {
    verify: { kind: 'token', query: 'code' },
    secret: SECRET,
    sent: { path: `?a=1&code=${encodeURIComponent(SECRET)}` },
  },
  'basic authentication': {
    verify: { kind: 'basic', user: 'acme' },
    secret: SECRET,
    sent: { headers: { authorization: `Basic ${Buffer.from(`acme:${SECRET}`).toString('base64')}` } },
  },
  'a secret path': {
    verify: { kind: 'secretPath' },
    secret: SECRET,
    sent: { path: `/${encodeURIComponent(SECRET)}/rest` },
  },
};

describe('verification over HTTP', () => {
  it.each(Object.entries(SCHEMES))('%s: the real one is kept, byte for byte', async (_name, row) => {
    await using host = await start({ receiver: { verify: row.verify }, secrets: webhook(row.secret) });

    const answer = await host.send(requestOf(row));

    expect(answer.status).toBe(200);
    expect(host.hook.body.toString()).toBe(row.sent.body ?? BODY);
    expect(host.hook.head.secretId).toBe('s1');
  });

  it.each(Object.entries(SCHEMES))('%s: without it, or with another secret, 401', async (_name, row) => {
    await using host = await start({ receiver: { verify: row.verify }, secrets: webhook(otherSecret(row)) });

    const wrong = await host.send(requestOf(row));
    const absent = await host.send({ path: '/hooks/k', body: BODY });

    expect([wrong.status, absent.status]).toEqual([401, 401]);
    expect(JSON.parse(wrong.text)).toMatchObject({ code: 'HOOK_NOT_GENUINE' });
    expect(JSON.parse(wrong.text)).not.toHaveProperty('detail');
    expect(host.hooks).toEqual([]);
  });

  it.each(Object.entries(SCHEMES))('%s: what is stored of a request holds no secret', async (_name, row) => {
    await using host = await start({ receiver: { verify: row.verify }, secrets: webhook(row.secret) });

    await host.send(requestOf(row));
    await host.send({ ...requestOf(row), method: 'PUT' });

    const stored = JSON.stringify([host.hooks, host.rejections].map((rows) => rows.map(({ head }) => head)));
    for (const form of [
      SECRET,
      encodeURIComponent(SECRET),
      Buffer.from(`acme:${SECRET}`).toString('base64'),
    ]) {
      expect(stored.replace(host.hook.head.headers['x-sig'] ?? '', '')).not.toContain(form);
    }
  });

  it('any of several live secrets verifies, and the hook says which', async () => {
    const secrets = { webhook: [live('new', 'other'), live('old', SECRET, Date.now() + 60_000)] };
    await using host = await start({ receiver: { verify: SIGNED_BODY }, secrets });

    await host.send({
      path: '/hooks/k',
      headers: { 'x-signature': hmacOf(BODY).toString('hex') },
      body: BODY,
    });

    expect(host.hook.head).toMatchObject({
      secretId: 'old',
      scheme: 'hmac-sha256',
      connection: 1,
      mode: 'live',
    });
  });

  it('a secret past its end verifies nothing', async () => {
    const secrets = { webhook: [live('old', SECRET, Date.now() - 1)] };
    await using host = await start({ receiver: { verify: SIGNED_BODY }, secrets });

    const headers = { 'x-signature': hmacOf(BODY).toString('hex') };

    expect((await host.send({ path: '/hooks/k', headers, body: BODY })).status).toBe(401);
  });

  it('a rejected request is kept with its reason and its bytes, within bounds', async () => {
    await using host = await start({ receiver: { verify: SIGNED_BODY }, secrets: webhook(SECRET) });

    await host.send({
      path: '/hooks/k/p?q=1',
      headers: { 'x-signature': '00', cookie: 'session=1' },
      body: 'x'.repeat(70_000),
    });
    const burst = await Promise.all(Array.from({ length: 50 }, () => host.send({ path: '/hooks/k' })));

    expect(new Set(burst.map(({ status }) => status))).toEqual(new Set([401]));
    expect(host.rejections[0]).toMatchObject({
      owner: 2,
      reason: 'signature-mismatch',
      head: { method: 'POST', path: '/p', query: 'q=1', status: 401, bodyBytes: 70_000 },
    });
    expect(host.rejections[0]?.body).toHaveLength(65_536);
    expect(host.rejections[0]?.head.headers['cookie']).toMatch(/^hash:/);
    expect(host.rejections.length).toBeLessThan(50);
    expect(host.counts.get('not-genuine')).toBe(51);
  });

  it('a scheme whose elements are signed one by one says so to whoever resolves', async () => {
    const verify: VerifyScheme = { kind: 'hmac', body: 'signature', content: '{field:id}', perElement: true };
    await using host = await start({ receiver: { verify }, secrets: webhook(SECRET) });

    await host.send({ path: '/hooks/k', body: BODY });

    expect(host.hook.head.verifiesElements).toBe(true);
  });
});

describe('compressed bodies', () => {
  const ENCODINGS: Readonly<Record<string, Buffer>> = {
    gzip: gzipSync(BODY),
    deflate: deflateSync(BODY),
    'deflate, identity': deflateRawSync(BODY),
    br: brotliCompressSync(BODY),
    zstd: zstdCompressSync(BODY),
    'deflate, gzip': gzipSync(deflateSync(BODY)),
  };

  it.each(Object.entries(ENCODINGS))('%s: signed before it, stored without it', async (encoding, body) => {
    await using host = await start({ receiver: { verify: SIGNED_BODY }, secrets: webhook(SECRET) });

    const headers = { 'content-encoding': encoding, 'x-signature': hmacOf(BODY).toString('hex') };
    const answer = await host.send({ path: '/hooks/k', headers, body });

    expect(answer.status).toBe(200);
    expect(host.hook.body.toString()).toBe(BODY);
    expect(host.hook.head.headers).not.toHaveProperty('content-encoding');
  });

  it.each(Object.entries(ENCODINGS))('%s: signed as sent, stored as sent', async (encoding, body) => {
    await using host = await start({ receiver: { verify: SIGNED_BODY }, secrets: webhook(SECRET) });

    const headers = { 'content-encoding': encoding, 'x-signature': hmacOf(body).toString('hex') };
    const answer = await host.send({ path: '/hooks/k', headers, body });

    expect(answer.status).toBe(200);
    expect(host.hook.body.equals(body)).toBe(true);
    expect(host.hook.head.headers['content-encoding']).toBe(encoding);
  });

  it('the same delivery compressed otherwise is the same body', async () => {
    const receiver = { verify: unsigned('a test'), deliveryId: 'BodyJSON.id' };
    await using host = await start({ receiver });
    const kept: number[] = [];
    await using again = await start({ receiver });

    for (const one of [host, again]) {
      const [encoding, body] = one === host ? ['gzip', gzipSync(BODY)] : ['br', brotliCompressSync(BODY)];
      await one.send({ path: '/hooks/k', headers: { 'content-encoding': encoding as string }, body });
      kept.push(one.hook.bodyHash);
    }

    expect(host.hook.key).toBe('7');
    expect(kept[0]).toBe(kept[1]);
  });

  it('bytes that are not what their encoding says are kept when they verify, and refused when not', async () => {
    await using host = await start({ receiver: { verify: SIGNED_BODY }, secrets: webhook(SECRET) });
    const broken = gzipSync(BODY).subarray(0, 20);
    const send = (signature: Buffer): Promise<{ readonly status: number }> => {
      const headers = { 'content-encoding': 'gzip', 'x-signature': signature.toString('hex') };
      return host.send({ path: '/hooks/k', headers, body: broken });
    };

    expect((await send(hmacOf(BODY))).status).toBe(401);
    expect((await send(hmacOf(broken))).status).toBe(200);
    expect(host.hook.body.equals(broken)).toBe(true);
  });
});

describe('handshakes', () => {
  const ECHO_QUERY: Handshake = { kind: 'echoQuery', query: 'challenge' };
  const SUBSCRIBE: Handshake = {
    kind: 'echoQuery',
    query: 'hub.challenge',
    match: { 'hub.mode': 'subscribe' },
    token: { query: 'hub.verify_token', secret: 'verifyToken' },
  };
  const URL_VERIFICATION: Handshake = {
    kind: 'echoBody',
    match: { type: 'url_verification' },
    from: 'challenge',
  };
  const URL_VALIDATION: Handshake = {
    kind: 'hmacToken',
    match: { event: 'endpoint.url_validation' },
    from: 'payload.plainToken',
  };

  it('a GET challenge is echoed as text, unsigned, and a GET without one is 405', async () => {
    await using host = await start(signed([ECHO_QUERY]));

    const answer = await host.send({ method: 'GET', path: '/hooks/k?challenge=a%20b%3Cc' });

    expect([answer.status, answer.text]).toEqual([200, 'a b<c']);
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect((await host.send({ method: 'GET', path: '/hooks/k' })).status).toBe(405);
    expect(host.hooks).toEqual([]);
  });

  it('a subscription is confirmed only with the right token', async () => {
    const secrets = { ...webhook(SECRET), verifyToken: [live('v', 'tok')] };
    await using host = await start({ ...signed([SUBSCRIBE]), secrets });
    const ask = (token: string): Promise<{ readonly status: number; readonly text: string }> =>
      host.send({
        method: 'GET',
        path: `/hooks/k?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=42`,
      });

    expect(await ask('tok')).toMatchObject({ status: 200, text: '42' });
    expect((await ask('nope')).status).toBe(401);
    expect(host.rejections.map(({ reason }) => reason)).toEqual(['handshake-token']);
    expect(host.rejections[0]?.head.query).toMatch(/hub\.verify_token=hash:[0-9a-f]{16}&/);
  });

  it('a url_verification is echoed when it is signed, and refused when not', async () => {
    await using host = await start(signed([URL_VERIFICATION]));
    const body = '{"type":"url_verification","challenge":"3eZbrw1a"}';

    const genuine = await host.send(signedRequest(body));
    const forged = await host.send({ path: '/hooks/k', headers: { 'x-signature': '00' }, body });

    expect([genuine.status, genuine.text]).toEqual([200, '3eZbrw1a']);
    expect(forged.status).toBe(401);
    expect(host.hooks).toEqual([]);
  });

  it('a token is answered with its keyed hash', async () => {
    await using host = await start(signed([URL_VALIDATION]));

    const answer = await host.send(
      signedRequest('{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}'),
    );

    expect(JSON.parse(answer.text)).toEqual({
      plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
      encryptedToken: hmacOf('qgg8vlvZRS6UYooatFL8Aw').toString('hex'),
    });
  });

  it('an intent to receive: 200 with nothing in it where the signature is good, 401 where not', async () => {
    await using host = await start(signed([]));
    const body = '{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3"}';

    const good = await host.send(signedRequest(body));
    const bad = await host.send({ path: '/hooks/k', headers: { 'x-signature': 'bad' }, body });

    expect([good.status, good.text, bad.status]).toEqual([200, '', 401]);
    expect(good.headers['set-cookie']).toBeUndefined();
  });

  it('an unsigned ping with one form field is answered 200, and anything more must be signed', async () => {
    await using host = await start(signed([{ kind: 'ping', onlyFormField: 'webhook_id' }]));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    const ping = await host.send({ path: '/hooks/k', headers, body: 'webhook_id=5' });
    const more = await host.send({ path: '/hooks/k', headers, body: 'webhook_id=5&order=7' });

    expect([ping.status, more.status]).toEqual([200, 401]);
    expect(host.hooks).toEqual([]);
  });

  function signed(handshakes: readonly Handshake[]): PointSpec {
    return { receiver: { verify: SIGNED_BODY, handshakes }, secrets: webhook(SECRET) };
  }
});

describe('one address for many connections', () => {
  const TOKENS = {
    alpha: aConnectionView(11, webhook('secret of alpha')),
    beta: aConnectionView(12, webhook('secret of beta'), { mode: 'sandbox' }),
  };

  it.each([
    ['a header', { from: 'Header', at: 'X-Key' }, { headers: { 'x-key': 'alpha' } }],
    ['the query', { from: 'Query', at: 'key' }, { path: '/receivers/many?key=alpha' }],
    ['a URL segment', { from: 'UrlSegment', at: '1' }, { path: '/receivers/many/v2/alpha' }],
    ['the body', { from: 'BodyPath', at: 'app.key' }, { body: '{"app":{"key":"alpha"}}' }],
    [
      'a form field',
      { from: 'FormField', at: 'key' },
      { body: 'key=alpha', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'an expression',
      {
        from: 'Header',
        at: 'authorization',
        processing: 'Expression',
        expression: "$substringAfter(RetrievedValue, 'Key ')",
      },
      { headers: { authorization: 'Key alpha' } },
    ],
  ] as const)('a token in %s chooses the secrets', async (_place, authToken, sent) => {
    await using host = await many({ receiver: { verify: SIGNED_BODY, authToken } });
    const request: Sent = { path: '/receivers/many', body: '{}', ...sent };

    const answer = await host.send(withSignature(request, 'secret of alpha'));
    const crossed = await host.send(withSignature(request, 'secret of beta'));

    expect([answer.status, crossed.status]).toEqual([200, 401]);
    expect(host.hook).toMatchObject({ owner: 3, head: { connection: 11, mode: 'live' } });
    expect(JSON.stringify(host.hook.head)).not.toContain('alpha');
  });

  it('an unknown token and a bad signature get the same answer', async () => {
    const authToken = { from: 'Header', at: 'x-key' } as const;
    await using host = await many({ receiver: { verify: SIGNED_BODY, authToken } });
    const send = (key: string): Promise<{ readonly status: number; readonly text: string }> =>
      host.send({ path: '/receivers/many', headers: { 'x-key': key, 'x-signature': '00' }, body: '{}' });

    const [unknown, bad] = [await send('nobody'), await send('alpha')];

    expect(withoutId(unknown.text)).toEqual(withoutId(bad.text));
    expect(host.hooks).toEqual([]);
    expect(host.rejections.every(({ owner }) => owner === 3)).toBe(true);
  });

  it('without a signature an unknown token still brings nobody in', async () => {
    const authToken = { from: 'Header', at: 'x-key' } as const;
    await using host = await many({ receiver: { verify: unsigned('the token is the proof'), authToken } });

    const unknown = await host.send({ path: '/receivers/many', headers: { 'x-key': 'nobody' } });
    const known = await host.send({ path: '/receivers/many', headers: { 'x-key': 'beta' } });

    expect([unknown.status, known.status]).toEqual([401, 200]);
    expect(host.hook.head).toMatchObject({ connection: 12, mode: 'sandbox' });
  });

  it('equal delivery ids of two connections are two deliveries', async () => {
    const authToken = { from: 'Query', at: 'k' } as const;
    const receiver = { verify: unsigned('a test'), authToken, deliveryId: 'Headers."x-id"' };
    await using host = await many({ receiver });

    for (const key of ['alpha', 'beta', 'alpha']) {
      await host.send({ path: `/receivers/many?k=${key}`, headers: { 'x-id': '1' } });
    }

    expect(host.hooks.map(({ key }) => key)).toEqual(['c11:1', 'c12:1']);
  });

  it('with accounts the address itself verifies and names no connection', async () => {
    const receiver = { verify: SIGNED_BODY, account: 'tenantId' };
    await using host = await many({ receiver, secrets: webhook(SECRET) });

    const answer = await host.send(withSignature({ path: '/receivers/many/x', body: '[]' }, SECRET));

    expect(answer.status).toBe(200);
    expect(host.hook).toMatchObject({ owner: 3, head: { connection: null, mode: null, path: '/x' } });
  });

  function many(spec: PointSpec): Promise<ReceivingHost> {
    return ReceivingHost.start({ receivers: { many: spec }, tokens: TOKENS });
  }
});

function start(point: PointSpec, rest: ReceivingSpec = {}): Promise<ReceivingHost> {
  return ReceivingHost.start({ keys: { k: point }, ...rest });
}

function requestOf({ sent }: Row): Sent {
  return { method: 'POST', body: BODY, ...sent, path: `/hooks/k${sent.path ?? ''}` };
}

function otherSecret({ verify }: Row): string {
  if (verify.kind === 'ed25519') {
    return generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string;
  }
  if (verify.kind === 'ecdsa') {
    const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    return other.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  }
  return `whsec_${Buffer.from('quite another secret there').toString('base64')}`;
}

function webhook(value: string): Readonly<Record<string, readonly LiveSecret[]>> {
  return { webhook: [live('s1', value)] };
}

function live(id: string, value: string, notAfter?: number): LiveSecret {
  return notAfter === undefined ? { id, value } : { id, value, notAfter };
}

function hmacOf(data: string | Buffer, secret = SECRET): Buffer {
  return createHmac('sha256', secret).update(data).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function signedRequest(body: string): Sent {
  return withSignature({ path: '/hooks/k', body }, SECRET);
}

function withSignature(request: Sent, secret: string): Sent {
  const signature = hmacOf(request.body ?? '', secret).toString('hex');
  return { ...request, headers: { ...request.headers, 'x-signature': signature } };
}

function multipart(fields: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--==b==\nContent-Disposition: form-data; name="${name}"\n\n${value}\n`,
  );
  return `${parts.join('')}--==b==--\n`;
}

function withoutId(text: string): unknown {
  return { ...(JSON.parse(text) as object), requestId: undefined };
}
