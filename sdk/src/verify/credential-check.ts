import { liveSecrets, refuse, type Check, type CheckInput } from './check.js';
import { equalText } from './encoding.js';
import { compilePlace } from './place.js';
import type { VerifyResult } from './request.js';
import type { BasicScheme, SecretPathScheme, TokenScheme } from './scheme.js';

/** Longer tokens are wrong ones. */
const MAX_TOKEN = 4096;

/** Compiles a shared token. */
export function tokenCheck(scheme: TokenScheme): Check {
  const { secret = 'webhook', prefix = '', perElement = false } = scheme;
  const read = compilePlace(scheme, perElement);
  return (input) => {
    const text = read(input.view, input.element);
    if (text === undefined || text === '') return refuse('missing-token');
    if (!text.startsWith(prefix)) return refuse('token-mismatch');
    return compare(input, { name: secret, scheme: 'token', presented: text.slice(prefix.length) });
  };
}

/** Compiles HTTP basic authentication. */
export function basicCheck({ user, secret = 'webhook' }: BasicScheme): Check {
  return (input) => {
    const header = input.view.header('authorization');
    const parts = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header ?? '');
    if (parts?.[1] === undefined) return refuse('missing-token');
    const pair = Buffer.from(parts[1], 'base64').toString();
    if (user === undefined) return compare(input, { name: secret, scheme: 'basic', presented: pair });
    const at = pair.indexOf(':');
    const isUser = equalText(pair.slice(0, Math.max(at, 0)), user);
    const result = compare(input, { name: secret, scheme: 'basic', presented: pair.slice(at + 1) });
    return isUser || !result.ok ? result : refuse('token-mismatch');
  };
}

/** Compiles a secret segment of the path. */
export function secretPathCheck({ segment = 0, secret = 'webhook' }: SecretPathScheme): Check {
  return (input) => {
    const text = input.view.request.path.replace(/^\//, '').split('/')[segment];
    if (text === undefined || text === '') return refuse('missing-token');
    return compare(input, { name: secret, scheme: 'secret-path', presented: decoded(text) });
  };
}

function compare(
  { secrets, receivedAt }: CheckInput,
  token: { readonly name: string; readonly scheme: string; readonly presented: string },
): VerifyResult {
  if (token.presented.length > MAX_TOKEN) return refuse('token-mismatch');
  const live = liveSecrets(secrets, token.name, receivedAt);
  if (live.length === 0) return refuse('no-live-secret');
  const found = live.find(({ value }) => value !== '' && equalText(token.presented, value));
  return found ? { ok: true, scheme: token.scheme, secretId: found.id } : refuse('token-mismatch');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
