import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { basic, hmac, secretPath, token, type SignedRequest, type VerifyScheme } from '@hookyard/sdk';
import { sign } from '@hookyard/sdk/testing';

import { eventually } from '../kit/eventually.js';
import { HostProcess, TEST_ADMIN_KEY } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

interface Listed<T> {
  readonly items: readonly T[];
}

interface HookItem {
  readonly id: string;
  readonly state: string;
  readonly receivedAt: string;
  readonly counts: { readonly requests: number };
}

const WRONG = 'the secret of another system';
const RIGHT = 'the secret the sender signs with';

const SCHEMES: Readonly<Record<string, VerifyScheme>> = {
  'a signature': hmac({ header: 'x-signature' }),
  'a signature with its time': hmac({
    header: 'x-signature',
    timestamp: { header: 'x-time' },
    maxAge: '5m',
  }),
  'a token in a header': token({ header: 'x-token', prefix: 'Bearer ' }),
  'a token in the query': token({ query: 'code' }),
  'basic authentication': basic({ user: 'acme' }),
  'a secret path': secretPath(),
};

describe('requests rejected for a wrong secret', () => {
  let host: HostProcess;
  let made = 0;

  beforeAll(async () => {
    host = await HostProcess.start();
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
  });

  it.each(Object.entries(SCHEMES))('with %s become hooks once the right one is set', async (_, scheme) => {
    const connection = await connect(scheme);
    const sentAt = Date.now();
    await rejected(connection, sign(scheme, { url: connection.hookUrl, body: '{"id":"1"}' }, RIGHT));
    await rejected(connection, sign(scheme, { url: connection.hookUrl, body: '{"id":"2"}' }, RIGHT));
    await rejected(
      connection,
      sign(scheme, { url: connection.hookUrl, body: '{"id":"3"}' }, 'a third secret'),
    );
    const until = Date.now();
    const before = await recover(connection);

    await setSecret(connection);
    const recovered = await recover(connection);
    const again = await recover(connection);

    expect(before).toEqual({ accepted: 0, duplicates: 0, refused: 3, incomplete: 0 });
    expect(recovered).toEqual({ accepted: 2, duplicates: 0, refused: 1, incomplete: 0 });
    expect(again).toEqual({ accepted: 0, duplicates: 0, refused: 1, incomplete: 0 });
    const hooks = await resolved(connection, 2);
    expect(hooks.map(({ counts }) => counts.requests)).toEqual([1, 1]);
    for (const { receivedAt } of hooks) {
      expect(Date.parse(receivedAt)).toBeGreaterThanOrEqual(sentAt);
      expect(Date.parse(receivedAt)).toBeLessThanOrEqual(until);
    }
    expect(await bodiesOf(hooks)).toEqual(['{"id":"1"}', '{"id":"2"}']);
  });

  it('that came in the meantime are not accepted twice', async () => {
    const scheme = hmac({ header: 'x-signature' });
    const connection = await connect(scheme, { deliveryId: 'BodyJSON.id' });
    const request = sign(scheme, { url: connection.hookUrl, body: '{"id":"1"}' }, RIGHT);
    await rejected(connection, request);
    await setSecret(connection);
    expect(await send(request)).toBe(200);

    const recovered = await recover(connection);

    expect(recovered).toEqual({ accepted: 0, duplicates: 1, refused: 0, incomplete: 0 });
    expect(await resolved(connection, 1)).toHaveLength(1);
  });

  it('are recovered by the bytes that were signed, where those were compressed', async () => {
    const connection = await connect(hmac({ header: 'x-signature' }));
    const plain = '{"id":"1"}';
    const signature = createHmac('sha256', RIGHT).update(plain).digest('hex');
    const headers = {
      'content-encoding': 'gzip',
      'content-type': 'application/json',
      'x-signature': signature,
    };
    await rejected(connection, requestTo(connection, { headers, body: gzipSync(plain) }));
    await setSecret(connection);

    const recovered = await recover(connection);

    expect(recovered.accepted).toBe(1);
    expect(await bodiesOf(await resolved(connection, 1))).toEqual([plain]);
  });

  it('that were too large to keep are lost, and those refused for something else stay refused', async () => {
    const scheme = hmac({ header: 'x-signature' });
    const connection = await connect(scheme);
    const large = JSON.stringify({ id: '1', text: 'x'.repeat(70_000) });
    await rejected(connection, sign(scheme, { url: connection.hookUrl, body: large }, RIGHT));
    await rejected(connection, requestTo(connection, { method: 'PUT', body: Buffer.from('{}') }));
    await setSecret(connection);

    const recovered = await recover(connection);

    expect(recovered).toEqual({ accepted: 0, duplicates: 0, refused: 1, incomplete: 1 });
  });

  it("of another tenant are nobody's business", async () => {
    const answer = await host.admin.raw('POST', '/v1/connections/con_unknown/rejections/recover');

    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  async function connect(verify: VerifyScheme, more: object = {}): Promise<MadeConnection> {
    made += 1;
    const name = `wrong-${made}`;
    await host.admin.post('/v1/connectors', {
      name,
      version: '1.0.0',
      scopes: [
        { name: 'thing', type: 'x:THING', action: 'UPDATED', description: 'A thing', source: 'payload' },
      ],
      receiver: {
        methods: ['POST'],
        verify,
        hasMultiple: false,
        fields: [
          { value: 'Scope', from: 'Static', at: 'thing', processing: 'AsIs' },
          { value: 'ExternalId', from: 'BodyPath', at: 'id' },
        ],
        ...more,
      },
    });
    const secrets = { webhook: WRONG };
    return host.admin.post('/v1/connections', { connector: name, name, mode: 'live', secrets });
  }

  async function setSecret({ id }: MadeConnection): Promise<void> {
    await host.admin.patch(`/v1/connections/${id}`, { secrets: { webhook: [{ value: RIGHT }] } });
  }

  function recover({ id }: MadeConnection): Promise<Record<string, number>> {
    return host.admin.post(`/v1/connections/${id}/rejections/recover`);
  }

  /** Of a flood of refusals one in 10 ms is kept: sent until it is. */
  async function rejected({ id }: MadeConnection, request: SignedRequest): Promise<void> {
    const kept = async (): Promise<number> =>
      (await host.admin.get<Listed<unknown>>(`/v1/rejections?connection=${id}`)).items.length;
    const before = await kept();
    await eventually(async () => {
      expect(await send(request)).toBeGreaterThanOrEqual(400);
      return eventually(async () => (await kept()) > before, 1_000);
    });
  }

  async function resolved({ id }: MadeConnection, count: number): Promise<readonly HookItem[]> {
    return eventually(async () => {
      const { items } = await host.admin.get<Listed<HookItem>>(`/v1/hooks?connection=${id}`);
      return items.length === count && items.every(({ state }) => state === 'resolved') && items.toReversed();
    });
  }

  function bodiesOf(hooks: readonly HookItem[]): Promise<string[]> {
    return Promise.all(
      hooks.map(async ({ id }) => {
        const answer = await fetch(`${host.url}/v1/hooks/${id}/body`, {
          headers: { authorization: `Bearer ${TEST_ADMIN_KEY}` },
        });
        return answer.text();
      }),
    );
  }
});

function requestTo(
  { hookUrl: url }: MadeConnection,
  {
    method = 'POST',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body: Buffer },
): SignedRequest {
  return { method, url, headers, body, path: '', query: '' };
}

async function send({ method, url, headers, body }: SignedRequest): Promise<number> {
  const answer = await fetch(url, {
    method,
    headers: headers as Record<string, string>,
    body: new Uint8Array(body),
  });
  await answer.arrayBuffer();
  return answer.status;
}
