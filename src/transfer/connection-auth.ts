import { BadConfig, NotSupported } from '@hookyard/sdk';

import type { AuthFacts, ConnectionView } from '../registry/index.js';

/** Puts a connection's credentials on its calls. */
export interface ConnectionAuth {
  /** Changes the URL's query or the headers; leaves other hosts than the connection's own alone. */
  apply(url: URL, headers: Record<string, string>): void;
}

type Put = (url: URL, headers: Record<string, string>) => void;

/**
 * Credentials go to the origin of the base URL only: an address that came out of a record or an answer gets none.
 * Without a base URL the connector names the host each time, and they go with every call.
 */
export function connectionAuth(
  auth: AuthFacts,
  baseUrl: string | undefined,
  secret: (name: string) => string,
): ConnectionAuth {
  const origin = baseUrl === undefined ? null : URL.parse(baseUrl)?.origin;
  const put = putterOf(auth, secret);
  return {
    apply(url, headers) {
      if (origin === null || url.origin === origin) put(url, headers);
    },
  };
}

/** A header the connector set itself stays. */
function putterOf(auth: AuthFacts, secret: (name: string) => string): Put {
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
    case 'oauth2':
      return () => {
        throw new NotSupported(
          'authentication by oauth2 is not offered yet: use bearer with a token of your own',
        );
      };
  }
}

/** The newest live value of each declared secret. */
export function secretReader(view: ConnectionView, now: () => number): (name: string) => string {
  return (name) => {
    const live = view.secrets[name]?.find(
      ({ notAfter }) => notAfter === undefined || notAfter === null || notAfter > now(),
    );
    if (!live) throw new BadConfig(`the secret "${name}" has no live value`, `secret ${name}`);
    return live.value;
  };
}
