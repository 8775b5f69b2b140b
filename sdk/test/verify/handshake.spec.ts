import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { answerHandshake, handshakesSchema, type Handshake, type SignedRequest } from '@hookyard/sdk';

const secrets = {
  webhook: [{ id: 's1', value: 'zoom-secret' }],
  verifyToken: [{ id: 's2', value: 'open sesame' }],
};
const get = (query: string): SignedRequest => ({ ...post(''), method: 'GET', query });
const form = { 'content-type': 'application/x-www-form-urlencoded' };

const UNSIGNED = { isVerified: false } as const;
const VERIFIED = { isVerified: true } as const;

describe('a query challenge', () => {
  const meta: Handshake = {
    kind: 'echoQuery',
    query: 'hub.challenge',
    match: { 'hub.mode': 'subscribe' },
    token: { query: 'hub.verify_token', secret: 'verifyToken' },
  };

  it('is returned as text a browser does not run, when the token fits', () => {
    const query = 'hub.mode=subscribe&hub.verify_token=open+sesame&hub.challenge=%3Cscript%3E1';

    expect(answerHandshake([meta], get(query), secrets, UNSIGNED)).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
      body: '<script>1',
    });
  });

  it('gets 401 when the token is wrong or absent', () => {
    const asked = 'hub.mode=subscribe&hub.challenge=1';

    expect(answerHandshake([meta], get(asked), secrets, UNSIGNED)).toEqual({ status: 401 });
    expect(answerHandshake([meta], get(`${asked}&hub.verify_token=x`), secrets, UNSIGNED)).toEqual({
      status: 401,
    });
    expect(
      answerHandshake(
        [meta],
        get(`${asked}&hub.verify_token=`),
        { verifyToken: [{ id: 'x', value: '' }] },
        UNSIGNED,
      ),
    ).toEqual({ status: 401 });
  });

  it('is none without its other values, by another method, or beyond 4096 characters', () => {
    const asked = 'hub.mode=subscribe&hub.verify_token=open+sesame&hub.challenge=';

    expect(answerHandshake([meta], get('hub.challenge=1'), secrets, UNSIGNED)).toBeNull();
    expect(answerHandshake([meta], { ...get(`${asked}1`), method: 'POST' }, secrets, UNSIGNED)).toBeNull();
    expect(answerHandshake([meta], get(asked + 'x'.repeat(4097)), secrets, UNSIGNED)).toBeNull();
  });

  it('may be answered as JSON, with headers, by POST', () => {
    const graph: Handshake = {
      kind: 'echoQuery',
      query: 'validationToken',
      methods: ['POST'],
      as: 'json',
      key: 'token',
      headers: { 'x-a': 'b' },
    };

    const answer = answerHandshake([graph], { ...get('validationToken=v'), method: 'POST' }, {}, UNSIGNED);

    expect(answer).toMatchObject({ status: 200, body: '{"token":"v"}', headers: { 'x-a': 'b' } });
  });
});

describe('a body challenge', () => {
  const slack: Handshake = { kind: 'echoBody', match: { type: 'url_verification' }, from: 'challenge' };
  const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });

  it('is returned only once its signature is verified', () => {
    expect(answerHandshake([slack], post(body), {}, UNSIGNED)).toBeNull();
    expect(answerHandshake([slack], post(body), {}, VERIFIED)).toMatchObject({ status: 200, body: 'abc' });
  });

  it('is returned unsigned where the scheme says so, as JSON under its own name', () => {
    const monday: Handshake = { ...slack, signed: false, as: 'json' };

    expect(answerHandshake([monday], post(body), {}, UNSIGNED)?.body).toBe('{"challenge":"abc"}');
  });

  it('is none when the words are somewhere else in the body', () => {
    const other = JSON.stringify({ type: 'event', text: 'url_verification', challenge: 'abc' });

    expect(answerHandshake([slack], post(other), {}, VERIFIED)).toBeNull();
  });
});

