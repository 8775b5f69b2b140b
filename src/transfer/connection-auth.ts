import type { AuthData, OAuth2Auth } from '@hookyard/sdk';

import type { AccessToken, Tokens } from '../oauth/index.js';
import type { ConnectionView } from '../registry/index.js';

/** Puts a connection's credentials on its calls. */
export interface ConnectionAuth {
  /**
   * Changes the URL's query or the headers; leaves other hosts than the connection's own alone. A promise only where a
   * token has to be had first. Answers the token that it put there.
   */
  apply(url: URL, headers: Record<string, string>): Applied | Promise<Applied>;
  /** After a 401: true when there is another token than the refused one, so that the call may be made once more. */
  renew(refused: AccessToken): Promise<boolean>;
  /** What must appear in no text, beside the secrets. */
  secrets(): readonly string[];
}

/** Null: credentials that nothing renews, or none. */
export type Applied = AccessToken | null;

export interface AuthParts {
  readonly baseUrl: string | undefined;
  readonly secret: (name: string) => string;
  readonly tokens: Pick<Tokens, 'atHand' | 'get' | 'secretsOf'>;
}

type StaticAuth = Exclude<AuthData, OAuth2Auth>;
type Put = (url: URL, headers: Record<string, string>) => void;

/**
 * Credentials go to the origin of the base URL only: an address that came out of a record or an answer gets none.
 * Without a base URL the connector names the host each time, and they go with every call.
 */
export function connectionAuth(
  view: ConnectionView,
  auth: AuthData,
  { baseUrl, secret, tokens }: AuthParts,
): ConnectionAuth {
  const origin = baseUrl === undefined ? null : URL.parse(baseUrl)?.origin;
  const isOwn = (url: URL): boolean => origin === null || url.origin === origin;
  return auth.kind === 'oauth2' ? tokenAuth(view, auth, { isOwn, tokens }) : staticAuth(auth, isOwn, secret);
}

function staticAuth(
  auth: StaticAuth,
  isOwn: (url: URL) => boolean,
  secret: (name: string) => string,
): ConnectionAuth {
  const put = putterOf(auth, secret);
  return {
    apply(url, headers) {
      if (isOwn(url)) put(url, headers);
      return null;
    },
    renew: () => Promise.resolve(false),
    secrets: () => [],
  };
}

function tokenAuth(
  view: ConnectionView,
  { header = 'authorization', prefix }: OAuth2Auth,
  { isOwn, tokens }: Pick<AuthParts, 'tokens'> & { readonly isOwn: (url: URL) => boolean },
): ConnectionAuth {
  const name = header.toLowerCase();
  const before = prefix ?? (name === 'authorization' ? 'Bearer ' : '');
  const put = (headers: Record<string, string>, token: AccessToken): AccessToken => {
    headers[name] = before + token.text;
    return token;
  };
  return {
    apply(url, headers) {
      if (!isOwn(url) || headers[name] !== undefined) return null;
      const token = tokens.atHand(view);
      return token ? put(headers, token) : tokens.get(view).then((fresh) => put(headers, fresh));
    },
    renew: async ({ version }) => (await tokens.get(view, version)).version > version,
    secrets: () => tokens.secretsOf(view),
  };
}

/** A header the connector set itself stays. */
function putterOf(auth: StaticAuth, secret: (name: string) => string): Put {
  switch (auth.kind) {
    case 'none':
      return () => undefined;
    case 'apiKey': {
      const { query, header = 'authorization', prefix = '' } = auth;
      const value = (): string => prefix + secret(auth.secret);
      return query === undefined
        ? (_url, headers) => void (headers[header.toLowerCase()] ??= value())
        : (url) => url.searchParams.set(query, value());
    }
    case 'basic':
      return (_url, headers) => {
        headers['authorization'] ??=
          `Basic ${Buffer.from(`${auth.user}:${secret(auth.secret)}`).toString('base64')}`;
      };
    case 'bearer':
      return (_url, headers) => void (headers['authorization'] ??= `Bearer ${secret(auth.secret)}`);
  }
}
