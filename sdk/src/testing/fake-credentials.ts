import type { AuthData, OAuth2Auth } from '../auth.js';
import { secretsOfAuth } from '../auth.schema.js';
import type { AnyConnector } from '../connector.js';
import type { FakeHttpOptions } from './fake-http.js';

const FAKE_TOKEN = 'fake-access-token';

/** What authentication puts on every call of the fake. */
export function credentialsOf(
  { auth }: AnyConnector,
  settings: object,
  secret: (name: string) => string,
): Pick<FakeHttpOptions, 'headers' | 'query'> {
  const data: AuthData = typeof auth === 'function' ? auth(settings) : (auth ?? { kind: 'none' });
  switch (data.kind) {
    case 'none':
      return { headers: {}, query: {} };
    case 'bearer':
      return { headers: { authorization: `Bearer ${secret(data.secret)}` }, query: {} };
    case 'basic': {
      const pair = Buffer.from(`${data.user}:${secret(data.secret)}`).toString('base64');
      return { headers: { authorization: `Basic ${pair}` }, query: {} };
    }
    case 'apiKey': {
      const value = (data.prefix ?? '') + secret(data.secret);
      if (data.query !== undefined) return { headers: {}, query: { [data.query]: value } };
      return { headers: { [data.header ?? 'authorization']: value }, query: {} };
    }
    case 'oauth2':
      // What the host needs for a token has to be there, so that a test shows what a connection lacks.
      for (const name of secretsOfAuth(data)) secret(name);
      return { headers: headerOf(data), query: {} };
  }
}

function headerOf({ header = 'Authorization', prefix }: OAuth2Auth): Record<string, string> {
  const before = prefix ?? (header.toLowerCase() === 'authorization' ? 'Bearer ' : '');
  return { [header]: before + FAKE_TOKEN };
}
