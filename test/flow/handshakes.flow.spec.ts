import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { hmac, jwt, signatures, type SignatureName, type VerifyScheme } from '@hookyard/sdk';
import { sign } from '@hookyard/sdk/testing';

import { aCertificate } from '../kit/certificates.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:orders';
const SECRET = 'b537207f20cbfa02357cf448134da559';
const NEXT_SECRET = 'c648318f31dcea13468df559245eb66a';
const MINUTE_MS = 60_000;
const TEXT = { 'content-type': 'text/plain; charset=UTF-8' };

interface Listed<T> {
  readonly items: readonly T[];
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

describe('handshakes with senders', () => {
  let host: HostProcess;
  let sender: Sender;
  let made = 0;

  beforeAll(async () => {
    [host, sender] = await Promise.all([HostProcess.start(), Sender.open()]);
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    sender.close();
  });

  describe('of SNS', () => {
    const certified = aCertificate({ name: 'sns.amazonaws.com', kind: 'rsa' });
    const confirmation = {
      Type: 'SubscriptionConfirmation',
      MessageId: 'm-0',
      Token: 'tok',
      Message: 'You have chosen to subscribe',
      SignatureVersion: '2',
    };
    let connection: MadeConnection;
    let verify: VerifyScheme;

    beforeAll(async () => {
      sender.answers.set('/SimpleNotificationService-1.pem', { status: 200, body: certified.cert });
      const preset = onHost('sns', sender);
      verify = preset.verify;
      connection = await connect({ ...preset, ...fieldsAt('Type', 'MessageId') }, { topicArn: TOPIC });
    });

    it('a subscription is confirmed by a call of its address, and only then answered', async () => {
      sender.answers.set('/confirm', { status: 500, body: '' });
      const message = { ...confirmation, SubscribeURL: `${sender.url}/confirm` };

      const early = await post(message);
      sender.answers.set('/confirm', { status: 200, body: '<ConfirmSubscriptionResponse/>' });
      const answer = await post(message);

      expect(early.status).toBe(503);
      expect(early.headers.get('retry-after')).toBe('10');
      expect(answer).toMatchObject({ status: 200, text: '' });
      expect(sender.calls.filter((path) => path === '/confirm')).toHaveLength(2);
      expect(await reasons(connection)).toEqual(['visit-failed']);
    });

    it('a message is a hook, and its certificate was fetched once', async () => {
      const answer = await post({
        ...confirmation,
        Type: 'Notification',
        MessageId: 'm-1',
        Token: undefined,
      });

      expect(answer.status).toBe(200);
      await eventually(async () => (await hooks(connection)) === 1);
      expect(sender.calls.filter((path) => path.endsWith('.pem'))).toHaveLength(1);
    });

    it('an end of the subscription is shown, and no address of it is called', async () => {
      const message = { ...confirmation, Type: 'UnsubscribeConfirmation', MessageId: 'm-2' };
      const answer = await post({ ...message, SubscribeURL: `${sender.url}/again` });

      expect(answer.status).toBe(200);
      await eventually(async () => {
        const { items } = await host.admin.get<Listed<{ verdict: string; scope: string | null }>>(
          `/v1/verdicts?connection=${connection.id}`,
        );
        return items.some(
          ({ verdict, scope }) => verdict === 'unknown-scope' && scope === 'UnsubscribeConfirmation',
        );
      });
      expect(sender.calls).not.toContain('/again');
    });

    it('neither another topic nor another address is believed', async () => {
      const elsewhere = { ...confirmation, SubscribeURL: 'http://127.0.0.1:1/confirm' };

      const ofAnother = await post({ ...confirmation, SubscribeURL: `${sender.url}/foreign` }, 'arn:another');
      const atAnother = await post({ ...elsewhere, MessageId: 'm-3' });

      expect(ofAnother.status).toBe(401);
      // A genuine message whose address lies elsewhere is a hook for people to look at.
      expect(atAnother.status).toBe(200);
      expect(sender.calls).not.toContain('/foreign');
    });

    it('while the certificate cannot be had the sender is asked to come again, and others are not held up', async () => {
      const preset = onHost('sns', sender);
      const slow = await connect({ ...preset, ...fieldsAt('Type', 'MessageId') }, { topicArn: TOPIC });
      sender.answers.set('/SimpleNotificationService-2.pem', 'hang');
      const url = { SigningCertURL: `${sender.url}/SimpleNotificationService-2.pem` };

      const waiting = post({ ...confirmation, ...url, Type: 'Notification', MessageId: 'm-4' }, TOPIC, slow);
      await eventually(() => sender.calls.includes('/SimpleNotificationService-2.pem'));
      const meanwhile = await post({ ...confirmation, Type: 'Notification', MessageId: 'm-5' });
      sender.letGo();
      const answer = await waiting;

      expect(meanwhile.status).toBe(200);
      expect(answer.status).toBe(503);
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'HOOK_UNDECIDED' });
      expect(await reasons(slow)).toEqual(['key-unavailable']);
    });

    function post(message: object, topicArn = TOPIC, to = connection): Promise<Answered> {
      const secret = { webhook: certified.key, topicArn };
      const body = JSON.stringify({
        SigningCertURL: `${sender.url}/SimpleNotificationService-1.pem`,
        ...message,
      });
      const signed = sign(verify, { url: to.hookUrl, headers: TEXT, body }, secret);
      return call(to.hookUrl, { headers: TEXT, body: Buffer.from(signed.body) });
    }
  });

