import { failureOf } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import type { Egress } from '../egress/index.js';
import { HostError } from '../errors/index.js';
import type { Checked } from '../flow/index.js';
import type {
  Actor,
  Authorizations,
  ConnectionView,
  DirectorySource,
  FreshTokens,
  GrantedAccess,
  TakenAuthorization,
} from '../registry/index.js';
import { accountIn } from './account-in.js';
import { authorizeUrl, newVerifier } from './authorize-url.js';
import { clientOf, type OAuthClient } from './client.js';
import type { TokenAnswer } from './token-answer.js';
import type { Tokens } from './tokens.js';
import { askForTokens, TokenCallFailed, type TokenAsk } from './token-endpoint.js';

export interface AuthorizingOptions {
  readonly authorizations: Pick<Authorizations, 'begin' | 'complete' | 'take'>;
  readonly directory: DirectorySource;
  readonly egress: Egress;
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  /** Of this host, without a slash at the end. */
  readonly publicUrl: string;
  /** Asks its system with tokens that are not the connection's yet. */
  readonly checkWith: (view: ConnectionView, tokens: HeldTokens) => Promise<Checked>;
}

/** Tokens as calls ask for them, that nothing renews. */
export type HeldTokens = Pick<Tokens, 'atHand' | 'get' | 'secretsOf'>;

/** Where a person is to be sent, and until when. */
export interface AuthorizeLink {
  readonly url: string;
  readonly expiresAt: number;
}

/** What a person came back with: the query of the callback. */
export type Callback = Readonly<Record<string, string>>;

/** What became of it. */
export interface Authorized {
  readonly connection: string;
  readonly name: string;
  readonly account: string | null;
}

const WORDS = 300;

/** A person grants access: sent to the system, and back at any process of this host, once (RFC 6749, 4.1; RFC 7636). */
export class Authorizing {
  constructor(private readonly options: AuthorizingOptions) {}

  /** Throws NOT_FOUND, AUTHORIZATION_NOT_OFFERED, and CONFLICT where the app is not set up. */
  async begin(
    actor: Actor,
    id: string,
    { changesAccount }: { readonly changesAccount: boolean },
  ): Promise<AuthorizeLink> {
    const { authorizations, directory } = this.options;
    const connection = directory.current().connectionById(id);
    if (connection?.tenant !== actor.tenant) throw new HostError('NOT_FOUND', { subject: id.slice(0, 100) });
    const client = await this.clientOf(connection);
    const verifier = newVerifier();
    const asked = { connection, app: client.app, verifier, changesAccount };
    const { state, expiresAt } = await authorizations.begin(actor, asked);
    const url = authorizeUrl(client, { state, verifier, redirectUri: this.redirectUri });
    return { url, expiresAt };
  }

  /**
   * Throws AUTHORIZATION_UNKNOWN, AUTHORIZATION_REFUSED, AUTHORIZATION_FAILED and ACCOUNT_CHANGED; whichever it is, the
   * link is used up.
   */
  async finish(callback: Callback): Promise<Authorized> {
    const { authorizations, directory } = this.options;
    const taken = await authorizations.take(callback['state'] ?? '');
    const view = taken && directory.current().connection(taken.connection);
    if (!taken || view?.tenant !== taken.tenant) throw new HostError('AUTHORIZATION_UNKNOWN');
    const { code } = callback;
    if (code === undefined || callback['error'] !== undefined) throw refused(wordsOf(callback));
    const client = await this.clientOf(view);
    if (client.app !== taken.app)
      throw new HostError('AUTHORIZATION_UNKNOWN', { detail: 'its app was changed meanwhile' });
    const { tokens, said } = await this.exchange(view, client, { code, taken });
    const place = client.auth.account;
    const named = place
      ? { account: accountIn(place, { said, query: callback }) }
      : await this.ask(view, tokens);
    await authorizations.complete(taken, view, { tokens, ...named });
    return { connection: view.id, name: view.name, account: named.account };
  }

  /**
   * Whose access it is where nothing that came with the tokens says so: its check is asked before they are kept, so that
   * nothing is ever called with another account's.
   */
  private async ask(
    view: ConnectionView,
    { access, refresh }: FreshTokens,
  ): Promise<Pick<GrantedAccess, 'account' | 'silence'>> {
    const token = { text: access, version: 0 };
    const secrets = refresh === undefined ? [access] : [access, refresh];
    const { account, message } = await this.options.checkWith(view, {
      atHand: () => token,
      get: () => Promise.resolve(token),
      secretsOf: () => secrets,
    });
    return account === null && message !== null ? { account, silence: message } : { account };
  }

  private get redirectUri(): string {
    return `${this.options.publicUrl}/oauth/callback`;
  }

  private async clientOf(view: ConnectionView): Promise<OAuthClient> {
    try {
      const client = await clientOf(view, () => this.options.clock.now());
      if (client?.auth.flow === 'code') return client;
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      throw new HostError('CONFLICT', { subject: view.id, detail: failure.message }, { cause: error });
    }
    throw new HostError('AUTHORIZATION_NOT_OFFERED', { subject: view.id });
  }

  private async exchange(
    { id }: ConnectionView,
    client: OAuthClient,
    { code, taken }: { readonly code: string; readonly taken: TakenAuthorization },
  ): Promise<Extract<TokenAnswer, { kind: 'granted' }>> {
    const { egress, callTimeoutMs, clock } = this.options;
    const ask: TokenAsk = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.redirectUri,
      ...(client.auth.pkce === false ? {} : { code_verifier: taken.verifier }),
    };
    try {
      const options = { egress, callTimeoutMs, now: () => clock.now() };
      const answer = await askForTokens({ id, client }, ask, options);
      if (answer.kind === 'granted') return answer;
      throw refused(answer.words);
    } catch (error) {
      if (!(error instanceof TokenCallFailed)) throw error;
      throw new HostError('AUTHORIZATION_FAILED', { detail: error.message }, { cause: error });
    }
  }
}

function refused(words: string): HostError {
  return new HostError('AUTHORIZATION_REFUSED', { detail: words });
}

function wordsOf(callback: Callback): string {
  const words = [callback['error'], callback['error_description']].filter((one) => one !== undefined);
  return words.length > 0 ? words.join(': ').slice(0, WORDS) : 'it sent neither a code nor an error';
}
