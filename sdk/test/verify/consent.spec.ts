import {
  answerHandshake,
  handshakeSchema,
  type Handshake,
  type LiveSecrets,
  type SignedRequest,
} from '@hookyard/sdk';

const NOW = 1_000_000;
const REQUEST: SignedRequest = {
  method: 'POST',
  url: 'https://h.example.com',
  headers: {},
  query: '',
  path: '',
  body: Buffer.alloc(0),
};

describe('leave to send', () => {
  const asked = (headers: Readonly<Record<string, string>>, method = 'OPTIONS') => ({
    ...REQUEST,
    method,
    headers,
  });
  const ask = { 'webhook-request-origin': 'eventgrid.azure.net', 'webhook-request-rate': '120' };

  it('is given to who asks, at the rate that is asked for', () => {
    expect(answer({ kind: 'allowOrigin' }, asked(ask))).toEqual({
      status: 200,
      headers: {
        allow: 'POST, OPTIONS',
        'webhook-allowed-origin': 'eventgrid.azure.net',
        'webhook-allowed-rate': '*',
      },
    });
  });

  it('is given at no more than the rate that is allowed', () => {
    const given = answer({ kind: 'allowOrigin', ratePerMinute: 60 }, asked(ask));

    expect(given?.headers).toMatchObject({ 'webhook-allowed-rate': '60' });
  });

  it.each<[string, SignedRequest, readonly string[] | undefined]>([
    ['an origin that is not named', asked(ask), ['other.example.com']],
    ['an origin that is none', asked({ 'webhook-request-origin': 'a\r\nb' }), undefined],
    ['nobody', asked({}), undefined],
    ['a hook', asked(ask, 'POST'), undefined],
  ])('is not given to %s', (_, request, origins) => {
    expect(answer({ kind: 'allowOrigin', ...(origins ? { origins } : {}) }, request)).toBeNull();
  });
});

describe('a visit', () => {
  const visit: Handshake = {
    kind: 'visit',
    match: { Type: 'SubscriptionConfirmation' },
    from: 'SubscribeURL',
    hosts: ['sns.*.amazonaws.com'],
  };
  const confirming = (url: string, type = 'SubscriptionConfirmation') => ({
    ...REQUEST,
    body: Buffer.from(JSON.stringify({ Type: type, SubscribeURL: url })),
  });
  const url = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription';

  it('is asked of a verified request alone', () => {
    expect(answer(visit, confirming(url))).toBeNull();
    expect(answer(visit, confirming(url), {}, true)).toEqual({ status: 200, effect: { kind: 'visit', url } });
  });

  it.each([
    'https://sns.eu-west-1.amazonaws.com.evil.example/',
    'http://sns.eu-west-1.amazonaws.com/',
    'https://169.254.169.254/',
    'https://sns.eu-west-1.amazonaws.com:444/',
  ])('is never asked of %s', (address) => {
    expect(answer(visit, confirming(address), {}, true)).toBeNull();
  });

  it('is not asked by other messages', () => {
    expect(answer(visit, confirming(url, 'UnsubscribeConfirmation'), {}, true)).toBeNull();
  });
});

describe('a secret that a sender brings', () => {
  const handshake: Handshake = { kind: 'hookSecret', header: 'X-Hook-Secret', armedBy: 'rearm' };
  const value = 'b537207f20cbfa02357cf448134da559';
  const brought = { ...REQUEST, headers: { 'x-hook-secret': value } };
  const present = { webhook: [{ id: 'sec_1', value: 'there already' }] };

  it('is taken and answered while there is none', () => {
    expect(answer(handshake, brought)).toEqual({
      status: 200,
      headers: { 'x-hook-secret': value },
      effect: { kind: 'keepSecret', secret: 'webhook', value },
    });
  });

  it('is not taken while there is one', () => {
    expect(answer(handshake, brought, present)).toBeNull();
  });

  it.each<[string, number | undefined, boolean]>([
    ['within a window', NOW + 1, true],
    ['past it', NOW - 1, false],
    ['where the window has no end', undefined, false],
  ])('%s: %s', (_, notAfter, isTaken) => {
    const rearm = [{ id: 'sec_2', value: 'open', ...(notAfter === undefined ? {} : { notAfter }) }];

    const given = answer(handshake, brought, { ...present, rearm });

    expect(given?.effect).toEqual(
      isTaken ? { kind: 'keepSecret', secret: 'webhook', value, armedBy: 'rearm' } : undefined,
    );
  });

  it.each(['short', 'with a space in it, and more', 'x'.repeat(257)])('is not %s', (text) => {
    expect(answer(handshake, { ...REQUEST, headers: { 'x-hook-secret': text } })).toBeNull();
  });
});

describe('these handshakes as data', () => {
  it.each([
    { kind: 'allowOrigin', origins: ['https://a'] },
    { kind: 'visit', match: { a: 'b' }, from: 'c', hosts: [] },
    { kind: 'visit', match: { a: 'b' }, from: 'c', hosts: ['ftp://x'] },
    { kind: 'hookSecret', header: 'a b' },
    { kind: 'hookSecret' },
  ])('are not %j', (data) => {
    expect(handshakeSchema.safeParse(data).success).toBe(false);
  });
});

function answer(handshake: Handshake, request: SignedRequest, secrets: LiveSecrets = {}, isVerified = false) {
  return answerHandshake([handshake], request, secrets, { isVerified, at: NOW });
}
