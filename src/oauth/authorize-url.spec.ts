import type { OAuth2Auth } from '@hookyard/sdk';

import { authorizeUrl, newVerifier } from './authorize-url.js';

const auth: OAuth2Auth = {
  kind: 'oauth2',
  flow: 'code',
  authorizeUrl: 'https://acme.example/authorize?tenant=common',
  tokenUrl: 'https://acme.example/token',
  scopes: ['a', 'b'],
  clientId: { setting: 'clientId' },
};
const ask = {
  state: 's',
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  redirectUri: 'https://h/cb',
};
const queryOf = (changed: Partial<OAuth2Auth>): Record<string, string> => {
  const client = { auth: { ...auth, ...changed }, id: 'app', secret: null, key: null, app: 'x' };
  return Object.fromEntries(new URL(authorizeUrl(client, ask)).searchParams);
};

it('sends a person with the challenge of RFC 7636, beside what the address held', () => {
  expect(queryOf({})).toEqual({
    tenant: 'common',
    response_type: 'code',
    client_id: 'app',
    redirect_uri: 'https://h/cb',
    state: 's',
    scope: 'a b',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
});

it('adds what a connector says, never in the place of what the protocol needs', () => {
  const query = queryOf({
    authorizeParameters: { access_type: 'offline', state: 'theirs' },
    scopeSeparator: ',',
  });

  expect(query).toMatchObject({ access_type: 'offline', state: 's', scope: 'a,b' });
});

it('leaves out what a system would stumble over', () => {
  expect(Object.keys(queryOf({ pkce: false, scopes: [] }))).not.toEqual(
    expect.arrayContaining(['scope', 'code_challenge']),
  );
});

it('proves itself with a verifier of 256 bits', () => {
  expect(newVerifier()).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
