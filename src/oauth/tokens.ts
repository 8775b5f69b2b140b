import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { AuthExpired, Unavailable } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import type { Egress } from '../egress/index.js';
import { ignore } from '../errors/index.js';
import {
  STATE_REASONS,
  type ConnectionView,
  type FreshTokens,
  type Grant,
  type GrantEnd,
  type Grants,
  type StateReason,
} from '../registry/index.js';
import { clientOf, type OAuthClient } from './client.js';
import { askForTokens, TokenCallFailed, tokenCallMs, type TokenAsk } from './token-endpoint.js';
import type { TokenAnswer } from './token-answer.js';

export interface TokensOptions {
  readonly grants: Pick<Grants, 'claim' | 'end' | 'keep' | 'open' | 'read' | 'release'>;
  readonly egress: Egress;
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  /** The connection, as it is configured, cannot be used until a person does something. */
  needsAuthorization(view: ConnectionView, reason: StateReason): Promise<unknown>;
  /** In [0, 1); default Math.random. */
  readonly random?: () => number;
}

/** An access token, and which of its connection's it is. */
export interface AccessToken {
  readonly text: string;
  readonly version: number;
}

/** What this process knows of a connection's access. */
interface Known {
  readonly token: AccessToken;
  /** From now on a newer one is looked for; the token may still work. */
  readonly renewAt: number;
  /** What must appear in no text: this token and those before it. */
  readonly secrets: readonly string[];
}

/** What one attempt to get a token works with. */
interface Attempt {
  readonly view: ConnectionView;
  readonly client: OAuthClient;
  /** A token of this version, or an older one, was refused. */
  readonly refused: number;
}

/** Renewed this long before its end, or a tenth of its life where that is less; half of it at the least. */
const MARGIN_MS = 5 * 60_000;
/** Between the end of the call of a holder and that of its lease: to keep what came back. */
const KEEPING_MS = 20_000;
/** A database that is away for a moment loses no token. */
const KEEP_AGAIN_MS = [100, 300, 1_000, 3_000, 5_000, 5_000];
/** Others are looked for at these times while one of them asks. */
const LOOK_FIRST_MS = 20;
const LOOK_LAST_MS = 500;
/** A token that still works is used when no newer one was to be had, and asked for again this much later. */
const LATER_MS = 15_000;
const MOST_SECRETS = 4;
const NONE: readonly string[] = [];
/** What an app asks with that needs no person. */
const GRANT_TYPES = {
  client_credentials: 'client_credentials',
  jwt_bearer: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
} as const;

/**
 * Access tokens of connections: had when first needed, renewed ahead of their end, once for all processes. Whoever holds
 * the row of a grant asks; the others go on with the token that still works, or wait. What came back is committed before
 * anybody uses it. A refused renewal, and one whose answer was lost and that is refused when it is asked for again, ends
 * the grant with the reason: nothing is asked twice for ever.
 */
export class Tokens {
  private readonly known = new WeakMap<ConnectionView, Known>();
  private readonly underWay = new WeakMap<ConnectionView, Promise<Known>>();

  constructor(private readonly options: TokensOptions) {}

  /** The token in memory, where it needs no look elsewhere; null otherwise. */
  atHand(view: ConnectionView): AccessToken | null {
    const known = this.known.get(view);
    return known && known.renewAt > this.options.clock.now() ? known.token : null;
  }

  /**
   * One that works, as far as anybody knows. `refused`: the version of one that a call was answered 401 to. Throws
   * AuthExpired where only a person can help, Unavailable or RateLimited where the system gives none now, BadConfig.
   */
  async get(view: ConnectionView, refused = 0): Promise<AccessToken> {
    for (;;) {
      const running = this.underWay.get(view);
      const known = await (running ?? this.begin(view, refused));
      // It may have been begun for somebody whose token was not refused.
      if (!running || known.token.version > refused) return known.token;
    }
  }

