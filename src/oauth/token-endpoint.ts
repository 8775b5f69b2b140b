import { BadConfig, RateLimited, Unavailable } from '@hookyard/sdk';

import { isEgressError, type Egress } from '../egress/index.js';
import type { OAuthClient } from './client.js';
import { signedAssertion } from './signed-assertion.js';
import { readTokenAnswer, type TokenAnswer } from './token-answer.js';

export interface TokenEndpointOptions {
  readonly egress: Egress;
  readonly callTimeoutMs: number;
  now(): number;
}

/** What is asked for: the fields of one grant type. */
export type TokenAsk = Readonly<Record<string, string>> & { readonly grant_type: string };

/** Whether a call that failed may have reached the system all the same. */
export class TokenCallFailed extends Error {
  override readonly name = 'TokenCallFailed';
  constructor(
    readonly failure: BadConfig | RateLimited | Unavailable,
    readonly wasSent: boolean,
  ) {
    super(failure.message);
  }
}

/** A person, or twenty workers, wait for it. */
const LONGEST_CALL_MS = 15_000;
const MOST_ANSWER_CHARS = 65_536;
const DEFAULT_PAUSE_MS = 30_000;
const PERSONS_GRANTS: ReadonlySet<string> = new Set(['authorization_code', 'refresh_token']);

/** How long a call of a token endpoint takes at most. */
export function tokenCallMs(callTimeoutMs: number): number {
  return Math.min(callTimeoutMs, LONGEST_CALL_MS);
}

/**
 * Asks a token endpoint, on sockets of the connection's own. Throws TokenCallFailed where nothing was said that could be
 * acted on.
 */
export async function askForTokens(
  { id: caller, client }: { readonly id: string; readonly client: OAuthClient },
  ask: TokenAsk,
  options: TokenEndpointOptions,
): Promise<TokenAnswer> {
  const { tokenUrl } = client.auth;
  try {
    const answer = await options.egress.request({
      method: 'POST',
      url: tokenUrl,
      caller,
      timeoutMs: tokenCallMs(options.callTimeoutMs),
      ...messageOf(client, ask, options.now()),
    });
    const { status, headers } = answer;
    if (status === 429) throw tooOften(headers['retry-after'], options.now());
    const text = answer.body.toString('utf8').slice(0, MOST_ANSWER_CHARS);
    const contentType = headers['content-type'] ?? '';
    const read = readTokenAnswer({ status, contentType, text }, client.auth, options.now());
    if (read.kind !== 'unclear') return read;
    throw new TokenCallFailed(new Unavailable(`${new URL(tokenUrl).origin}: ${read.words}`, true), true);
  } catch (error) {
    if (isEgressError(error)) throw unanswered(error);
    throw error instanceof BadConfig ? new TokenCallFailed(error, false) : error;
  }
}

/** RFC 6749, 2.3.1: id and secret are form-encoded before they are Basic. */
function messageOf(
  client: OAuthClient,
  ask: TokenAsk,
  now: number,
): { readonly headers: Record<string, string>; readonly body: string } {
  const { auth, id, secret } = client;
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'hookyard' };
  // Some systems have a name of their own for the grant of an app itself.
  const isOwn = !PERSONS_GRANTS.has(ask.grant_type);
  const form: Record<string, string> = isOwn
    ? { ...ask, ...auth.tokenParameters }
    : { ...auth.tokenParameters, ...ask };
  const assertion = assertionOf(client, now);
  if (assertion !== null && auth.assertion?.sentAs === 'bearer') {
    return { headers: { ...headers, authorization: `Bearer ${assertion}` }, body: '' };
  }
  if (assertion !== null) form['assertion'] = assertion;
  if (secret !== null && auth.clientAuthentication !== 'body') {
    const pair = `${formEncoded(id)}:${formEncoded(secret)}`;
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  } else if (secret !== null || assertion === null) {
    form['client_id'] = id;
    if (secret !== null) form['client_secret'] = secret;
  }
  headers['content-type'] = 'application/x-www-form-urlencoded';
  return { headers, body: new URLSearchParams(form).toString() };
}

function assertionOf({ auth, id, key }: OAuthClient, now: number): string | null {
  const { assertion, tokenUrl } = auth;
  if (assertion === undefined || key === null) return null;
  return signedAssertion({ assertion, key, issuer: id, tokenUrl, now });
}

function formEncoded(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice(2);
}

function tooOften(retryAfter: string | undefined, now: number): TokenCallFailed {
  const seconds = Number(retryAfter);
  const pause = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : DEFAULT_PAUSE_MS;
  return new TokenCallFailed(new RateLimited('the token endpoint is asked too often', now + pause), false);
}

function unanswered(error: {
  readonly kind: string;
  readonly wasSent: boolean;
  readonly message: string;
}): TokenCallFailed {
  const isWrong = error.kind === 'forbidden' || error.kind === 'malformed';
  const failure = isWrong
    ? new BadConfig(`the token endpoint is not called: ${error.message}`, 'auth')
    : new Unavailable(`the token endpoint did not answer: ${error.message}`, error.wasSent);
  return new TokenCallFailed(failure, error.wasSent && !isWrong);
}
