import type { OAuth2Auth } from '@hookyard/sdk';

const LONGEST_ACCOUNT = 200;

/** Where the account may be named. */
export interface Granting {
  /** What the token endpoint answered. */
  readonly said: Readonly<Record<string, unknown>>;
  /** What the person came back with. */
  readonly query: Readonly<Record<string, string>>;
}

/** The account as the connector's data finds it; null where it is not there. */
export function accountIn(
  place: NonNullable<OAuth2Auth['account']>,
  { said, query }: Granting,
): string | null {
  if ('callback' in place) return textOf(Object.hasOwn(query, place.callback) ? query[place.callback] : null);
  if ('token' in place) return textOf(at(said, place.token));
  return textOf(at(claimsOf(said['id_token']), place.idToken));
}

/** It came from the token endpoint itself, so its signature says nothing more (OpenID Connect Core, 3.1.3.7). */
function claimsOf(token: unknown): unknown {
  const [, payload] = typeof token === 'string' ? token.split('.') : [];
  try {
    return JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
          ? (inner as Record<string, unknown>)[key]
          : null,
      value,
    );
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? null : text.slice(0, LONGEST_ACCOUNT);
}