  /** Tokens of the connection that this process has seen. */
  secretsOf(view: ConnectionView): readonly string[] {
    return this.known.get(view)?.secrets ?? NONE;
  }

  private begin(view: ConnectionView, refused: number): Promise<Known> {
    const { clock } = this.options;
    const attempt = async (): Promise<Known> => {
      const client = await clientOf(view, () => clock.now());
      if (!client) throw new Error(`connection ${view.id} is not authenticated by OAuth 2.0`);
      return this.find({ view, client, refused });
    };
    const running = attempt().finally(() => this.underWay.delete(view));
    this.underWay.set(view, running);
    return running;
  }

  private async find(attempt: Attempt): Promise<Known> {
    const { grants, clock, callTimeoutMs } = this.options;
    const until = clock.now() + callTimeoutMs;
    for (let wait = LOOK_FIRST_MS; ; wait = Math.min(2 * wait, LOOK_LAST_MS)) {
      const grant = await this.read(attempt);
      const works = isUsable(grant, attempt, clock.now());
      const known = works ? this.remember(attempt.view, grant) : null;
      if (known && known.renewAt > clock.now()) return known;
      const holder = randomUUID();
      const leaseMs = tokenCallMs(callTimeoutMs) + KEEPING_MS;
      const now = clock.now();
      const claim = { version: grant.version, holder, now, until: now + leaseMs };
      const claimed = await grants.claim(attempt.view, claim);
      const renewed = claimed ? await this.renew(attempt, claimed, { holder, present: known }) : known;
      if (renewed) return renewed;
      if (clock.now() > until)
        throw new Unavailable('the access token is being renewed by another process', false, LATER_MS);
      await setTimeout(wait);
    }
  }

  /** The grant as it is. Throws AuthExpired where there is none that could be of use. */
  private async read({ view, client, refused }: Attempt): Promise<Grant> {
    const { grants } = this.options;
    const grant = await grants.read(view);
    const isPersons = client.auth.flow === 'code';
    if (!grant || (grant.tokens === null && isPersons)) {
      if (isPersons) throw await this.denied(view, 'not-authorized');
      await grants.open(view, client.app);
      return (await grants.read(view)) ?? gone();
    }
    if (grant.ended !== null) throw await this.denied(view, grant.ended);
    if (!isPersons) return grant;
    if (grant.app !== client.app) throw await this.denied(view, 'other-app');
    const isOver = !isUsable(grant, { client, refused }, this.options.clock.now());
    if (isOver && grant.tokens?.refresh === undefined) throw await this.ended(view, grant, 'expired');
    return grant;
  }

  /** Null: another was quicker. */
  private async renew(
    attempt: Attempt,
    grant: Grant,
    { holder, present }: { readonly holder: string; readonly present: Known | null },
  ): Promise<Known | null> {
    const { grants } = this.options;
    try {
      const answer = await this.ask(attempt, grant);
      if (answer.kind === 'granted') return await this.keep(attempt, grant, answer.tokens);
      if (answer.kind === 'refused') return await this.refused(attempt, grant, { ...answer, holder });
      throw new TokenCallFailed(new Unavailable(answer.words, true), true);
    } catch (error) {
      if (!(error instanceof TokenCallFailed)) throw error;
      await grants.release(attempt.view, holder, error.wasSent);
      if (!present) throw error.failure;
      return this.later(attempt.view, present);
    }
  }

  private ask({ view, client }: Attempt, { tokens }: Grant): Promise<TokenAnswer> {
    const { egress, callTimeoutMs, clock } = this.options;
    const { auth } = client;
    const scope = auth.scopes.join(auth.scopeSeparator ?? ' ');
    const ask: TokenAsk =
      auth.flow === 'code'
        ? { grant_type: 'refresh_token', refresh_token: tokens?.refresh ?? '' }
        : { grant_type: GRANT_TYPES[auth.flow], ...(scope === '' ? {} : { scope }) };
    const options = { egress, callTimeoutMs, now: () => clock.now() };
    return askForTokens({ id: view.id, client }, ask, options);
  }

