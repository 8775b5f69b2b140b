import { RequestView, type SignedRequest } from '../verify/request.js';
import type { SingleScheme, VerifyScheme } from '../verify/scheme.js';
import { put, putAt, requestOf, type UnsignedRequest } from './put.js';
import {
  signContent,
  signElementContent,
  valueOf,
  type SigningSecret,
  type SignOptions,
} from './sign-content.js';
import { standardScheme } from './signing-key.js';

/** Signs a request as the provider would: `sign(connector.webhook.verify, { body }, 'secret')`. */
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

/** Signs one element of a body, for schemes that are `perElement`. */
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
  if (scheme.kind === 'unsigned' || ('perElement' in scheme && scheme.perElement)) return request;
  const value = valueOf(secret, scheme.secret);
  if (scheme.kind === 'token') return put(request, scheme, (scheme.prefix ?? '') + value);
  if (scheme.kind === 'basic')
    return put(request, { header: 'authorization' }, basicHeader(scheme.user, value));
  if (scheme.kind === 'secretPath') return withSegment(request, scheme.segment ?? 0, value);
  const signing = scheme.kind === 'standardWebhooks' ? standardScheme(scheme, value) : scheme;
  const isHashed = signing.bodyHash !== undefined && !new RequestView(request).hasForm();
  return signContent(signing, request, secret, { ...options, isHashed });
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
