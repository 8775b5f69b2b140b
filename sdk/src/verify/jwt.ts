import { createHash, createHmac, timingSafeEqual, verify, type KeyObject } from 'node:crypto';

import { liveSecrets, refuse, type Check, type CheckInput } from './check.js';
import { parsedOnce } from './documents.js';
import { milliseconds } from './duration.js';
import { encode, equalSignature } from './encoding.js';
import { keySetOf, type SetKey } from './jwks.js';
import type { BodyClaim, JwtAlgorithm, JwtScheme } from './jwt.scheme.js';
import { hmacKeys, publicKeys } from './key.js';
import { compilePlace } from './place.js';
import type { RefusalReason, VerifyResult } from './request.js';

/** Longer tokens are wrong ones. */
const MOST_CHARACTERS = 8_192;
const TOKEN = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const DEFAULT_LEEWAY = '1m';
/** Of a set, for a token that names none. */
const MOST_TRIED_KEYS = 5;

type Claims = Readonly<Record<string, unknown>>;

interface Token {
  readonly algorithm: JwtAlgorithm;
  readonly kid: string | undefined;
  readonly claims: Claims;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** Compiles a token: what it says is judged before anything is fetched to prove it. */
export function jwtCheck(scheme: JwtScheme): Check {
  const read = compilePlace(scheme, false);
  const judge = compileClaims(scheme);
  const prove = scheme.jwks === undefined ? withSecret(scheme) : withKeySet(scheme.jwks);
  return (input) => {
    const text = read(input.view, input.element);
    if (text === undefined || text === '') return refuse('missing-token');
    const token = tokenOf(bareOf(text, scheme), scheme);
    if (!token) return refuse('malformed-signature');
    const refusal =
      judge(token.claims, input.receivedAt) ?? bodyRefusal(scheme.bodyClaim, token.claims, input);
    return refusal ? refuse(refusal) : prove(token, input);
  };
}

function bareOf(text: string, { prefix = '' }: JwtScheme): string {
  return text.startsWith(prefix) && text.length <= MOST_CHARACTERS ? text.slice(prefix.length) : '';
}

function tokenOf(token: string, { algorithms }: JwtScheme): Token | undefined {
  if (!TOKEN.test(token)) return undefined;
  const [head = '', body = '', signature = ''] = token.split('.');
  const { alg, kid, crit } = objectOf(head) ?? {};
  const claims = objectOf(body);
  const algorithm = algorithms.find((one) => one === alg);
  // An extension that must be understood is not understood here.
  if (!claims || !algorithm || crit !== undefined) return undefined;
  return {
    algorithm,
    kid: typeof kid === 'string' ? kid : undefined,
    claims,
    signed: Buffer.from(`${head}.${body}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function objectOf(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Claims)
      : undefined;
  } catch {
    return undefined;
  }
}

type ClaimsJudge = (claims: Claims, receivedAt: number) => RefusalReason | undefined;

function compileClaims(scheme: JwtScheme): ClaimsJudge {
  const leeway = milliseconds(scheme.leeway ?? DEFAULT_LEEWAY);
  const maxAge = scheme.maxAge === undefined ? undefined : milliseconds(scheme.maxAge);
  const issuers = listOf(scheme.issuer);
  const audiences = listOf(scheme.audience);
  const wanted = Object.entries(scheme.claims ?? {});
  return (claims, at) => {
    const { iss, aud } = claims;
    if (issuers && !issuers.includes(iss as string)) return 'wrong-issuer';
    const heard: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
    if (audiences && !heard.some((one) => audiences.includes(one as string))) return 'wrong-audience';
    if (!wanted.every(([name, value]) => Object.hasOwn(claims, name) && claims[name] === value))
      return 'wrong-claim';
    return timeRefusal(claims, { at, leeway, maxAge });
  };
}

interface TimeRules {
  readonly at: number;
  readonly leeway: number;
  readonly maxAge: number | undefined;
}

function timeRefusal(claims: Claims, rules: TimeRules): RefusalReason | undefined {
  const [exp, nbf, iat] = [claims['exp'], claims['nbf'], claims['iat']].map(instantOf);
  if (exp === null || nbf === null || iat === null) return 'malformed-timestamp';
  const end = rules.maxAge === undefined ? exp : endOf(iat, rules.maxAge, exp);
  if (end === undefined) return 'missing-timestamp';
  if (rules.at > end + rules.leeway) return 'too-old';
  return Math.max(nbf ?? 0, iat ?? 0) > rules.at + rules.leeway ? 'too-new' : undefined;
}

function endOf(iat: number | undefined, maxAge: number, exp = Infinity): number | undefined {
  return iat === undefined ? undefined : Math.min(exp, iat + maxAge);
}

/** Undefined: not there; null: no time. */
function instantOf(value: unknown): number | null | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'number' && value >= 0 && value < 1e12 ? value * 1000 : null;
}

function bodyRefusal(
  options: BodyClaim | undefined,
  claims: Claims,
  { view }: CheckInput,
): RefusalReason | undefined {
  if (!options) return undefined;
  const { claim, hash = 'sha256', encoding = 'hex' } = options;
  const told = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  if (typeof told !== 'string') return 'missing-body-hash';
  const actual = encode(createHash(hash).update(view.request.body).digest(), encoding);
  return equalSignature(told, actual) ? undefined : 'body-hash-mismatch';
}

type Prover = (token: Token, input: CheckInput) => VerifyResult;

function withSecret(scheme: JwtScheme): Prover {
  const { secret = 'webhook', key = 'utf8' } = scheme;
  const shared = hmacKeys({ header: '-', key });
  const rsa = publicKeys('rsa');
  const ecdsa = publicKeys('ecdsa');
  return (token, { secrets, receivedAt }) => {
    const live = liveSecrets(secrets, secret, receivedAt);
    if (live.length === 0) return refuse('no-live-secret');
    const read = { HS256: shared, RS256: rsa, ES256: ecdsa }[token.algorithm];
    const keys = live.map((one) => ({ id: one.id, key: read(one) }));
    if (keys.every((one) => one.key === undefined)) return refuse('unusable-secret');
    const found = keys.find((one) => one.key !== undefined && isSigned(token, one.key));
    return found ? believed(token, found.id) : refuse('signature-mismatch');
  };
}

function withKeySet(url: string): Prover {
  const parse = parsedOnce(keySetOf);
  return (token, { documents }) => {
    const document = documents(url);
    if (!document) return { ok: false, reason: 'key-unavailable', needs: { url, isRefresh: false } };
    const set = parse(document) ?? [];
    const fitting = set.filter((one) => fits(one, token)).slice(0, MOST_TRIED_KEYS);
    if (fitting.length === 0) return { ok: false, reason: 'unknown-key', needs: { url, isRefresh: true } };
    return fitting.some(({ key }) => isSigned(token, key))
      ? believed(token, null)
      : refuse('signature-mismatch');
  };
}

function fits({ kid, algorithm }: SetKey, token: Token): boolean {
  return algorithm === token.algorithm && (token.kid === undefined || kid === token.kid);
}

function isSigned({ algorithm, signed, signature }: Token, key: KeyObject): boolean {
  if (algorithm !== 'HS256') return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
  const expected = createHmac('sha256', key).update(signed).digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}

function believed({ algorithm }: Token, secretId: string | null): VerifyResult {
  return { ok: true, scheme: `jwt-${algorithm.toLowerCase()}`, secretId };
}

function listOf(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value;
}