  describe('of Event Grid', () => {
    const validation = (url: string): string =>
      JSON.stringify([
        {
          id: '1',
          eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
          data: { validationCode: '512d38b6-c7b8-40c8', validationUrl: url },
        },
      ]);

    it('the code is answered to who knows the address', async () => {
      const receiver = { verify: { kind: 'named', name: 'event-grid' }, ...fieldsAt('eventType', 'id') };
      const { hookUrl } = await connect(receiver, { webhook: 'a long random word' });

      const known = await call(`${hookUrl}?code=a%20long%20random%20word`, { body: validation('') });
      const unknown = await call(`${hookUrl}?code=another`, { body: validation('') });

      expect(known.status).toBe(200);
      expect(JSON.parse(known.text)).toEqual({ validationResponse: '512d38b6-c7b8-40c8' });
      expect(unknown.status).toBe(401);
    });

    it('or its address is called, where the answer would be lost', async () => {
      sender.answers.set('/validate', { status: 200, body: 'ok' });
      const visit = {
        kind: 'visit',
        match: { '0.eventType': 'Microsoft.EventGrid.SubscriptionValidationEvent' },
        from: '0.data.validationUrl',
        hosts: [sender.host],
      };
      const receiver = { ...signatures['event-grid'], handshakes: [visit], ...fieldsAt('eventType', 'id') };
      const { hookUrl } = await connect(receiver, { webhook: 'word' });

      const answer = await call(`${hookUrl}?code=word`, { body: validation(`${sender.url}/validate`) });

      expect(answer.status).toBe(200);
      expect(sender.calls).toContain('/validate');
    });
  });

