import {
  answerHandshake,
  compileVerifier,
  signatureEntries,
  signatures,
  verifySchemeSchema,
  type SignatureName,
  type SignaturePreset,
} from '@hookyard/sdk';

import { corpusVectors, receiptOf, requestOf, secretsOf, type Vector } from './vectors.js';

/** Where a signature covers a part of the body, the bytes of that part. */
const SIGNED_PART: Readonly<Record<string, RegExp>> = {
  mailgun: /"(?:timestamp|token)":"[^"]+/g,
  adyen: /"(?:pspReference|merchantAccountCode|merchantReference|eventCode|success)"\s*:\s*"[^"]+/g,
  braintree: /bt_payload=[\w%+/]+/g,
};
/** Of long bodies so many bytes are tried, evenly spread. */
const MOST_BYTES = 200;

const vectors = corpusVectors();
const verifiable = vectors ?? [];
const signed = verifiable.filter((vector) => !isHandshake(vector));
const genuine = signed.filter(({ valid }) => valid === true);
let agreed = 0;

(vectors === null ? describe.skip : describe)('the signature vectors of the corpus', () => {
  it('every preset is valid in its data form', () => {
    for (const { verify } of Object.values(signatures)) {
      const copy: unknown = JSON.parse(JSON.stringify(verify));

      expect(verifySchemeSchema.parse(copy)).toEqual(copy);
    }
  });

  it.each(signed.map((vector) => [`${vector.provider}: ${vector.name}`, vector] as const))(
    '%s',
    (_, vector) => {
      const isGenuine = judge(vector);

      expect(isGenuine).toBe(vector.valid);
      agreed += 1;
    },
  );

  it.each(verifiable.filter(isHandshake).map((vector) => [vector.name, vector] as const))(
    'reply: %s',
    (_, vector) => {
      const { handshakes = [] } = presetOf(vector);

      const answer = answerHandshake(handshakes, requestOf(vector), secretsOf(vector), { isVerified: false });

      expect(JSON.parse(answer?.body ?? '')).toEqual(JSON.parse(vector.signedContent.replace('reply ', '')));
      agreed += 1;
    },
  );

  it.each(genuine.map((vector) => [`${vector.provider}: ${vector.name}`, vector] as const))(
    'another byte of body, signature or secret fails: %s',
    (_, vector) => {
      const believed = [...otherBodies(vector), ...otherSignatures(vector), ...otherSecrets(vector)].filter(
        ([, other]) => judge(other),
      );

      expect(believed.map(([what]) => what)).toEqual([]);
    },
  );

  it('counts: all of them agreed', () => {
    process.stdout.write(`signature vectors: ${agreed} of ${verifiable.length} verifiable agree\n`);

    expect(verifiable.length).toBeGreaterThanOrEqual(74);
    expect(agreed).toBe(verifiable.length);
  });
});

type Changed = readonly [what: string, vector: Vector];

function otherBodies(vector: Vector): Changed[] {
  const body = Buffer.from(vector.body, vector.bodyEncoding);
  const places = signedPlaces(vector, body);
  const step = Math.max(1, Math.floor(places.length / MOST_BYTES));
  return places
    .filter((_, index) => index % step === 0)
    .map((at) => {
      const other = Buffer.from(body);
      other[at] = (other[at] ?? 0) ^ 1;
      return [`body ${at}`, { ...vector, body: other.toString('base64'), bodyEncoding: 'base64' }];
    });
}

function signedPlaces(vector: Vector, body: Buffer): number[] {
  const part = SIGNED_PART[presetNameOf(vector)];
  if (!part) return [...body.keys()];
  // The last byte of each: of a name in quotes and its value that is the value.
  return [...body.toString('latin1').matchAll(part)].map(({ 0: text, index }) => index + text.length - 1);
}

function otherSignatures(vector: Vector): Changed[] {
  const changed = Object.entries(vector.headers)
    .filter(([name]) => /signature|hmac/i.test(name) && !/timestamp|version/i.test(name))
    .map(([name, value]): Changed => {
      // One byte of each signature in the list.
      const other = value.replace(/[0-9A-Za-z+/]{20,}/g, (text) =>
        text[9] === 'A' ? put(text, 'B') : put(text, 'A'),
      );
      return [name, { ...vector, headers: { ...vector.headers, [name]: other } }];
    });
  if (changed.length > 0) return changed;
  const inBody =
    /((?:"signature"|"hmacSignature"):"|bt_signature=[^%]*%7C|bt_signature=[^|]*\|)([0-9A-Za-z])/;
  const other = vector.body.replace(inBody, (_, before: string, char: string) =>
    before.concat(char === '0' ? '1' : '0'),
  );
  return [[other === vector.body ? 'no signature was found' : 'signature', { ...vector, body: other }]];
}

function put(text: string, char: string): string {
  return text.slice(0, 9) + char + text.slice(10);
}

function otherSecrets(vector: Vector): Changed[] {
  const secret = vector.secretOrPublicKey ?? '';
  const at = Math.floor(secret.length / 2);
  const other = secret.slice(0, at) + (secret[at] === '1' ? '2' : '1') + secret.slice(at + 1);
  if (!secret.startsWith('{')) return [['secret', { ...vector, secretOrPublicKey: other }]];
  const named = JSON.parse(secret) as Record<string, string>;
  const wrong = Object.fromEntries(Object.entries(named).map(([name, value]) => [name, `${value}x`]));
  return [['secret', { ...vector, secretOrPublicKey: JSON.stringify(wrong) }]];
}

function isHandshake(vector: Vector): boolean {
  return vector.signedContent.startsWith('reply ');
}

function presetNameOf({ provider, scheme }: Vector): SignatureName {
  const version = /X-HubSpot-Signature (v\d)/.exec(scheme)?.[1];
  const name = version
    ? `hubspot-${version}`
    : scheme.startsWith('HmacSignature')
      ? 'adyen-banking'
      : provider;
  if (!Object.hasOwn(signatureEntries, name)) throw new Error(`no preset for ${name}`);
  return name as SignatureName;
}

function presetOf(vector: Vector): SignaturePreset {
  return signatures[presetNameOf(vector)];
}

function judge(vector: Vector): boolean {
  const request = requestOf(vector);
  const verifier = compileVerifier(presetOf(vector).verify);
  const receivedAt = receiptOf(vector);
  if (!verifier.isPerElement) return verifier.verify(request, secretsOf(vector), receivedAt).ok;
  const { notificationItems } = JSON.parse(Buffer.from(request.body).toString()) as {
    notificationItems: readonly unknown[];
  };
  return (
    notificationItems.length > 0 &&
    notificationItems.every((item) => verifier.verifyElement(item, secretsOf(vector), receivedAt).ok)
  );
}
