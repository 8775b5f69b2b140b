import fc from 'fast-check';

import {
  compileVerifier,
  hmac,
  token,
  unsigned,
  type LiveSecrets,
  type SignedRequest,
  type VerifyScheme,
} from '@hookyard/sdk';
import { sign, signElement } from '@hookyard/sdk/testing';

import { CREDENTIALS, TIMED, TIMELESS, type SchemeCase } from './cases.js';

const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
const SIGNED = [...TIMED, ...TIMELESS];
const ALL = [...SIGNED, ...CREDENTIALS];
const named = (cases: readonly SchemeCase[]): [string, SchemeCase][] => cases.map((one) => [one.name, one]);
const body = JSON.stringify({ id: 'a:1', a: { b: 'back\\slash' }, text: 'grüße' });
const requestFor = (one: SchemeCase) => one.request ?? { body };
const signedBy = (one: SchemeCase, at = NOW): SignedRequest =>
  sign(one.scheme, requestFor(one), one.signWith, { at });
const live = (value: string, notAfter?: number) => ({ webhook: [{ id: 'sec_1', value, notAfter }] });
const judge = (scheme: VerifyScheme, request: SignedRequest, value: string) =>
  compileVerifier(scheme).verify(request, live(value), NOW);

describe('every scheme', () => {
  it.each(named(ALL))('%s: what the provider signs verifies', (_, one) => {
    const result = judge(one.scheme, signedBy(one), one.verifyWith);

    expect(result).toMatchObject({ ok: true, secretId: 'sec_1' });
  });

  it.each(named(ALL))('%s: an absent signature is refused', (_, one) => {
    const bare = sign(unsigned('nothing signed here'), requestFor(one), '');

    const result = judge(one.scheme, bare, one.verifyWith);

    expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(/^missing-/) });
  });

  it.each(named(ALL))('%s: another secret is refused', (_, one) => {
    const other = ALL.find(({ verifyWith }) => verifyWith !== one.verifyWith)?.verifyWith ?? '';

    const result = judge(one.scheme, signedBy(one), other);

    expect(result.ok).toBe(false);
  });

  it.each(named(ALL))('%s: without a live secret nothing passes', (_, one) => {
    const verifier = compileVerifier(one.scheme);

    expect(verifier.verify(signedBy(one), {}, NOW)).toMatchObject({ ok: false, reason: 'no-live-secret' });
    expect(verifier.verify(signedBy(one), live(''), NOW).ok).toBe(false);
    expect(verifier.verify(signedBy(one), live(one.verifyWith, NOW - 1), NOW).ok).toBe(false);
  });

  it.each(named(SIGNED))('%s: malformed signatures are refused', (_, one) => {
    const request = signedBy(one);
    const garbage = ['?', '=', 'v1,', 't=,v1=', 'x'.repeat(100_000), '\u0000', 'sha256=zz', '&|&|'];

    for (const text of garbage) {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, isSignature(name) ? text : value]),
      );
      const broken = { ...request, headers, query: `sig=${encodeURIComponent(text)}` };
      const isInHeaders = Object.keys(request.headers).some(isSignature);

      expect(compileVerifier(one.scheme).verify(broken, live(one.verifyWith), NOW).ok).toBe(
        !isInHeaders && !request.query.includes('sig='),
      );
    }
  });
});

describe('time', () => {
  it.each(named(TIMED))('%s: far past and far future are refused', (_, one) => {
    const verifier = compileVerifier(one.scheme);

    expect(verifier.verify(signedBy(one, NOW - HOUR), live(one.verifyWith), NOW)).toEqual({
      ok: false,
      reason: 'too-old',
    });
    expect(verifier.verify(signedBy(one, NOW + HOUR), live(one.verifyWith), NOW)).toEqual({
      ok: false,
      reason: 'too-new',
    });
    expect(verifier.verify(signedBy(one, 0), live(one.verifyWith), NOW).ok).toBe(false);
  });

  it('both limits can be set', () => {
    const scheme = hmac({
      header: 'x-sig',
      timestamp: { header: 'x-time' },
      maxAge: '2h',
      maxFuture: 10_000,
    });

    expect(judge(scheme, sign(scheme, { body }, 'k', { at: NOW - HOUR }), 'k').ok).toBe(true);
    expect(judge(scheme, sign(scheme, { body }, 'k', { at: NOW + 11_000 }), 'k').ok).toBe(false);
  });

  it('both limits can be switched off', () => {
    const scheme = hmac({
      header: 'x-sig',
      timestamp: { header: 'x-time' },
      maxAge: false,
      maxFuture: false,
    });

    expect(judge(scheme, sign(scheme, { body }, 'k', { at: 0 }), 'k').ok).toBe(true);
  });

  it.each(['NaN', '1e9', '-5', '99999999999999999999', ' 1', '0x10'])(
    'a time written %p is malformed',
    (time) => {
      const scheme = hmac({ header: 'x-sig', timestamp: { header: 'x-time' } });
      const request = sign(scheme, { body }, 'k', { at: NOW });

      const result = judge(scheme, { ...request, headers: { ...request.headers, 'x-time': time } }, 'k');

      expect(result).toEqual({ ok: false, reason: 'malformed-timestamp' });
    },
  );
});

