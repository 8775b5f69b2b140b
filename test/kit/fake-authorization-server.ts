import { createHash, createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of the token endpoint. */
export interface TokenCall {
  readonly form: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
}

/** Instead of the ordinary answer: another one, `lose` (the tokens are given out, and the answer never comes), or `hang`. */
export type TokenTrouble =
  { status: number; body: unknown; headers?: Record<string, string> } | 'lose' | 'hang';

export interface AuthorizationServerWays {
  /** Seconds in `expires_in`; absent: it does not say. */
  readonly lifetime?: number;
  /** Each refresh brings another refresh token; one that comes a second time ends all of the grant. */
  readonly rotating?: boolean;
}

interface Family {
  readonly account: string;
  isBurnt: boolean;
}

/** The private key of the app that signs for itself, as PEM; the system knows its other half. */
export const SIGNING_KEY = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;
const GRANT_OF_JWT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * A system with OAuth 2.0, over real HTTP: `/authorize` agrees at once and sends back, `/token` knows all four grants,
 * proves PKCE and the client, and burns a grant whose refresh token comes twice; `/api/…` answers who carries a token.
 */
export class FakeAuthorizationServer implements AsyncDisposable {
  readonly tokenCalls: TokenCall[] = [];
  readonly apiCalls: { readonly path: string; readonly token: string }[] = [];
  /** Who agrees at `/authorize`. */
  account = 'acme-1';
  /** Whatever carries a token is refused, at `/api`. */
  refusesAll = false;
  private readonly codes = new Map<
    string,
    { challenge: string | null; redirectUri: string; account: string }
  >();
  private readonly refreshTokens = new Map<string, { family: Family; isUsed: boolean }>();
  private readonly accessTokens = new Map<string, Family>();
  private readonly troubles: TokenTrouble[] = [];
  private held: (() => void)[] | null = null;
  private readonly server = createServer((request, response) => void this.serve(request, response));

  private constructor(private readonly ways: AuthorizationServerWays) {}

  static async start(ways: AuthorizationServerWays = {}): Promise<FakeAuthorizationServer> {
    const fake = new FakeAuthorizationServer(ways);
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Of the next calls of the token endpoint, one each. */
  trouble(...troubles: TokenTrouble[]): void {
    this.troubles.push(...troubles);
  }

  /** The token endpoint answers nobody until the function it answers is called. */
  hold(): () => void {
    this.held = [];
    return () => {
      const waiting = this.held ?? [];
      this.held = null;
      for (const go of waiting) go();
    };
  }

  /** No access token that is out works any more; refresh tokens do. */
  endAccessTokens(): void {
    this.accessTokens.clear();
  }

  /** Somebody took the access away. */
  revoke(): void {
    for (const { family } of this.refreshTokens.values()) family.isBurnt = true;
    this.accessTokens.clear();
  }

  /** A grant as a person who agreed would have it. */
  grant(account = this.account): { access: string; refresh: string } {
    const { access_token: access, refresh_token: refresh } = this.tokensOf({ account, isBurnt: false });
    return { access, refresh };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname === '/authorize') return this.authorize(url, response);
    if (url.pathname !== '/token') return this.api(url, request, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    this.tokenCalls.push({ form, authorization: request.headers.authorization });
    if (this.held) await new Promise<void>((go) => this.held?.push(go));
    const trouble = this.troubles.shift();
    if (trouble === 'hang') return;
    if (typeof trouble === 'object') return send(response, trouble.status, trouble.body, trouble.headers);
    const { status, body } = this.token(form, request.headers.authorization);
    if (trouble === 'lose') request.socket.destroy();
    else send(response, status, body);
  }

  private authorize({ searchParams: asked }: URL, response: ServerResponse): void {
    const code = randomBytes(9).toString('base64url');
    const redirectUri = asked.get('redirect_uri') ?? '';
    this.codes.set(code, { challenge: asked.get('code_challenge'), redirectUri, account: this.account });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  private token(form: Readonly<Record<string, string>>, authorization: string | undefined): Said {
    if (form['grant_type'] === GRANT_OF_JWT) return this.signed(form['assertion'] ?? '');
    const basic = Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    const isKnown = basic === 'app-1:app-secret' || form['client_secret'] === 'app-secret';
    if (!isKnown) return { status: 401, body: { error: 'invalid_client', error_description: 'who are you' } };
    if (form['grant_type'] === 'authorization_code') return this.exchange(form);
    if (form['grant_type'] === 'refresh_token') return this.refresh(form['refresh_token'] ?? '');
    const tokens = this.tokensOf({ account: 'app', isBurnt: false });
    return { status: 200, body: { ...tokens, refresh_token: undefined } };
  }

  private signed(assertion: string): Said {
    const [head = '', body = '', signature = ''] = assertion.split('.');
    const isProven = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      createPublicKey(SIGNING_KEY),
      Buffer.from(signature, 'base64url'),
    );
    if (!isProven) return refusal('signed by somebody else');
    const { iss, aud } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    if (iss !== 'app-1' || aud !== `${this.url}/token`) return refusal('not for us');
    return {
      status: 200,
      body: { ...this.tokensOf({ account: 'app', isBurnt: false }), refresh_token: undefined },
    };
  }

  private exchange(form: Readonly<Record<string, string>>): Said {
    const known = this.codes.get(form['code'] ?? '');
    this.codes.delete(form['code'] ?? '');
    const challenge = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url');
    const isProven = known?.challenge === challenge && known.redirectUri === form['redirect_uri'];
    if (!known || !isProven) return refusal('the code is not good');
    return { status: 200, body: this.tokensOf({ account: known.account, isBurnt: false }) };
  }

  private refresh(token: string): Said {
    const known = this.refreshTokens.get(token);
    if (!known) return refusal('unknown');
    if (known.isUsed) known.family.isBurnt = true;
    if (known.family.isBurnt) return refusal('the grant is over');
    if (this.ways.rotating !== true)
      return { status: 200, body: { ...this.tokensOf(known.family), refresh_token: undefined } };
    known.isUsed = true;
    return { status: 200, body: this.tokensOf(known.family) };
  }

  private tokensOf(family: Family) {
    const access = `at-${randomBytes(12).toString('hex')}`;
    const refresh = `rt-${randomBytes(12).toString('hex')}`;
    this.accessTokens.set(access, family);
    this.refreshTokens.set(refresh, { family, isUsed: false });
    return {
      access_token: access,
      refresh_token: refresh,
      token_type: 'Bearer',
      scope: 'orders.read',
      organisation: { id: family.account },
      ...(this.ways.lifetime === undefined ? {} : { expires_in: this.ways.lifetime }),
    };
  }

  private api({ pathname }: URL, { headers }: IncomingMessage, response: ServerResponse): void {
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    this.apiCalls.push({ path: pathname, token });
    const family = this.accessTokens.get(token);
    if (this.refusesAll || !family || family.isBurnt) return send(response, 401, { error: 'no such token' });
    send(response, 200, { id: pathname.split('/').at(-1), name: 'A thing', account: family.account });
  }
}

interface Said {
  readonly status: number;
  readonly body: unknown;
}

function refusal(words: string): Said {
  return { status: 400, body: { error: 'invalid_grant', error_description: words } };
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
