import type { OAuth2Auth } from '@hookyard/sdk';

import type { Egress } from '../egress/index.js';
import { askForTokens } from './token-endpoint.js';

const APP: OAuth2Auth = {
  kind: 'oauth2',
  flow: 'client_credentials',
  tokenUrl: 'https://tokens.example/oauth/token',
  scopes: [],
  clientId: { setting: 'clientId' },
  clientSecret: 'clientSecret',
};

/** The form that is sent to the token endpoint. */
async function formOf(auth: OAuth2Auth, grant: string): Promise<Record<string, string>> {
  const sent: string[] = [];
  const egress = {
    request: async ({ body }: { readonly body?: string }) => {
      sent.push(body ?? '');
      const answer = JSON.stringify({ access_token: 'a', token_type: 'bearer', expires_in: 3600 });
      return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(answer) };
    },
  } as unknown as Egress;
  const client = { auth, id: 'client-1', secret: 'secret-1', key: null, app: 'app-1' };
  const options = { egress, callTimeoutMs: 1_000, now: () => 0 };
  await askForTokens({ id: 'con_1', client }, { grant_type: grant }, options);
  return Object.fromEntries(new URLSearchParams(sent[0]));
}

it('asks under the name a system has for the grant of an app', async () => {
  const auth = { ...APP, tokenParameters: { grant_type: 'account_credentials', account_id: 'a1' } };

  expect(await formOf(auth, 'client_credentials')).toEqual({
    grant_type: 'account_credentials',
    account_id: 'a1',
  });
});

it('keeps every other grant as it is', async () => {
  const auth = { ...APP, tokenParameters: { grant_type: 'account_credentials', audience: 'x' } };

  expect(await formOf(auth, 'refresh_token')).toEqual({ grant_type: 'refresh_token', audience: 'x' });
});