describe('rotation', () => {
  const scheme = hmac({ header: 'x-sig' });
  const secrets = {
    webhook: [
      { id: 'new', value: 'second' },
      { id: 'old', value: 'first', notAfter: NOW + HOUR },
    ],
  };

  it('the old secret verifies until its end, and is named', () => {
    const verifier = compileVerifier(scheme);
    const request = sign(scheme, { body }, 'first');

    expect(verifier.verify(request, secrets, NOW + HOUR)).toMatchObject({ ok: true, secretId: 'old' });
    expect(verifier.verify(request, secrets, NOW + HOUR + 1)).toEqual({
      ok: false,
      reason: 'signature-mismatch',
    });
  });

  it('the new secret verifies at once', () => {
    const result = compileVerifier(scheme).verify(sign(scheme, { body }, 'second'), secrets, NOW);

    expect(result).toMatchObject({ ok: true, secretId: 'new', scheme: 'hmac-sha256' });
  });

  it('at most five live values are tried', () => {
    const many = Array.from({ length: 6 }, (_, index) => ({ id: `s${index}`, value: `v${index}` }));

    const result = compileVerifier(scheme).verify(sign(scheme, { body }, 'v5'), { webhook: many }, NOW);

    expect(result.ok).toBe(false);
  });
});

describe('elements', () => {
  const scheme = hmac({
    body: 'data.signature',
    content: '{fields}',
    fields: { paths: ['id', 'amount.value', 'absent'] },
    perElement: true,
  });
  const element = { id: 'E-1', amount: { value: 1250 } };

  it('a signed element verifies, a changed one does not', () => {
    const verifier = compileVerifier(scheme);
    const signed = signElement(scheme, element, 'k');

    expect(verifier.verifyElement(signed, live('k'), NOW)).toMatchObject({ ok: true, secretId: 'sec_1' });
    expect(verifier.verifyElement({ ...signed, id: 'E-2' }, live('k'), NOW).ok).toBe(false);
    expect(verifier.verifyElement(element, live('k'), NOW)).toEqual({
      ok: false,
      reason: 'missing-signature',
    });
  });

  it('the request passes with nothing proven', () => {
    const verifier = compileVerifier(scheme);

    expect(verifier.isPerElement).toBe(true);
    expect(verifier.verify(sign(unsigned('per element'), { body }, ''), {}, NOW)).toMatchObject({
      scheme: 'per-element',
    });
  });

  it.each([null, 1, 'text', [], { data: { signature: {} } }, { data: null }])(
    '%p is refused, not thrown at',
    (value) => {
      expect(compileVerifier(scheme).verifyElement(value, live('k'), NOW).ok).toBe(false);
    },
  );

  it('a token may lie in each element', () => {
    const perElement = token({ body: 'clientState', perElement: true });

    expect(compileVerifier(perElement).verifyElement({ clientState: 'k' }, live('k'), NOW).ok).toBe(true);
    expect(compileVerifier(perElement).verifyElement({ clientState: 'x' }, live('k'), NOW).ok).toBe(false);
  });
});

