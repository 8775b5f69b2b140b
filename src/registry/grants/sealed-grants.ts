import type { Vault } from '../../vault/index.js';
import { secretContext } from '../secrets.js';
import type { GrantedTokens } from './grant.js';

// No secret of a connector can have a name with a space in it.

/** What the tokens of a connection, by its public id, are bound to. */
export function grantContext(owner: string): string {
  return secretContext(owner, 'oauth2 tokens');
}

/** What the verifier of a person under way is bound to. */
export function verifierContext(connection: number): string {
  return secretContext(`connection ${connection}`, 'pkce verifier');
}

export function sealedTokens(vault: Vault, owner: string, { access, refresh }: GrantedTokens): string {
  return vault.seal(JSON.stringify({ access, refresh }), grantContext(owner));
}

export function openedTokens(vault: Vault, owner: string, cipher: string): GrantedTokens {
  return JSON.parse(vault.open(cipher, grantContext(owner))) as GrantedTokens;
}
