import { z } from 'zod';

import { checkConnector, defineConnector, unsigned, type AnyConnector, type OAuth2Auth } from '@hookyard/sdk';
import { fakeContext } from '@hookyard/sdk/testing';

const base = {
  name: 'acme',
  version: '1.0.0',
  presets: z.object({ clientId: z.string().default('app-1') }),
  secrets: { clientSecret: 'Client secret', id: 'Client id' },
  scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Order'] },
  webhook: { verify: unsigned('tests only'), scope: 'topic', externalId: 'id' },
} as const;
const oauth2: OAuth2Auth<'clientSecret' | 'id'> = {
  kind: 'oauth2',
  flow: 'code',
  authorizeUrl: 'https://acme.example/authorize',
  tokenUrl: 'https://acme.example/token',
  scopes: ['orders.read'],
  clientId: { setting: 'clientId' },
  clientSecret: 'clientSecret',
};
const problemsWith = (changed: object): string[] => {
  const connector = { ...base, auth: { ...oauth2, ...changed } } as unknown as AnyConnector;
  return checkConnector(connector).map(({ code, subject }) => `${code} ${subject}`);
};

describe('authentication by OAuth 2.0', () => {
  it('compiles with secrets that are declared only', () => {
    const connector = defineConnector({ ...base, auth: oauth2 });
    defineConnector({
      ...base,
      // @ts-expect-error -- there is no secret of this name
      auth: { ...oauth2, clientSecret: 'secret' },
    });

    expect(checkConnector(connector)).toEqual([]);
  });

  it.each<[what: string, changed: object]>([
    ['an app whose id is a secret', { clientId: { secret: 'id' } }],
    ['a public client', { clientSecret: undefined }],
    ['the app itself', { flow: 'client_credentials', authorizeUrl: undefined }],
    [
      'an app that signs',
      {
        flow: 'jwt_bearer',
        authorizeUrl: undefined,
        clientSecret: undefined,
        assertion: { key: 'clientSecret', subject: 'ada', claims: { scope: 'a', admin: true } },
        answer: { token: 'token', expiresAt: 'expires_at' },
      },
    ],
    ['an account in the claims', { account: { idToken: 'sub' } }],
    ['a header of its own', { header: 'X-Access-Token', prefix: '' }],
  ])('takes %s', (_, changed) => {
    expect(problemsWith(changed)).toEqual([]);
  });

  it.each<[what: string, changed: object, problem: string]>([
    ['a person with nowhere to go', { authorizeUrl: undefined }, 'auth-invalid auth.authorizeUrl'],
    ['an address that is none', { tokenUrl: 'javascript:alert(1)' }, 'auth-invalid auth.tokenUrl'],
    ['a flow of another name', { flow: 'implicit' }, 'auth-invalid auth.flow'],
    ['a public client without PKCE', { clientSecret: undefined, pkce: false }, 'auth-invalid auth.pkce'],
    [
      'an app itself that proves nothing',
      { flow: 'client_credentials', clientSecret: undefined },
      'auth-invalid auth.clientSecret',
    ],
    [
      'an app that signs nothing',
      { flow: 'jwt_bearer', clientSecret: undefined },
      'auth-invalid auth.assertion',
    ],
    ['a signature nobody reads', { assertion: { key: 'clientSecret' } }, 'auth-invalid auth.assertion'],
    [
      'a private key nobody declared',
      { flow: 'jwt_bearer', assertion: { key: 'pem' } },
      'secret-undeclared secrets.pem',
    ],
    ['a key it does not know', { scope: 'orders' }, 'auth-invalid auth'],
    ['an account in two places', { account: { token: 'a', callback: 'b' } }, 'auth-invalid auth.account'],
    ['a setting nobody declared', { clientId: { setting: 'app' } }, 'auth-invalid auth.clientId'],
    ['a secret nobody declared', { clientSecret: 'secret' }, 'secret-undeclared secrets.secret'],
  ])('refuses %s', (_, changed, problem) => {
    expect(problemsWith(changed)).toEqual([problem]);
  });

  it('is refused as a key in two places', () => {
    const connector = { ...base, auth: { kind: 'apiKey', secret: 'id', header: 'x-key', query: 'key' } };

    expect(checkConnector(connector as unknown as AnyConnector)).toMatchObject([{ subject: 'auth.query' }]);
  });
});

describe('the fake context of a connector with OAuth 2.0', () => {
  const respond = () => ({ json: {} });

  it('sends a token where the connector says it goes', async () => {
    const auth = { ...oauth2, header: 'X-Access-Token' };
    const ctx = fakeContext({ ...base, auth }, { secrets: { clientSecret: 's' }, respond });

    await ctx.http.get('https://acme.example/orders');

    expect(ctx.calls[0]?.headers).toEqual({ 'x-access-token': 'fake-access-token' });
  });

  it('fails as the host does where a secret of the app has no value', () => {
    expect(() => fakeContext({ ...base, auth: oauth2 }, { respond })).toThrow("'clientSecret' has no value");
  });
});
