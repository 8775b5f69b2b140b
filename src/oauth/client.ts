import { createHash } from 'node:crypto';

import { BadConfig, type OAuth2Auth } from '@hookyard/sdk';

import { callFactsIn, secretReader, type ConnectionView } from '../registry/index.js';

/** The app a connection calls as, with the values of its settings and secrets. */
export interface OAuthClient {
  readonly auth: OAuth2Auth;
  readonly id: string;
  /** Null: a public client. */
  readonly secret: string | null;
  /** The private key it signs with, as PEM; null where it signs nothing. */
  readonly key: string | null;
  /** Tells this app at this system from any other; what tokens are bound to. */
  readonly app: string;
}

/** Null where the connection is not authenticated by OAuth 2.0. Rejects with BadConfig where a value is missing. */
export async function clientOf(view: ConnectionView, now: () => number): Promise<OAuthClient | null> {
  const { auth } = await callFactsIn(view.connector, view.settings);
  if (auth.kind !== 'oauth2') return null;
  const secret = secretReader(view, now);
  const id =
    'secret' in auth.clientId ? secret(auth.clientId.secret) : settingOf(view, auth.clientId.setting);
  return {
    auth,
    id,
    secret: auth.clientSecret === undefined ? null : secret(auth.clientSecret),
    key: auth.assertion === undefined ? null : secret(auth.assertion.key),
    app: createHash('sha256')
      .update(JSON.stringify([auth.tokenUrl, id, ...askedFor(auth)]))
      .digest('base64url'),
  };
}

function settingOf({ settings }: ConnectionView, name: string): string {
  const value = settings[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new BadConfig(`the setting "${name}", which holds the client id, is empty`, name);
}

/** Whoever is asked for by name, and for what: a token for somebody else is another one. */
function askedFor({ assertion }: OAuth2Auth): readonly unknown[] {
  return assertion === undefined ? [] : [assertion.subject ?? null, assertion.claims ?? null];
}
