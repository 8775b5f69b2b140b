import { generateKeyPairSync, randomBytes } from 'node:crypto';

import {
  basic,
  ecdsa,
  ed25519,
  hash,
  hmac,
  rsa,
  secretPath,
  standardWebhooks,
  token,
  unsigned,
  type SignedRequest,
  type VerifyScheme,
} from '@hookyard/sdk';
import { sign } from '@hookyard/sdk/testing';

import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

/** A way to prove that a hook is genuine, and how it may fail to. */
interface Case {
  readonly scheme: VerifyScheme;
  readonly keys: () => Keys;
  readonly malformed: (request: SignedRequest) => SignedRequest;
  /** What the operator reads, by what was wrong. */
  readonly reasons: Readonly<Record<string, string>>;
}

interface Keys {
  /** What the connection is given. */
  readonly stored: string;
  /** What the sender signs with; the same where the secret is shared. */
  readonly signing: string;
}

interface Rejected {
  readonly reason: string;
  readonly status: number;
}

const BODY = JSON.stringify({ id: '7', note: 'é \\/' });
const HOUR_MS = 3_600_000;

const SIGNED = {
  'without a proof': 'missing-signature',
  'with a malformed one': 'malformed-signature',
  'with another key': 'signature-mismatch',
  'over another body': 'signature-mismatch',
};
/** Bare text that is no signature cannot be told from one that is wrong. */
const BARE = { 'with a malformed one': 'signature-mismatch' };
const TIMED = { ...SIGNED, 'signed an hour ago': 'too-old', 'signed an hour ahead': 'too-new' };
const TOKEN = {
  'without a proof': 'missing-token',
  'with a malformed one': 'token-mismatch',
  'with another key': 'token-mismatch',
};

const shared = (): Keys => same(randomBytes(24).toString('hex'));
const timeIn = { header: 'x-time' };

const CASES: Readonly<Record<string, Case>> = {
  'hmac in hex behind a prefix': {
    scheme: hmac({ header: 'x-signature', prefix: 'sha256=' }),
    keys: shared,
    malformed: header('x-signature', (text) => text.replace('sha256=', '')),
    reasons: SIGNED,
  },
  'hmac in base64': {
    scheme: hmac({ header: 'x-signature', encoding: 'base64' }),
    keys: shared,
    malformed: header('x-signature', () => '%%%'),
    reasons: { ...SIGNED, ...BARE },
  },
  'hmac in a list with a time of signing': {
    scheme: hmac({
      header: 'x-signature',
      list: { separator: ',', pair: '=', key: 'v1' },
      timestamp: { item: 't' },
    }),
    keys: shared,
    malformed: header('x-signature', (text) => text.replace('v1=', 'v0=')),
    reasons: TIMED,
  },
  'Standard Webhooks v1': {
    scheme: standardWebhooks(),
    keys: () => same(`whsec_${randomBytes(32).toString('base64')}`),
    malformed: header('webhook-signature', (text) => text.replace('v1,', '')),
    reasons: TIMED,
  },
  'Standard Webhooks v1a': {
    scheme: standardWebhooks(),
    keys: standardKeys,
    malformed: header('webhook-signature', (text) => text.replace('v1a,', 'v2,')),
    reasons: TIMED,
  },
  'Ed25519 with a time of signing': {
    scheme: ed25519({ header: 'x-signature', timestamp: timeIn }),
    keys: () => asymmetric('ed25519'),
    malformed: header('x-signature', () => '!'),
    reasons: { ...TIMED, ...BARE },
  },
  'ECDSA P-256': {
    scheme: ecdsa({ header: 'x-signature' }),
    keys: () => asymmetric('ec'),
    malformed: header('x-signature', () => '!'),
    reasons: { ...SIGNED, ...BARE },
  },
  RSA: {
    scheme: rsa({ header: 'x-signature', timestamp: { ...timeIn, unit: 'rfc3339' } }),
    keys: () => asymmetric('rsa'),
    malformed: header('x-time', () => 'yesterday'),
    reasons: { ...TIMED, 'with a malformed one': 'malformed-timestamp' },
  },
  'a plain hash over secret, method, address and body': {
    scheme: hash({ header: 'x-signature', content: '{secret}{method}{url}{body}' }),
    keys: shared,
    malformed: header('x-signature', (text) => text.slice(2)),
    reasons: { ...SIGNED, ...BARE },
  },
  'a token': {
    scheme: token({ header: 'x-token', prefix: 'Bearer ' }),
    keys: shared,
    malformed: header('x-token', (text) => text.replace('Bearer ', '')),
    reasons: TOKEN,
  },
  'basic authentication': {
    scheme: basic({ user: 'acme' }),
    keys: shared,
    malformed: header('authorization', () => 'Basic %%%'),
    reasons: { ...TOKEN, 'with a malformed one': 'missing-token' },
  },
  'a secret path': {
    scheme: secretPath(),
    keys: shared,
    malformed: (request) => ({ ...request, url: `${request.url}x` }),
    reasons: TOKEN,
  },
};

