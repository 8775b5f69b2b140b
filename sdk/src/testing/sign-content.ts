import { createHash } from 'node:crypto';

import { compileContent, templateOf } from '../verify/content.js';
import { encode } from '../verify/encoding.js';
import type { SignatureScheme } from '../verify/proof.js';
import { RequestView, type SignedRequest } from '../verify/request.js';
import type { LiveSecrets, Place, SignatureEncoding } from '../verify/scheme.js';
import { withImpliedTimestamp } from '../verify/signature-check.js';
import { put, putAt, requestOf } from './put.js';
import { signatureOver } from './signing-key.js';

/** The value of the scheme's secret, or values by name. For public-key schemes: the private key as PEM or `whsk_…`. */
export type SigningSecret = string | Readonly<Record<string, string>>;

/** When and under which id a request is signed. */
export interface SignOptions {
  /** Milliseconds since the epoch. Default now. */
  readonly at?: number;
  /** What `{id}` becomes where the request has none. Default `msg_1`. */
  readonly id?: string;
  /** Of the key a token is signed with, in its head. Default: none is named. */
  readonly kid?: string;
  /** What a token says beside, or instead of, what its scheme wants. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A secret's value by name. */
export function valueOf(secret: SigningSecret, name = 'webhook'): string {
  if (typeof secret === 'string') return secret;
  const value = Object.hasOwn(secret, name) ? secret[name] : undefined;
  if (value === undefined) throw new TypeError(`no value was given for the secret '${name}'`);
  return value;
}

/** Puts time, id, body hash and signature where the scheme wants them. */
export function signContent(
  given: SignatureScheme,
  request: SignedRequest,
  secret: SigningSecret,
  options: SignOptions & { readonly isHashed: boolean },
): SignedRequest {
  const scheme = withImpliedTimestamp(given);
  const time = timeText(scheme, options.at ?? Date.now());
  const timed = isPlace(scheme.timestamp) ? put(request, scheme.timestamp, time ?? '') : request;
  const named = withId(scheme, timed, options.id ?? 'msg_1');
  const ready = options.isHashed ? withBodyHash(scheme, named) : named;
  return put(ready, scheme, signatureText(scheme, { request: ready, element: undefined, time, secret }));
}

/** Puts time and signature into an element. */
export function signElementContent<E extends object>(
  given: SignatureScheme,
  element: E,
  secret: SigningSecret,
  options: SignOptions,
): E {
  const scheme = withImpliedTimestamp(given);
  const time = timeText(scheme, options.at ?? Date.now());
  const at = scheme.timestamp?.body;
  const timed = at === undefined ? element : putAt(element, at, time ?? '');
  const request = requestOf({ body: '' });
  return putAt(timed, scheme.body ?? '', signatureText(scheme, { request, element: timed, time, secret }));
}

function isPlace(source: SignatureScheme['timestamp']): source is Place {
  return source !== undefined && source.item === undefined;
}

function withId(scheme: SignatureScheme, request: SignedRequest, id: string): SignedRequest {
  if (!scheme.id) return request;
  const header = scheme.id.header?.toLowerCase();
  const isThere = header !== undefined && request.headers[header] !== undefined;
  return isThere ? request : put(request, scheme.id, id);
}

function withBodyHash(scheme: SignatureScheme, request: SignedRequest): SignedRequest {
  if (!scheme.bodyHash || request.body.byteLength === 0) return request;
  const { query, hash = 'sha256' } = scheme.bodyHash;
  return put(request, { query }, createHash(hash).update(request.body).digest('hex'));
}

interface ToSign {
  readonly request: SignedRequest;
  readonly element: unknown;
  readonly time: string | undefined;
  readonly secret: SigningSecret;
}

function signatureText(scheme: SignatureScheme, { request, element, time, secret }: ToSign): string {
  const view = new RequestView(request);
  const value = valueOf(secret, scheme.secret);
  const template = templateOf(scheme, scheme.timestamp !== undefined);
  const content = compileContent(
    template,
    scheme,
  )({
    view,
    element,
    secrets: liveOf(secret),
    secret: value,
    url: request.url,
    timestamp: time,
    isBodyHashed: scheme.bodyHash !== undefined && view.query(scheme.bodyHash.query) !== undefined,
  });
  if (!content) throw new TypeError('a part of the signed content is missing in the request');
  const data = Buffer.concat(content.map((piece) => Buffer.from(piece)));
  const signature = (scheme.prefix ?? '') + encode(signatureOver(scheme, value, data), encodingOf(scheme));
  return listed(scheme, signature, time);
}

function listed({ list, timestamp }: SignatureScheme, signature: string, time = ''): string {
  if (list?.pair === undefined) return signature;
  const head = timestamp?.item === undefined ? [] : [timestamp.item + list.pair + time];
  return [...head, (list.key ?? 'v1') + list.pair + signature].join(list.separator);
}

function liveOf(secret: SigningSecret): LiveSecrets {
  const named = typeof secret === 'string' ? {} : secret;
  return Object.fromEntries(Object.entries(named).map(([id, value]) => [id, [{ id, value }]]));
}

function encodingOf({ kind, encoding }: SignatureScheme): SignatureEncoding {
  return encoding ?? (kind === 'hmac' || kind === 'hash' ? 'hex' : 'base64');
}

function timeText({ timestamp }: SignatureScheme, at: number): string | undefined {
  if (!timestamp) return undefined;
  switch (timestamp.unit ?? 's') {
    case 's':
      return String(Math.floor(at / 1000));
    case 'ms':
      return String(at);
    case 'rfc3339':
      return new Date(at).toISOString();
    case 'rfc1123':
      return new Date(at).toUTCString();
  }
}
