import { createHmac } from 'node:crypto';

import type { HookAnswer } from '../answer.js';
import { allowOrigin, hookSecret, visit } from './consent.js';
import { encode, equalText } from './encoding.js';
import type {
  EchoBodyHandshake,
  EchoQueryHandshake,
  Handshake,
  HandshakeAnswer,
  HmacTokenHandshake,
  PingHandshake,
} from './handshake.kinds.js';
import { RequestView, textAt, type SignedRequest } from './request.js';
import type { LiveSecrets } from './scheme.js';

/** Bodies of challenges are small; larger ones are hooks. */
const MAX_CHALLENGE_BYTES = 16 * 1024;
const MAX_ECHO = 4096;
/** A token cannot be used to have content of our choice signed: no signed content lacks `:`, `{` and `.` together. */
const TOKEN = /^[A-Za-z0-9_+/=-]{1,256}$/;
/** An echo is never anything a browser would run. */
const SAFE = { 'x-content-type-options': 'nosniff' } as const;

/** When a request is looked at. */
export interface HandshakeMoment {
  /** It has proven itself: challenges that must be signed are answered only then. */
  readonly isVerified: boolean;
  /** Time of receipt, ms since the epoch. Default now. */
  readonly at?: number;
}

/**
 * The answer to a handshake, or null when the request is none; its effect comes first. Call it before verification with `isVerified` false
 * and again after it with true: a challenge that must be signed is answered only then. Never throws.
 */
export function answerHandshake(
  handshakes: readonly Handshake[],
  request: SignedRequest,
  secrets: LiveSecrets,
  { isVerified, at = Date.now() }: HandshakeMoment,
): HandshakeAnswer | null {
  if (handshakes.length === 0) return null;
  const view = new RequestView(request);
  for (const handshake of handshakes) {
    const answer = safely(() => answerOne(handshake, view, { secrets, isVerified, at }));
    if (answer) return answer;
  }
  return null;
}

interface Proof {
  readonly secrets: LiveSecrets;
  readonly isVerified: boolean;
  readonly at: number;
}

function answerOne(handshake: Handshake, view: RequestView, proof: Proof): HandshakeAnswer | null {
  switch (handshake.kind) {
    case 'echoQuery':
      return echoQuery(handshake, view, proof.secrets);
    case 'echoBody':
      return isAllowed(handshake, proof) ? echoBody(handshake, view) : null;
    case 'hmacToken':
      return isAllowed(handshake, proof) ? hmacToken(handshake, view, proof.secrets) : null;
    case 'ping':
      return isPing(handshake, view) ? { status: 200 } : null;
    case 'allowOrigin':
      return allowOrigin(handshake, view);
    case 'visit':
      return isAllowed(handshake, proof)
        ? visit(handshake, challenge(view, handshake.match, handshake.from))
        : null;
    case 'hookSecret':
      return hookSecret(handshake, view, proof);
  }
}

function isAllowed({ signed = true }: { readonly signed?: boolean }, { isVerified }: Proof): boolean {
  return isVerified || !signed;
}

function echoQuery(
  handshake: EchoQueryHandshake,
  view: RequestView,
  secrets: LiveSecrets,
): HookAnswer | null {
  const { query, methods = ['GET'], match = {}, token, as = 'text', key = query, headers } = handshake;
  const echo = methods.includes(view.request.method) ? view.query(query) : undefined;
  if (echo === undefined || echo.length > MAX_ECHO) return null;
  if (!Object.entries(match).every(([name, value]) => view.query(name) === value)) return null;
  if (token && !isToken(view.query(token.query), token.secret, secrets)) return { status: 401 };
  return answered(echo, as, { key, headers });
}

function isToken(presented: string | undefined, name: string, secrets: LiveSecrets): boolean {
  const live = Object.hasOwn(secrets, name) ? (secrets[name] ?? []) : [];
  return live.some(({ value }) => value !== '' && presented !== undefined && equalText(presented, value));
}

function echoBody(handshake: EchoBodyHandshake, view: RequestView): HookAnswer | null {
  const { match, from, as = 'text', key = from.split('.').at(-1) ?? from } = handshake;
  const echo = challenge(view, match, from);
  return echo === undefined || echo.length > MAX_ECHO ? null : answered(echo, as, { key });
}

function hmacToken(
  handshake: HmacTokenHandshake,
  view: RequestView,
  secrets: LiveSecrets,
): HookAnswer | null {
  const { match, from, secret = 'webhook', hash = 'sha256', encoding = 'hex', keys } = handshake;
  const token = challenge(view, match, from);
  const newest = Object.hasOwn(secrets, secret) ? secrets[secret]?.[0]?.value : undefined;
  if (token === undefined || newest === undefined || newest === '' || !TOKEN.test(token)) return null;
  const proof = encode(createHmac(hash, newest).update(token).digest(), encoding);
  const { token: tokenKey, hash: hashKey } = keys ?? { token: 'plainToken', hash: 'encryptedToken' };
  return json({ [tokenKey]: token, [hashKey]: proof });
}

/** The value at `from` when the body is a challenge. Bytes are searched first, so that hooks are not parsed here. */
function challenge(
  view: RequestView,
  match: Readonly<Record<string, string>>,
  from: string,
): string | undefined {
  const { body } = view.request;
  if (body.byteLength === 0 || body.byteLength > MAX_CHALLENGE_BYTES) return undefined;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const wanted = Object.entries(match);
  if (!wanted.every(([, value]) => bytes.includes(value))) return undefined;
  const parsed = view.json();
  const isChallenge = wanted.every(([path, value]) => textAt(parsed, path.split('.')) === value);
  return isChallenge ? textAt(parsed, from.split('.')) : undefined;
}

function isPing({ methods = ['POST'], onlyFormField }: PingHandshake, view: RequestView): boolean {
  const { method, body } = view.request;
  if (!methods.includes(method) || body.byteLength > MAX_CHALLENGE_BYTES) return false;
  if (onlyFormField === undefined) return body.byteLength === 0;
  const fields = view.form();
  return fields.size === 1 && fields.get(onlyFormField)?.length === 1;
}

function answered(
  echo: string,
  as: 'text' | 'json',
  { key, headers }: { readonly key: string; readonly headers?: Readonly<Record<string, string>> },
): HookAnswer {
  if (as === 'json') return json({ [key]: echo }, headers);
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...SAFE, ...headers },
    body: echo,
  };
}

function json(
  value: Readonly<Record<string, string>>,
  headers?: Readonly<Record<string, string>>,
): HookAnswer {
  const type = { 'content-type': 'application/json; charset=utf-8', ...SAFE };
  return { status: 200, headers: { ...type, ...headers }, body: JSON.stringify(value) };
}

function safely<T>(answer: () => T): T | null {
  try {
    return answer();
  } catch {
    return null;
  }
}