describe('a token to be hashed', () => {
  const zoom: Handshake = {
    kind: 'hmacToken',
    match: { event: 'endpoint.url_validation' },
    from: 'payload.plainToken',
  };
  const asked = (plainToken: string) =>
    post(JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken } }));

  it('is returned with its hash', () => {
    const answer = answerHandshake([zoom], asked('q9ibPhGeRZ6ayx5WTrXjRw'), secrets, VERIFIED);
    const encryptedToken = createHmac('sha256', 'zoom-secret').update('q9ibPhGeRZ6ayx5WTrXjRw').digest('hex');

    expect(JSON.parse(answer?.body ?? '')).toEqual({ plainToken: 'q9ibPhGeRZ6ayx5WTrXjRw', encryptedToken });
  });

  it.each(['v0:1700000000:{"event":"x"}', '', '{"a":1}', 'x'.repeat(257)])(
    'never signs %p for a stranger',
    (content) => {
      expect(answerHandshake([{ ...zoom, signed: false }], asked(content), secrets, UNSIGNED)).toBeNull();
    },
  );

  it('is none without a secret', () => {
    expect(answerHandshake([zoom], asked('abc'), {}, VERIFIED)).toBeNull();
  });
});

describe('a ping', () => {
  const woo: Handshake = { kind: 'ping', onlyFormField: 'webhook_id' };

  it('is a form with that one field and no other', () => {
    expect(answerHandshake([woo], post('webhook_id=7', form), {}, UNSIGNED)).toEqual({ status: 200 });
    expect(answerHandshake([woo], post('webhook_id=7&x=1', form), {}, UNSIGNED)).toBeNull();
    expect(answerHandshake([woo], post('webhook_id=7&webhook_id=8', form), {}, UNSIGNED)).toBeNull();
    expect(answerHandshake([woo], post('{"webhook_id":7}'), {}, UNSIGNED)).toBeNull();
  });

  it('without a field is an empty body by a listed method', () => {
    const ping: Handshake = { kind: 'ping', methods: ['GET'] };

    expect(answerHandshake([ping], get('a=1'), {}, UNSIGNED)).toEqual({ status: 200 });
    expect(answerHandshake([ping], post(''), {}, UNSIGNED)).toBeNull();
  });
});

it('an ordinary hook is no handshake', () => {
  expect(answerHandshake([], post('{}'), secrets, VERIFIED)).toBeNull();
});

it('no request makes it throw', () => {
  const all: Handshake[] = [
    { kind: 'echoQuery', query: 'c' },
    { kind: 'echoBody', match: { a: '1' }, from: 'b' },
    { kind: 'hmacToken', match: { a: '1' }, from: 'b' },
    { kind: 'ping', onlyFormField: 'x' },
  ];
  fc.assert(
    fc.property(fc.string(), fc.oneof(fc.string(), fc.json()), fc.string(), (query, body, type) => {
      const answer = answerHandshake(
        all,
        { ...post(body, { 'content-type': type }), query },
        secrets,
        VERIFIED,
      );

      expect(answer === null || answer.status === 200).toBe(true);
    }),
  );
});

describe('the data form', () => {
  it.each([
    [{ kind: 'echo' }, 'kind must be one of'],
    [{ kind: 'echoBody', match: {}, from: 'a' }, '1 to 5 values'],
    [{ kind: 'echoQuery', query: 'c', methods: ['get'] }, 'HTTP method in capitals'],
    [{ kind: 'echoQuery', query: 'c', headers: { 'x-a': 'b\r\nc: d' } }, 'a header cannot'],
    [{ kind: 'ping', field: 'x' }, 'Unrecognized key'],
  ])('%j is refused: %s', (handshake, message) => {
    const parsed = handshakesSchema.safeParse([handshake]);

    expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(message);
  });
});

function post(
  body: string,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): SignedRequest {
  return {
    method: 'POST',
    url: 'https://x.example/hooks/k',
    headers,
    query: '',
    path: '',
    body: Buffer.from(body),
  };
}
