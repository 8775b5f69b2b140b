import { isSignatureScheme, type SignatureScheme } from '../verify/proof.js';
import { RequestView, type SignedRequest } from '../verify/request.js';
import type {
  BasicScheme,
  SecretPathScheme,
  SingleScheme,
  TokenScheme,
  VerifyScheme,
} from '../verify/scheme.js';
import { put, putAt, requestOf, type UnsignedRequest } from './put.js';
import {
  signContent,
  signElementContent,
  valueOf,
  type SigningSecret,
  type SignOptions,
} from './sign-content.js';
import { signJwt } from './sign-jwt.js';
import { fromAddress, throughProxy, withCertificate } from './sign-origin.js';
import { standardScheme } from './signing-key.js';

/**
 * Signs a request as the provider would: `sign(connector.webhook.verify, { body }, 'secret')`. Of `any` the first scheme
 * signs, of `all` each. Throws a TypeError where a secret has no value or is no key of the scheme, or where a part of what is
 * signed is not in the request.
 */
export function sign(
  scheme: VerifyScheme,
  request: UnsignedRequest,
  secret: SigningSecret,
  options: SignOptions = {},
): SignedRequest {
  const whole = requestOf(request);
  if (!('of' in scheme)) return signSingle(scheme, whole, secret, options);
  const members = scheme.kind === 'any' ? scheme.of.slice(0, 1) : scheme.of;
  return members.reduce((signed, member) => sign(member, signed, secret, options), whole);
}

/** Signs one element of a body, for schemes that are `perElement`. Throws as `sign` does. */
export function signElement<E extends object>(
  scheme: VerifyScheme,
  element: E,
  secret: SigningSecret,
  options: SignOptions = {},
): E {
  if ('of' in scheme) {
    const members = scheme.kind === 'any' ? scheme.of.slice(0, 1) : scheme.of;
    return members.reduce((signed, member) => signElement(member, signed, secret, options), element);
  }
  if (!isPerElement(scheme)) return element;
  if (scheme.kind !== 'token') return signElementContent(scheme, element, secret, options);
  return putAt(element, scheme.body ?? '', (scheme.prefix ?? '') + valueOf(secret, scheme.secret));
}

type ElementScheme = Extract<SingleScheme, { perElement?: boolean }>;

function isPerElement(scheme: SingleScheme): scheme is ElementScheme {
  return 'perElement' in scheme && scheme.perElement === true;
}

function signSingle(
  scheme: SingleScheme,
  request: SignedRequest,
  secret: SigningSecret,
  options: SignOptions,
): SignedRequest {
  if ('perElement' in scheme && scheme.perElement) return request;
  if (isSignatureScheme(scheme)) return signWhole(scheme, request, secret, options);
  switch (scheme.kind) {
    case 'unsigned':
      return request;
    case 'ipList':
      return fromAddress(request, scheme);
    case 'clientCertificate':
      return throughProxy(request, scheme, (name) => valueOf(secret, name));
    case 'jwt':
      return signJwt(scheme, request, valueOf(secret, scheme.secret), options);
    case 'token':
    case 'basic':
    case 'secretPath':
      return present(scheme, request, valueOf(secret, scheme.secret));
    case 'standardWebhooks':
      return signWhole(standardScheme(scheme, valueOf(secret, scheme.secret)), request, secret, options);
  }
}

function present(
  scheme: TokenScheme | BasicScheme | SecretPathScheme,
  request: SignedRequest,
  value: string,
): SignedRequest {
  switch (scheme.kind) {
    case 'token':
      return put(request, scheme, (scheme.prefix ?? '') + value);
    case 'basic':
      return put(request, { header: 'authorization' }, basicHeader(scheme.user, value));
    case 'secretPath':
      return withSegment(request, scheme.segment ?? 0, value);
  }
}

function signWhole(
  scheme: SignatureScheme,
  request: SignedRequest,
  secret: SigningSecret,
  options: SignOptions,
): SignedRequest {
  const isHashed = scheme.bodyHash !== undefined && !new RequestView(request).hasForm();
  const certificate = scheme.kind === 'rsa' ? scheme.certificate : undefined;
  const named = certificate ? withCertificate(request, certificate) : request;
  return signContent(scheme, named, secret, { ...options, isHashed });
}

function basicHeader(user: string | undefined, value: string): string {
  const pair = user === undefined ? value : `${user}:${value}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function withSegment(request: SignedRequest, segment: number, value: string): SignedRequest {
  const segments = request.path.split('/').filter((part) => part !== '');
  while (segments.length < segment) segments.push('-');
  segments.splice(segment, 0, encodeURIComponent(value));
  const [address = '', query] = request.url.split('?');
  const base = address.slice(0, address.length - request.path.length).replace(/\/$/, '');
  const path = segments.join('/');
  return { ...request, path, url: `${base}/${path}${query === undefined ? '' : `?${query}`}` };
}