/** What every refused sender gets, whatever was wrong. */
const REFUSED = {
  status: 401,
  type: expect.stringMatching(/^application\/problem\+json\b/),
  problem: {
    type: 'https://hookyard.dev/errors/HOOK_NOT_GENUINE',
    title: 'The request did not prove that it is genuine',
    status: 401,
    code: 'HOOK_NOT_GENUINE',
    remedy: expect.any(String),
    requestId: expect.any(String),
  },
};

interface Made {
  readonly connection: MadeConnection;
  readonly scheme: VerifyScheme;
  readonly signing: string;
}

describe('signatures at a running host', () => {
  let host: HostProcess;
  const made = new Map<string, Made>();

  beforeAll(async () => {
    host = await HostProcess.start();
    for (const [name, { scheme, keys }] of Object.entries(CASES)) {
      const { stored, signing } = keys();
      made.set(name, { connection: await connect(made.size, scheme, stored), scheme, signing });
    }
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
  });

  it.each(Object.keys(CASES))('%s: a genuine hook is accepted', async (name) => {
    const { connection, scheme, signing } = of(name);

    const answer = await send(sign(scheme, { url: connection.hookUrl, body: BODY }, signing));

    expect(answer).toEqual({ status: 200, type: null, problem: null });
  });

  it.each(refusals())(
    '%s: a hook %s is refused without the reason, which the operator reads: %s',
    async (name, wrong, reason) => {
      // Of a flood of refusals one in 10 ms is kept: what came too soon after another is sent again.
      const [answer, kept] = await eventually(async () => {
        const answered = await send(spoilt(name, wrong));
        const { items } = await host.admin.get<{ items: Rejected[] }>(
          `/v1/rejections?connection=${of(name).connection.id}&limit=1`,
        );
        return items[0]?.reason === reason && ([answered, items[0]] as const);
      });

      expect(answer).toEqual(REFUSED);
      expect(kept).toMatchObject({ reason, status: 401 });
    },
  );

  it('nothing that was refused became a hook', async () => {
    const counts = await Promise.all(
      [...made.values()].map(async ({ connection }) => {
        const { items } = await host.admin.get<{ items: unknown[] }>(`/v1/hooks?connection=${connection.id}`);
        return items.length;
      }),
    );

    expect(new Set(counts)).toEqual(new Set([1]));
  });

  async function connect(number: number, verify: VerifyScheme, stored: string): Promise<MadeConnection> {
    const name = `signed-${number}`;
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
      },
    });
    return host.admin.post('/v1/connections', {
      connector: name,
      name,
      mode: 'live',
      secrets: { webhook: stored },
    });
  }

  function of(name: string): Made {
    const found = made.get(name);
    if (!found) throw new Error(`nothing was connected for ${name}`);
    return found;
  }

  function spoilt(name: string, wrong: string): SignedRequest {
    const { connection, scheme, signing } = of(name);
    const { keys, malformed } = CASES[name] as Case;
    const request = { url: connection.hookUrl, body: BODY };
    switch (wrong) {
      case 'without a proof':
        return sign(unsigned('it is left out'), request, '');
      case 'with a malformed one':
        return malformed(sign(scheme, request, signing));
      case 'with another key':
        return sign(scheme, request, keys().signing);
      case 'over another body':
        return { ...sign(scheme, request, signing), body: Buffer.from(BODY.replace('7', '8')) };
      case 'signed an hour ago':
        return sign(scheme, request, signing, { at: Date.now() - HOUR_MS });
      default:
        return sign(scheme, request, signing, { at: Date.now() + HOUR_MS });
    }
  }
});

function refusals(): [string, string, string][] {
  return Object.entries(CASES).flatMap(([name, { reasons }]) =>
    Object.entries(reasons).map(([wrong, reason]): [string, string, string] => [name, wrong, reason]),
  );
}

async function send(
  request: SignedRequest,
): Promise<{ status: number; type: string | null; problem: unknown }> {
  const { method, url, headers, body } = request;
  const answer = await fetch(url, {
    method,
    headers: headers as Record<string, string>,
    body: new Uint8Array(body),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    problem: text === '' ? null : JSON.parse(text),
  };
}

function header(name: string, spoil: (text: string) => string): (request: SignedRequest) => SignedRequest {
  return (request) => ({
    ...request,
    headers: { ...request.headers, [name]: spoil(request.headers[name] ?? '') },
  });
}

function same(secret: string): Keys {
  return { stored: secret, signing: secret };
}

function asymmetric(kind: 'ed25519' | 'ec' | 'rsa'): Keys {
  const { publicKey, privateKey } =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : kind === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    stored: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    signing: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A public key as Standard Webhooks writes it: the 32 bytes behind the head of its DER. */
function standardKeys(): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bare = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  return {
    stored: `whpk_${bare.toString('base64')}`,
    signing: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
