import { createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

import {
  answerHandshake,
  checkConnector,
  compileVerifier,
  declaredSecrets,
  defineConnector,
  signatureEntries,
  signatures,
  verifySchemeSchema,
  type LiveSecrets,
  type SignatureName,
  type SignedRequest,
} from '@hookyard/sdk';

const AT = Date.parse('2026-03-04T05:06:07.000Z');
const SECONDS = String(AT / 1000);
const URL_AS_CONFIGURED = 'https://hooks.example.com/hooks/k';
const BODY = '{"id":"evt_1","topic":"order/updated"}';
const SECRET = 'a secret of the sender';

type Headers = Readonly<Record<string, string>>;

const mac = (content: string, encoding: 'hex' | 'base64', hash = 'sha256', key = SECRET): string =>
  createHmac(hash, key).update(content).digest(encoding);

/** What each sender would send with `BODY`, made without a line of the verifier. */
const SENT: Partial<Record<SignatureName, () => Headers>> = {
  bigcommerce: () => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': SECONDS,
    'webhook-signature': `v1,${mac(`msg_1.${SECONDS}.${BODY}`, 'base64')}`,
  }),
  bitbucket: () => ({ 'x-hub-signature': `sha256=${mac(BODY, 'hex')}` }),
  docusign: () => ({ 'x-docusign-signature-1': mac(BODY, 'base64') }),
  dropbox: () => ({ 'x-dropbox-signature': mac(BODY, 'hex') }),
  facebook: () => ({ 'x-hub-signature-256': `sha256=${mac(BODY, 'hex')}` }),
  gitea: () => ({ 'x-gitea-signature': mac(BODY, 'hex') }),
  github: () => ({ 'x-hub-signature-256': `sha256=${mac(BODY, 'hex')}` }),
  hubspot: () => ({
    'x-hubspot-request-timestamp': String(AT),
    'x-hubspot-signature-v3': mac(`POST${URL_AS_CONFIGURED}${BODY}${AT}`, 'base64'),
  }),
  instagram: () => ({ 'x-hub-signature-256': `sha256=${mac(BODY, 'hex')}` }),
  jira: () => ({ 'x-hub-signature': `sha256=${mac(BODY, 'hex')}` }),
  pagerduty: () => ({ 'x-pagerduty-signature': `v1=${'0'.repeat(64)},v1=${mac(BODY, 'hex')}` }),
  pusher: () => ({ 'x-pusher-signature': mac(BODY, 'hex') }),
  quickbooks: () => ({ 'intuit-signature': mac(BODY, 'base64') }),
  razorpay: () => ({ 'x-razorpay-signature': mac(BODY, 'hex') }),
  shopify: () => ({ 'x-shopify-hmac-sha256': mac(BODY, 'base64') }),
  slack: () => ({
    'x-slack-request-timestamp': SECONDS,
    'x-slack-signature': `v0=${mac(`v0:${SECONDS}:${BODY}`, 'hex')}`,
  }),
  square: () => ({ 'x-square-hmacsha256-signature': mac(URL_AS_CONFIGURED + BODY, 'base64') }),
  stripe: () => ({ 'stripe-signature': `t=${SECONDS},v1=${mac(`${SECONDS}.${BODY}`, 'hex')},v0=aa` }),
  trello: () => ({ 'x-trello-webhook': mac(BODY + URL_AS_CONFIGURED, 'base64', 'sha1') }),
  typeform: () => ({ 'typeform-signature': `sha256=${mac(BODY, 'base64')}` }),
  whatsapp: () => ({ 'x-hub-signature-256': `sha256=${mac(BODY, 'hex')}` }),
  woocommerce: () => ({ 'x-wc-webhook-signature': mac(BODY, 'base64') }),
  xero: () => ({ 'x-xero-signature': mac(BODY, 'base64') }),
  zendesk: () => ({
    'x-zendesk-webhook-signature-timestamp': '2026-03-04T05:06:07Z',
    'x-zendesk-webhook-signature': mac(`2026-03-04T05:06:07Z${BODY}`, 'base64'),
  }),
  zoom: () => ({
    'x-zm-request-timestamp': SECONDS,
    'x-zm-signature': `v0=${mac(`v0:${SECONDS}:${BODY}`, 'hex')}`,
  }),
};

