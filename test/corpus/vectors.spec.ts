import { readFileSync } from 'node:fs';

import {
  answerHandshake,
  compileVerifier,
  verifySchemeSchema,
  type LiveSecrets,
  type SignedRequest,
  type VerifyResult,
} from '@hookyard/sdk';

import { sharedPath } from '../kit/shared-material.js';
import { VECTOR_SCHEMES } from './vector-schemes.js';

interface Vector {
  readonly provider: string;
  readonly scheme: string;
  readonly name: string;
  readonly secretOrPublicKey: string | null;
  readonly method: string;
  readonly url: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bodyEncoding: 'utf8' | 'base64';
  readonly signedContent: string;
  readonly now?: number;
  readonly valid: boolean | null;
  readonly verified: boolean;
}

const path = sharedPath('corpus', 'vectors.json');
const vectors: readonly Vector[] = path === null ? [] : JSON.parse(readFileSync(path, 'utf8'));
const verifiable = vectors.filter(({ verified }) => verified);
const signatures = verifiable.filter((vector) => !isHandshake(vector));
let agreed = 0;

(path === null ? describe.skip : describe)('the signature vectors of the corpus', () => {
  it('every scheme used is valid in its data form', () => {
    for (const scheme of Object.values(VECTOR_SCHEMES)) {
      const copy: unknown = JSON.parse(JSON.stringify(scheme));

      expect(verifySchemeSchema.parse(copy)).toEqual(copy);
    }
  });

  it.each(signatures.map((vector) => [`${vector.provider}: ${vector.name}`, vector] as const))(
    '%s',
    (_, vector) => {
      const result = judge(vector);

      expect(result).toMatchObject({ ok: vector.valid });
      agreed += 1;
    },
  );

  it.each(verifiable.filter(isHandshake).map((vector) => [vector.name, vector] as const))(
    'reply: %s',
    (_, vector) => {
      const answer = answerHandshake(
        [
          {
            kind: 'hmacToken',
            match: { event: 'endpoint.url_validation' },
            from: 'payload.plainToken',
            signed: false,
          },
        ],
        requestOf(vector),
        secretsOf(vector),
        false,
      );

      expect(JSON.parse(answer?.body ?? '')).toEqual(JSON.parse(vector.signedContent.replace('reply ', '')));
      agreed += 1;
    },
  );

  it('counts: all of them agreed', () => {
    process.stdout.write(`signature vectors: ${agreed} of ${verifiable.length} verifiable agree\n`);

    expect(verifiable.length).toBeGreaterThanOrEqual(74);
    expect(agreed).toBe(verifiable.length);
  });
});

function isHandshake(vector: Vector): boolean {
  return vector.signedContent.startsWith('reply ');
}

function judge(vector: Vector): VerifyResult {
  const key = vector.scheme.startsWith('HmacSignature') ? 'adyen banking' : vector.provider;
  const scheme = VECTOR_SCHEMES[key];
  if (!scheme) throw new Error(`no scheme for ${key}`);
  const request = requestOf(vector);
  const verifier = compileVerifier(scheme);
  const receivedAt = receiptOf(vector);
  if (!verifier.isPerElement) return verifier.verify(request, secretsOf(vector), receivedAt);
  const { notificationItems } = JSON.parse(vector.body) as { notificationItems: readonly unknown[] };
  const results = notificationItems.map((item) =>
    verifier.verifyElement(item, secretsOf(vector), receivedAt),
  );
  return results.find(({ ok }) => !ok) ?? results[0] ?? { ok: false, reason: 'missing-content' };
}

function requestOf(vector: Vector): SignedRequest {
  const url = vector.url ?? 'https://hooks.example.com/hooks/k';
  const headers = Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    method: vector.method,
    url,
    headers: Object.fromEntries(headers),
    query: url.split('?')[1] ?? '',
    path: '',
    body: Buffer.from(vector.body, vector.bodyEncoding),
  };
}

/** The vector's clock, or where it has none the time its body names. */
function receiptOf(vector: Vector): number {
  const inBody = /"timestamp":\s*"(\d{10})"/.exec(vector.body)?.[1];
  return (vector.now ?? Number(inBody ?? 0)) * 1000;
}

function secretsOf(vector: Vector): LiveSecrets {
  const value = vector.secretOrPublicKey ?? '';
  const named = value.startsWith('{') ? (JSON.parse(value) as Record<string, string>) : { webhook: value };
  return Object.fromEntries(Object.entries(named).map(([name, text]) => [name, [{ id: name, value: text }]]));
}