describe('what must not slip through', () => {
  it('a public Standard Webhooks key is never a shared secret', () => {
    const whpk = TIMED.find(({ name }) => name === 'Standard Webhooks v1a')?.verifyWith ?? '';
    const scheme = hmac({ header: 'x-sig' });
    const forged = sign(scheme, { body }, 'anything');

    expect(judge(scheme, forged, whpk)).toEqual({ ok: false, reason: 'unusable-secret' });
  });

  it('a body that is no form does not pass as an empty form', () => {
    const scheme = hmac({ header: 'x-sig', content: '{url}{sortedForm}' });
    const empty = sign(scheme, { body: '' }, 'k');

    expect(judge(scheme, empty, 'k').ok).toBe(true);
    expect(judge(scheme, { ...empty, body: Buffer.from(body) }, 'k').ok).toBe(false);
  });

  it('a form of too many fields is refused as a whole', () => {
    const scheme = hmac({ header: 'x-sig', content: '{url}{sortedForm}' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const empty = sign(scheme, { body: '', headers }, 'k');

    const result = judge(scheme, { ...empty, body: Buffer.from('a=1&'.repeat(10_001)) }, 'k');

    expect(result).toEqual({ ok: false, reason: 'unreadable-request' });
  });

  it('a body hash that does not fit is refused', () => {
    const scheme = hmac({ header: 'x-sig', content: '{url}', bodyHash: { query: 'h' } });
    const request = sign(scheme, { body }, 'k');

    expect(judge(scheme, { ...request, body: Buffer.from('{}') }, 'k')).toEqual({
      ok: false,
      reason: 'body-hash-mismatch',
    });
  });

  it('names of secrets never reach into a prototype', () => {
    const scheme = hmac({ header: 'x-sig', secret: 'constructor' });

    expect(judge(scheme, sign(scheme, { body }, { constructor: 'k' }), 'k')).toMatchObject({
      reason: 'no-live-secret',
    });
  });
});

describe('on any input', () => {
  const compiled = SIGNED.map((one) => ({
    one,
    verifier: compileVerifier(one.scheme),
    request: signedBy(one),
  }));
  const inHeaders = compiled.filter(({ request }) => Object.keys(request.headers).some(isSignature));
  const overBody = compiled.filter(({ one }) => coversBody(one.scheme));

  it('a flipped bit in the signature never verifies', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...inHeaders),
        fc.nat(),
        fc.nat(7),
        ({ one, verifier, request }, place, bit) => {
          const name = Object.keys(request.headers).find(isSignature) ?? '';
          const text = flipped(Buffer.from(request.headers[name] ?? ''), place, bit).toString('latin1');
          const changed = { ...request, headers: { ...request.headers, [name]: text } };

          expect(verifier.verify(changed, live(one.verifyWith), NOW).ok).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('a flipped bit in the body never verifies', () => {
    expect(overBody.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(
        fc.constantFrom(...overBody),
        fc.nat(),
        fc.nat(7),
        ({ one, verifier, request }, place, bit) => {
          const changed = { ...request, body: flipped(request.body, place, bit) };

          expect(verifier.verify(changed, live(one.verifyWith), NOW).ok).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('verification never throws', () => {
    const verifiers = ALL.map((one) => ({ verifier: compileVerifier(one.scheme), secret: one.verifyWith }));
    const headerNames = [
      'x-sig',
      'x-new',
      'x-time',
      'authorization',
      'webhook-signature',
      'content-type',
      'webhook-timestamp',
    ];
    const request = fc.record({
      method: fc.string(),
      url: fc.oneof(fc.webUrl(), fc.string()),
      headers: fc.dictionary(fc.constantFrom(...headerNames), fc.string({ unit: 'binary' })),
      query: fc.string(),
      path: fc.string(),
      body: fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...verifiers), request, ({ verifier, secret }, any) => {
        expect(verifier.verify(any, live(secret), NOW).ok).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });
});

function isSignature(name: string): boolean {
  return /sig|x-new|x-old/i.test(name);
}

function coversBody(scheme: VerifyScheme): boolean {
  if ('of' in scheme) return scheme.of.some(coversBody);
  if (scheme.kind === 'standardWebhooks') return true;
  if (!('content' in scheme) || scheme.content === undefined)
    return !('body' in scheme) && scheme.kind !== 'token';
  return /\{(body|crc32)\}/.test(scheme.content) || scheme.bodyHash !== undefined;
}

function flipped(bytes: Uint8Array, place: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = place % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

it('takes an older value of a secret that is part of the content, while it is live', () => {
  const verifier = compileVerifier(hmac({ header: 'x', content: '{secret:account}.{body}' }));
  const request = sign(
    hmac({ header: 'x', content: '{secret:account}.{body}' }),
    { body: 'b' },
    { webhook: 'k', account: 'old' },
  );
  const rotated = (notAfter: number): LiveSecrets => ({
    webhook: [{ id: '1', value: 'k' }],
    account: [
      { id: '3', value: 'new' },
      { id: '2', value: 'old', notAfter },
    ],
  });

  expect(verifier.verify(request, rotated(2_000), 1_000)).toMatchObject({ ok: true, secretId: '1' });
  expect(verifier.verify(request, rotated(500), 1_000)).toEqual({ ok: false, reason: 'signature-mismatch' });
});