describe('the signatures of known senders', () => {
  const names = Object.keys(signatures) as SignatureName[];

  it.each(names)('%s: is valid data, and names every secret it reads', (name) => {
    const { preset, secrets } = signatureEntries[name];
    const read = declaredSecrets({ webhook: { ...preset, scope: 'topic', externalId: 'id' } });

    expect(verifySchemeSchema.safeParse(JSON.parse(JSON.stringify(preset.verify))).success).toBe(true);
    expect(Object.keys(secrets).sort()).toEqual(Object.keys(read).sort());
  });

  it.each(names)('%s: makes a connector with a scope and an id', (name) => {
    const connector = defineConnector({
      name: 'acme',
      version: '1.0.0',
      scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Order changed → Transaction'] },
      webhook: { ...signatures[name], scope: 'topic', externalId: 'id' },
    });

    expect(checkConnector(connector)).toEqual([]);
  });

  it.each(Object.entries(SENT))('%s: believes what the sender signs', (name, sent) => {
    expect(judge(name, request(sent()))).toMatchObject({ ok: true });
  });

  it.each(Object.entries(SENT))('%s: believes no other body, secret or time', (name, sent) => {
    const genuine = request(sent());
    const other = { ...genuine, body: Buffer.from(BODY.replace('evt_1', 'evt_2')) };

    expect(judge(name, other)).toMatchObject({ ok: false });
    expect(judge(name, genuine, { webhook: [{ id: 'sec_2', value: 'a secret of another' }] })).toMatchObject({
      ok: false,
    });
    expect(judge(name, request({}))).toMatchObject({ ok: false });
  });

  it('paypal: believes its certificate over id, time, webhook and checksum', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const time = '2026-03-04T05:06:07Z';
    const content = `tid-1|${time}|WH-1|${crc32(Buffer.from(BODY))}`;
    const headers = {
      'paypal-transmission-id': 'tid-1',
      'paypal-transmission-time': time,
      'paypal-transmission-sig': signBytes('sha256', Buffer.from(content), privateKey).toString('base64'),
    };
    const secrets = {
      webhook: [{ id: 'sec_1', value: publicKey.export({ type: 'spki', format: 'pem' }).toString() }],
      webhookId: [{ id: 'sec_2', value: 'WH-1' }],
    };
    const other = { ...secrets, webhookId: [{ id: 'sec_3', value: 'WH-2' }] };

    expect(judge('paypal', request(headers), secrets)).toMatchObject({ ok: true });
    expect(judge('paypal', request(headers), other)).toMatchObject({ ok: false });
  });

  it('gitlab: believes a secret token, and a signature under a signing token', () => {
    const key = Buffer.from('thirty-two bytes of a signing key').toString('base64');
    const signature = createHmac('sha256', Buffer.from(key, 'base64'))
      .update(`msg_1.${SECONDS}.${BODY}`)
      .digest('base64');
    const signed = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': SECONDS,
      'webhook-signature': `v1,${signature}`,
    };
    const signing = { webhook: [{ id: 'sec_1', value: `whsec_${key}` }] };

    expect(judge('gitlab', request({ 'x-gitlab-token': SECRET }))).toMatchObject({ ok: true });
    expect(judge('gitlab', request(signed), signing)).toMatchObject({ ok: true });
    expect(judge('gitlab', request({ 'x-gitlab-token': 'another' }))).toMatchObject({ ok: false });
  });

  it('pipedrive: believes user and password', () => {
    const header = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
    const secrets = { webhook: [{ id: 'sec_1', value: 'user:password' }] };

    expect(judge('pipedrive', request(header('user:password')), secrets)).toMatchObject({ ok: true });
    expect(judge('pipedrive', request(header('user:other')), secrets)).toMatchObject({ ok: false });
  });

  it('meta: answers a subscription that knows the verify token, and no other', () => {
    const { handshakes = [] } = signatures.whatsapp;
    const secrets = { verifyToken: [{ id: 'sec_1', value: 'mine' }] };
    const asked = (token: string): SignedRequest => ({
      ...request({}),
      method: 'GET',
      query: `hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`,
      body: Buffer.alloc(0),
    });

    expect(answerHandshake(handshakes, asked('mine'), secrets, { isVerified: false })).toMatchObject({
      status: 200,
      body: '1158201444',
    });
    expect(answerHandshake(handshakes, asked('other'), secrets, { isVerified: false })).toEqual({
      status: 401,
    });
  });
});

function request(headers: Headers): SignedRequest {
  return {
    method: 'POST',
    url: URL_AS_CONFIGURED,
    headers: { 'content-type': 'application/json', ...headers },
    query: '',
    path: '',
    body: Buffer.from(BODY),
  };
}

function judge(
  name: string,
  asked: SignedRequest,
  secrets: LiveSecrets = { webhook: [{ id: 'sec_1', value: SECRET }] },
) {
  return compileVerifier(signatures[name as SignatureName].verify).verify(asked, secrets, AT);
}