  it('of Microsoft Graph: the token is given back, decoded, as text', async () => {
    const receiver = {
      verify: { kind: 'named', name: 'microsoft-graph' },
      hasMultiple: true,
      multiple: 'value',
      ...fieldsAt('changeType', 'resource'),
    };
    const { hookUrl } = await connect(receiver, { webhook: 'state' });

    const answer = await call(`${hookUrl}?validationToken=Validation%3A%20Testing%20%2B%20%3Cb%3E`, {
      body: '',
    });

    expect(answer).toMatchObject({ status: 200, text: 'Validation: Testing + <b>' });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('of CloudEvents: leave to send is given to who asks for it', async () => {
    const receiver = { verify: { kind: 'named', name: 'cloudevents' }, ...fieldsAt('type', 'id') };
    const { hookUrl } = await connect(receiver, { webhook: 'token' });
    const headers = { 'WebHook-Request-Origin': 'sender.example.com', 'WebHook-Request-Rate': '120' };

    const asked = await call(hookUrl, { method: 'OPTIONS', headers });
    const unasked = await call(hookUrl, { method: 'OPTIONS' });

    expect(asked.status).toBe(200);
    expect(asked.headers.get('webhook-allowed-origin')).toBe('sender.example.com');
    expect(asked.headers.get('webhook-allowed-rate')).toBe('*');
    expect(unasked.status).toBe(405);
  });

  it('of Asana: the first secret is kept and echoed, another one only in a window that somebody opened', async () => {
    const receiver = { verify: { kind: 'named', name: 'asana' }, ...fieldsAt('action', 'id') };
    const connection = await connect(receiver, {});
    const bring = (secret: string) =>
      call(connection.hookUrl, { headers: { 'X-Hook-Secret': secret }, body: '' });
    const hook = (secret: string) => {
      const { headers, body } = sign(hmac({ header: 'x-hook-signature' }), { body: '{"id":"1"}' }, secret);
      return call(connection.hookUrl, {
        headers: headers as Record<string, string>,
        body: Buffer.from(body),
      });
    };

    const first = await bring(SECRET);
    const believed = await hook(SECRET);
    const intruder = await bring(NEXT_SECRET);
    await host.admin.patch(`/v1/connections/${connection.id}`, {
      secrets: { rearm: [{ value: 'open', notAfter: new Date(Date.now() + MINUTE_MS).toISOString() }] },
    });
    const [armed, late] = [await bring(NEXT_SECRET), await bring('d759429f42edfb24579ef660356fc77b')];

    expect(first.status).toBe(200);
    expect(first.headers.get('x-hook-secret')).toBe(SECRET);
    expect([believed.status, intruder.status, armed.status, late.status]).toEqual([200, 401, 200, 401]);
    // The one before verifies for a day more.
    expect([(await hook(NEXT_SECRET)).status, (await hook(SECRET)).status]).toEqual([200, 200]);
    const { items } = await host.admin.get<Listed<{ action: string; subject: string }>>('/v1/audit?limit=50');
    expect(
      items.filter(({ action, subject }) => action === 'connection.take-secret' && subject === connection.id),
    ).toHaveLength(2);
  });

  describe('what could not be decided', () => {
    const certified = aCertificate({ name: 'sns.amazonaws.com', kind: 'rsa' });
    const { cert, key } = certified;
    const jwk = createPublicKey(key).export({ format: 'jwk' });

    it('is recovered once the sender’s host gives what proves it, by what was presented before the host stopped', async () => {
      const sns = onHost('sns', sender);
      const certificate = {
        to: await connect({ ...sns, ...fieldsAt('Type', 'MessageId') }, { topicArn: TOPIC }),
        at: '/SimpleNotificationService-9.pem',
      };
      const verify = jwt({
        header: 'authorization',
        prefix: 'Bearer ',
        algorithms: ['RS256'],
        jwks: `${sender.url}/late.json`,
        audience: 'me',
      });
      const keySet = {
        to: await connect({ verify, ...fieldsAt('Type', 'MessageId') }, {}),
        at: '/late.json',
      };
      for (const { at } of [certificate, keySet]) sender.answers.set(at, { status: 503, body: '' });
      const message = { Type: 'Notification', MessageId: 'm-9', Message: 'x', SignatureVersion: '2' };
      const body = JSON.stringify({ ...message, SigningCertURL: sender.url + certificate.at });
      const secret = { webhook: key, topicArn: TOPIC };
      const signed = sign(sns.verify, { url: certificate.to.hookUrl, headers: TEXT, body }, secret);
      const token = sign(verify, { url: keySet.to.hookUrl, body: JSON.stringify(message) }, key);
      const answers = await Promise.all([
        call(certificate.to.hookUrl, { headers: TEXT, body: Buffer.from(signed.body) }),
        call(keySet.to.hookUrl, {
          headers: token.headers as Record<string, string>,
          body: Buffer.from(token.body),
        }),
      ]);
      await Promise.all([reasons(certificate.to), reasons(keySet.to)]);
      const rejected = await host.admin.get<Listed<object>>(`/v1/rejections?connection=${keySet.to.id}`);
      const tooEarly = await Promise.all([recover(certificate.to), recover(keySet.to)]);

      sender.answers.set(certificate.at, { status: 200, body: cert });
      sender.answers.set(keySet.at, {
        status: 200,
        body: JSON.stringify({ keys: [{ ...jwk, use: 'sig' }] }),
      });
      await host.stop();
      await host.start();
      const recovered = await Promise.all([recover(certificate.to), recover(keySet.to)]);
      const again = await Promise.all([recover(certificate.to), recover(keySet.to)]);

      expect(answers.map(({ status }) => status)).toEqual([503, 503]);
      expect(JSON.stringify(rejected)).not.toMatch(/eyJ|sealed/);
      const nothing = { accepted: 0, duplicates: 0, refused: 0, incomplete: 0 };
      expect(tooEarly).toEqual([
        { ...nothing, refused: 1 },
        { ...nothing, refused: 1 },
      ]);
      expect(recovered).toEqual([
        { ...nothing, accepted: 1 },
        { ...nothing, accepted: 1 },
      ]);
      expect(again).toEqual([nothing, nothing]);
      for (const { to } of [certificate, keySet]) {
        await eventually(async () => {
          const { items } = await host.admin.get<Listed<{ recordId: string; scope: string }>>(
            `/v1/transfers?connection=${to.id}`,
          );
          return items.length === 1 && items[0]?.recordId === 'm-9' && items[0].scope === 'Notification';
        });
      }
      const [kept] = (await host.admin.get<Listed<{ id: string }>>(`/v1/hooks?connection=${keySet.to.id}`))
        .items;
      const hook = await host.admin.get<{ headers: Record<string, string> }>(`/v1/hooks/${kept?.id}`);
      expect(hook.headers['authorization']).toMatch(/^hash:[0-9a-f]{16}$/);
    });

    function recover({ id }: MadeConnection): Promise<unknown> {
      return host.admin.post(`/v1/connections/${id}/rejections/recover`);
    }
  });

  /** A connection of a receiver of its own. */
  async function connect(
    receiver: object,
    secrets: Readonly<Record<string, string>>,
  ): Promise<MadeConnection> {
    made += 1;
    const connector = `sender-${made}`;
    await host.admin.post('/v1/connectors', {
      name: connector,
      version: '1.0.0',
      scopes: [{ name: 'Notification', type: 'x:EVENT', action: 'UPDATED', source: 'payload' }],
      receiver,
    });
    return host.admin.post<MadeConnection>('/v1/connections', {
      connector,
      name: connector,
      mode: 'live',
      settings: {},
      secrets,
    });
  }

  async function reasons({ id }: MadeConnection): Promise<readonly string[]> {
    return eventually(async () => {
      const { items } = await host.admin.get<Listed<{ reason: string }>>(`/v1/rejections?connection=${id}`);
      return items.length > 0 && items.map(({ reason }) => reason);
    });
  }

  async function hooks({ id }: MadeConnection): Promise<number> {
    return (await host.admin.get<Listed<unknown>>(`/v1/hooks?connection=${id}`)).items.length;
  }
});

function fieldsAt(scope: string, id: string): object {
  return {
    fields: [
      { value: 'Scope', from: 'BodyPath', at: scope, processing: 'AsIs' },
      { value: 'ExternalId', from: 'BodyPath', at: id, processing: 'AsIs' },
    ],
  };
}

/** How a sender signs, with the sender of this test in the place of its hosts. */
function onHost(name: SignatureName, { host }: Sender): { readonly verify: VerifyScheme } {
  const text = JSON.stringify(signatures[name], (key, value: unknown) => (key === 'hosts' ? [host] : value));
  return JSON.parse(text) as { verify: VerifyScheme };
}

async function call(
  url: string,
  {
    method = 'POST',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
): Promise<Answered> {
  const type = { 'content-type': 'application/json' };
  const answer = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : type), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The sender's own host: gives what it is told to, at every path. */
class Sender {
  readonly calls: string[] = [];
  readonly answers = new Map<string, { readonly status: number; readonly body: string } | 'hang'>();
  private held: (() => void)[] = [];
  private readonly server = createServer((request, response) => {
    const path = request.url ?? '';
    this.calls.push(path);
    const answer = this.answers.get(path) ?? { status: 404, body: '' };
    if (answer === 'hang') this.held.push(() => response.writeHead(503).end());
    else response.writeHead(answer.status).end(answer.body);
  });

  static async open(): Promise<Sender> {
    const sender = new Sender();
    await new Promise<void>((resolve) => sender.server.listen(0, '127.0.0.1', resolve));
    return sender;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** As a scheme names it. */
  get host(): string {
    return this.url;
  }

  letGo(): void {
    for (const answer of this.held.splice(0)) answer();
  }

  close(): void {
    this.letGo();
    this.server.close();
    this.server.closeAllConnections();
  }
}