  /** Committed before it is used, however often that has to be tried: there may be no other way to have it again. */
  private async keep({ view, client }: Attempt, grant: Grant, fresh: FreshTokens): Promise<Known | null> {
    const { grants, clock } = this.options;
    const tokens = { refresh: grant.tokens?.refresh, ...fresh };
    const at = clock.now();
    const item = { version: grant.version, app: client.app, tokens, at };
    let version: number | null;
    for (let attempt = 0; ; attempt += 1) {
      try {
        version = await grants.keep(view, item);
        break;
      } catch (error) {
        const wait = KEEP_AGAIN_MS[attempt];
        if (wait === undefined) throw error;
        ignore(error, 'a new token is kept at the next try');
        await setTimeout(wait);
      }
    }
    if (version === null) return null;
    const { expiresAt } = fresh;
    return this.remember(view, { ...grant, version, tokens, obtainedAt: at, expiresAt });
  }

  private async refused(
    { view, client }: Attempt,
    grant: Grant,
    { of, words, holder }: Extract<TokenAnswer, { kind: 'refused' }> & { readonly holder: string },
  ): Promise<null> {
    if (of === 'client' || client.auth.flow !== 'code') {
      await this.options.grants.release(view, holder, false);
      throw await this.denied(view, 'client-refused', words);
    }
    const isLost = client.auth.rotating === true && grant.isUnanswered;
    throw await this.ended(view, grant, isLost ? 'refresh-lost' : 'refresh-refused', words);
  }

  /** Where a person gave another grant meanwhile, that one counts: the caller comes again. */
  private async ended(view: ConnectionView, grant: Grant, end: GrantEnd, words?: string): Promise<Error> {
    const isPresent = await this.options.grants.end(view, grant.version, end);
    if (!isPresent) return new Unavailable('the access was renewed meanwhile', false);
    return this.denied(view, end, words);
  }

  private async denied(view: ConnectionView, reason: StateReason, words?: string): Promise<Error> {
    await this.options.needsAuthorization(view, reason);
    return new AuthExpired(
      words === undefined ? STATE_REASONS[reason] : `${STATE_REASONS[reason]} (${words})`,
    );
  }

  private remember(view: ConnectionView, grant: Grant): Known {
    const known = this.known.get(view);
    if (known && known.token.version === grant.version) return known;
    const { access = '', refresh } = grant.tokens ?? {};
    const seen = [access, ...(refresh === undefined ? [] : [refresh]), ...(known?.secrets ?? [])];
    const secrets = [...new Set(seen)].slice(0, MOST_SECRETS);
    const renewAt = renewalOf(grant, (this.options.random ?? Math.random)());
    const next = { token: { text: access, version: grant.version }, renewAt, secrets };
    this.known.set(view, next);
    return next;
  }

  private later(view: ConnectionView, present: Known): Known {
    const known = { ...present, renewAt: this.options.clock.now() + LATER_MS };
    this.known.set(view, known);
    return known;
  }
}

/** It was not refused, is of this app and has not run out. */
function isUsable(
  { tokens, version, app, expiresAt }: Grant,
  { client, refused }: Pick<Attempt, 'client' | 'refused'>,
  now: number,
): boolean {
  const isOver = expiresAt !== null && expiresAt <= now;
  return tokens !== null && version > refused && app === client.app && !isOver;
}

/** Never all at the same moment. */
function renewalOf({ obtainedAt, expiresAt }: Grant, random: number): number {
  if (expiresAt === null) return Infinity;
  const life = expiresAt - (obtainedAt ?? expiresAt);
  return expiresAt - Math.min(MARGIN_MS, life / 10) * (0.5 + random / 2);
}

function gone(): never {
  throw new Unavailable('the connection was removed');
}
