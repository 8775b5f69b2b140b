import { createPrivateKey, sign as signBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

import {
  compileVerifier,
  rsa,
  secretsUsed,
  signatures,
  verifySchemeSchema,
  type KeyDocuments,
  type LiveSecrets,
  type SignedRequest,
} from '@hookyard/sdk';

import { aCertificate, type Certified } from '../../../test/kit/certificates.js';

const AT = Date.parse('2026-03-04T05:06:07.000Z');
const BODY = '{"id":"WH-9"}';

const root = aCertificate({ name: 'root', isAuthority: true });
const middle = aCertificate({ name: 'middle', by: root, isAuthority: true });
const leaf = aCertificate({ name: 'sender', by: middle, kind: 'rsa' });

describe('a certificate PayPal names', () => {
  const url = 'https://api.paypal.com/v1/notifications/certs/CERT-1';
  const chain = leaf.cert + middle.cert;
  const secrets = named({ webhookId: 'WH-1', authorities: root.cert });

  it('is asked for where it is not at hand', () => {
    expect(judge(sent(leaf, url), secrets)).toEqual({
      ok: false,
      reason: 'key-unavailable',
      needs: { url, isRefresh: false },
    });
  });

  it('is believed where a chain leads to a root that is trusted', () => {
    expect(judge(sent(leaf, url), secrets, served(chain))).toEqual({
      ok: true,
      scheme: 'rsa-sha256-certificate',
      secretId: null,
    });
  });

  it.each<[string, string, LiveSecrets]>([
    ['no root is trusted', chain, named({ webhookId: 'WH-1' })],
    ['a link of the chain is missing', leaf.cert, secrets],
    ['it signs itself', aCertificate({ name: 'sender', kind: 'rsa' }).cert, secrets],
    ['who issued it may not', issuedByLeaf(), secrets],
    [
      'its time is over',
      aCertificate({ name: 'sender', by: root, kind: 'rsa', to: '260101000000Z' }).cert,
      secrets,
    ],
    [
      'its time has not come',
      aCertificate({ name: 'sender', by: root, kind: 'rsa', from: '270101000000Z' }).cert,
      secrets,
    ],
    ['it is no certificate', 'hello', secrets],
  ])('is refused where %s', (_, text, given) => {
    expect(judge(sent(leaf, url), given, served(text))).toEqual({
      ok: false,
      reason: 'untrusted-certificate',
    });
  });

  it('proves no other body, webhook or key', () => {
    const genuine = sent(leaf, url);
    const altered = { ...genuine, body: Buffer.from('{"id":"WH-8"}') };
    const stranger = aCertificate({ name: 'sender', by: root, kind: 'rsa' });

    expect(judge(altered, secrets, served(chain))).toMatchObject({ reason: 'signature-mismatch' });
    expect(judge(genuine, named({ webhookId: 'WH-2', authorities: root.cert }), served(chain))).toMatchObject(
      { reason: 'signature-mismatch' },
    );
    expect(judge(genuine, secrets, served(stranger.cert))).toMatchObject({ reason: 'signature-mismatch' });
  });

  it.each([
    'https://paypal.com.evil.example/CERT',
    'https://evil-paypal.com/CERT',
    'http://api.paypal.com/CERT',
    'https://api.paypal.com:8443/CERT',
    'https://user@api.paypal.com/CERT',
    'https://api.paypal.com@evil.example/CERT',
    'https://evil.example/?.paypal.com',
    'https://evil.example#.paypal.com',
    'https://169.254.169.254/latest',
    'file:///etc/passwd',
    'no address',
  ])('at %s is never asked for', (address) => {
    expect(judge(sent(leaf, address), secrets)).toEqual({ ok: false, reason: 'foreign-key' });
  });

  it('is not looked for by a request that is too old', () => {
    const old = sent(leaf, url, '2026-02-01T00:00:00Z');

    expect(judge(old, secrets)).toEqual({ ok: false, reason: 'too-old' });
  });

  function judge(request: SignedRequest, given: LiveSecrets, documents?: KeyDocuments) {
    return compileVerifier(signatures.paypal.verify).verify(request, given, AT, documents);
  }

  function sent({ key }: Certified, address: string, time = '2026-03-04T05:06:07Z'): SignedRequest {
    const content = `t1|${time}|WH-1|${crc32(Buffer.from(BODY))}`;
    return request(BODY, {
      'paypal-transmission-id': 't1',
      'paypal-transmission-time': time,
      'paypal-transmission-sig': signBytes('sha256', Buffer.from(content), key).toString('base64'),
      'paypal-cert-url': address,
    });
  }
});

describe('a message of SNS', () => {
  const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:orders';
  const url = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a1b.pem';
  const secrets = named({ topicArn: TOPIC });
  const documents = served(leaf.cert);
  const notification = {
    Type: 'Notification',
    MessageId: 'm-1',
    TopicArn: TOPIC,
    Message: 'hello\nTopicArn\nother',
    Timestamp: '2026-03-04T05:00:00.000Z',
    UnsubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
  };
  const confirmation = {
    Type: 'SubscriptionConfirmation',
    MessageId: 'm-2',
    Token: 'tok',
    TopicArn: TOPIC,
    Message: 'You have chosen to subscribe',
    SubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=tok',
    Timestamp: '2026-03-04T05:00:00.000Z',
  };
  /** As Amazon writes them down, by kind. */
  const SIGNED = {
    Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
    SubscriptionConfirmation: [
      'Message',
      'MessageId',
      'SubscribeURL',
      'Timestamp',
      'Token',
      'TopicArn',
      'Type',
    ],
  } as const;

  it.each([
    ['1', 'sha1', notification],
    ['2', 'sha256', notification],
    ['2', 'sha256', { ...notification, Subject: 'a subject' }],
    ['1', 'sha1', confirmation],
    ['2', 'sha256', confirmation],
  ] as const)('of version %s by %s is believed: %#', (version, hash, message) => {
    expect(judge(sent(message, { version, hash }))).toMatchObject({
      ok: true,
      scheme: `token+rsa-${hash}-certificate`,
    });
  });

  it.each(['Message', 'MessageId', 'Timestamp', 'Type'] as const)('with another %s is not', (field) => {
    const value = field === 'Timestamp' ? '2026-03-04T05:00:01.000Z' : `${notification[field]}x`;
    const message = JSON.parse(sent(notification).body.toString()) as object;

    expect(judge(request(JSON.stringify({ ...message, [field]: value })))).toMatchObject({
      reason: 'signature-mismatch',
    });
  });

  it('of a topic of somebody else is refused before anything is asked for, however well it is signed', () => {
    const foreign = sent({ ...notification, TopicArn: 'arn:aws:sns:eu-west-1:999999999999:orders' });

    expect(judge(foreign, () => undefined)).toEqual({ ok: false, reason: 'token-mismatch' });
  });

  it.each([
    'https://sns.evil.example/SimpleNotificationService-0a1b.pem',
    'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0a1b.pem',
    'https://s3.amazonaws.com/SimpleNotificationService-0a1b.pem',
    'https://sns.a.b.amazonaws.com/SimpleNotificationService-0a1b.pem',
    'https://sns.eu-west-1.amazonaws.com/other.pem',
    'https://sns.eu-west-1.amazonaws.com/x/SimpleNotificationService-0a1b.pem',
    'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a1b.pem',
  ])('with a certificate at %s is refused unread', (address) => {
    expect(judge(sent(notification, { address }), () => undefined)).toMatchObject({ reason: 'foreign-key' });
  });

  it('names no secret beside its topic', () => {
    expect(secretsUsed(signatures.sns.verify)).toEqual(['topicArn']);
  });

  function judge(asked: SignedRequest, at: KeyDocuments = documents) {
    return compileVerifier(signatures.sns.verify).verify(asked, secrets, AT, at);
  }

  function sent(
    message: Readonly<Record<string, string>>,
    {
      version = '2',
      hash = 'sha256',
      address = url,
    }: { version?: string; hash?: string; address?: string } = {},
  ): SignedRequest {
    const names: readonly string[] = SIGNED[message['Type'] as keyof typeof SIGNED];
    const text = names
      .map((name) => (message[name] === undefined ? '' : `${name}\n${message[name]}\n`))
      .join('');
    const signature = signBytes(hash, Buffer.from(text), createPrivateKey(leaf.key)).toString('base64');
    return request(
      JSON.stringify({
        ...message,
        SignatureVersion: version,
        Signature: signature,
        SigningCertURL: address,
      }),
      { 'content-type': 'text/plain; charset=UTF-8' },
    );
  }
});

describe('a certificate that is fetched, as data', () => {
  const certificate = { url: { header: 'x-cert-url' }, hosts: ['*.example.com'] };

  it.each<[string, object, string]>([
    ['a secret nobody reads', { secret: 'webhook', certificate }, 'is not read'],
    ['a host of everybody', { certificate: { ...certificate, hosts: ['https://x'] } }, 'must be a host like'],
    ['no host', { certificate: { ...certificate, hosts: [] } }, ''],
    ['roots without a chain', { certificate: { ...certificate, authorities: 'roots' } }, 'only where chain'],
  ])('has not %s', (_, given, message) => {
    const parsed = verifySchemeSchema.safeParse({ kind: 'rsa', header: 'x-signature', ...given });

    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(message);
  });

  it('holds the subject where one is asked for', () => {
    const scheme = (subject: string) => rsa({ header: 'x-sig', certificate: { ...certificate, subject } });
    const headers = {
      'x-sig': signBytes('sha256', Buffer.from(BODY), leaf.key).toString('base64'),
      'x-cert-url': 'https://keys.example.com/1',
    };
    const judge = (subject: string) =>
      compileVerifier(scheme(subject)).verify(request(BODY, headers), {}, AT, served(leaf.cert));

    expect(judge('CN=sender')).toMatchObject({ ok: true });
    expect(judge('CN=send')).toMatchObject({ reason: 'untrusted-certificate' });
  });
});

function issuedByLeaf(): string {
  const plain = aCertificate({ name: 'plain', by: root });
  return aCertificate({ name: 'sender', by: plain, kind: 'rsa' }).cert + plain.cert;
}

function served(text: string): KeyDocuments {
  return (url) => (url.startsWith('https:') ? { text } : undefined);
}

function named(values: Readonly<Record<string, string>>): LiveSecrets {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, [{ id, value }]]));
}

function request(body: string, headers: Readonly<Record<string, string>> = {}) {
  return {
    method: 'POST',
    url: 'https://h.example.com',
    headers,
    query: '',
    path: '',
    body: Buffer.from(body),
  };
}
