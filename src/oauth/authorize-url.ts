import { createHash, randomBytes } from 'node:crypto';

import { BadConfig } from '@hookyard/sdk';

import type { OAuthClient } from './client.js';

export interface AuthorizeAsk {
  readonly state: string;
  /** Of PKCE. */
  readonly verifier: string;
  readonly redirectUri: string;
}

/** 256 random bits (RFC 7636, 4.1). */
export function newVerifier(): string {
  return randomBytes(32).toString('base64url');
}

/** Where a person is sent. What a connector adds never replaces what the protocol needs. */
export function authorizeUrl(
  { auth, id }: OAuthClient,
  { state, verifier, redirectUri }: AuthorizeAsk,
): string {
  const url = auth.authorizeUrl === undefined ? null : URL.parse(auth.authorizeUrl);
  if (!url) throw new BadConfig('the connector says no authorizeUrl', 'auth');
  const own: Record<string, string> = {
    response_type: 'code',
    client_id: id,
    redirect_uri: redirectUri,
    state,
    ...(auth.scopes.length > 0 ? { scope: auth.scopes.join(auth.scopeSeparator ?? ' ') } : {}),
    ...(auth.pkce === false ? {} : { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }),
  };
  for (const [name, value] of Object.entries({ ...auth.authorizeParameters, ...own }))
    url.searchParams.set(name, value);
  return url.href;
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
