import { createHash, createHmac, createPrivateKey, sign } from 'node:crypto';

import { milliseconds } from '../verify/duration.js';
import { encode } from '../verify/encoding.js';
import type { JwtScheme } from '../verify/jwt.scheme.js';
import { hmacKeys } from '../verify/key.js';
import type { SignedRequest } from '../verify/request.js';
import { put } from './put.js';
import type { SignOptions } from './sign-content.js';

const DEFAULT_LIFE_MS = 300_000;

/** Puts a token where the scheme wants it: with all it must say, good for five minutes. */
export function signJwt(
  scheme: JwtScheme,
  request: SignedRequest,
  value: string,
  { at = Date.now(), kid, claims = {} }: SignOptions,
): SignedRequest {
  const [alg = 'RS256'] = scheme.algorithms;
  const iat = Math.floor(at / 1000);
  const life = scheme.maxAge === undefined ? DEFAULT_LIFE_MS : milliseconds(scheme.maxAge);
  const said = {
    ...(scheme.issuer === undefined ? {} : { iss: firstOf(scheme.issuer) }),
    ...(scheme.audience === undefined ? {} : { aud: firstOf(scheme.audience) }),
    iat,
    exp: iat + Math.max(1, Math.floor(life / 1000)),
    ...scheme.claims,
    ...bodyClaimOf(scheme, request),
    ...claims,
  };
  const head = { alg, typ: 'JWT', ...(kid === undefined ? {} : { kid }) };
  const signed = `${encoded(head)}.${encoded(said)}`;
  const token = `${signed}.${signatureOf(scheme, Buffer.from(signed), value).toString('base64url')}`;
  return put(request, scheme, (scheme.prefix ?? '') + token);
}

function bodyClaimOf({ bodyClaim }: JwtScheme, { body }: SignedRequest): Readonly<Record<string, string>> {
  if (!bodyClaim) return {};
  const { claim, hash = 'sha256', encoding = 'hex' } = bodyClaim;
  return { [claim]: encode(createHash(hash).update(body).digest(), encoding) };
}

function signatureOf({ algorithms: [alg], key }: JwtScheme, data: Buffer, value: string): Buffer {
  if (alg !== 'HS256')
    return sign('sha256', data, { key: createPrivateKey(value), dsaEncoding: 'ieee-p1363' });
  const shared = hmacKeys({ header: '-', key: key ?? 'utf8' })({ id: 'signing', value });
  if (!shared) throw new TypeError(`the secret is no ${key ?? 'utf8'} key`);
  return createHmac('sha256', shared).update(data).digest();
}

function firstOf(value: string | readonly string[]): string | undefined {
  return typeof value === 'string' ? value : value[0];
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
