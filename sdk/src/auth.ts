/**
 * How calls to the system are authenticated, applied by `ctx.http`: data, or a function of the settings that yields
 * data. `secret` names one of the declared secrets.
 */
export type AuthDefinition<Secret extends string = string, Settings = Readonly<Record<string, unknown>>> =
  AuthData<Secret> | ((settings: Settings) => AuthData<Secret>);

/** Authentication of calls as data. It is applied to the origin of `baseUrl` only, where the connector has one. */
export type AuthData<Secret extends string = string> =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'apiKey';
      /** The secret that holds the key. */
      readonly secret: Secret;
      /** The header it is sent in; give this or `query`. Default `Authorization`. */
      readonly header?: string;
      /** The query value it is sent in. Addresses end up in logs: a header is better. */
      readonly query?: string;
      /** Text before the key: `Token `. Default none. */
      readonly prefix?: string;
    }
  | {
      readonly kind: 'basic';
      /** The user's name. */
      readonly user: string;
      /** The secret that holds the password. */
      readonly secret: Secret;
    }
  | {
      readonly kind: 'bearer';
      /** The secret that holds the token. */
      readonly secret: Secret;
    }
  | OAuth2Auth<Secret>;

/**
 * OAuth 2.0. The host gets the tokens, keeps them sealed, refreshes them ahead of their end, once for all its workers,
 * and repeats a call that was answered 401 once with a fresh one. A connector never sees a token.
 *
 * @example
 * auth: {
 *   kind: 'oauth2',
 *   flow: 'code',
 *   authorizeUrl: 'https://acme.example/oauth/authorize',
 *   tokenUrl: 'https://acme.example/oauth/token',
 *   scopes: ['orders.read', 'orders.write'],
 *   clientId: { setting: 'clientId' },
 *   clientSecret: 'clientSecret',
 *   rotating: true,
 *   account: { token: 'organisation.id' },
 * },
 */
export interface OAuth2Auth<Secret extends string = string> {
  /** OAuth 2.0. */
  readonly kind: 'oauth2';
  /**
   * `code`: a person grants access in a browser. `client_credentials`: the app itself has it. `jwt_bearer`: the app itself
   * has it, and proves itself by a JWT that it signs.
   */
  readonly flow: 'code' | 'client_credentials' | 'jwt_bearer';
  /** Flow `code` needs it: where a person grants access. What its query holds already stays. */
  readonly authorizeUrl?: string;
  /** Where tokens are had and refreshed. */
  readonly tokenUrl: string;
  /** What access is asked for; with too few, calls fail with 403 later. May be empty. */
  readonly scopes: readonly string[];
  /** Between scopes. Default a space. */
  readonly scopeSeparator?: string;
  /** Where the app's client id is: a declared secret, or a setting by its name. */
  readonly clientId:
    | {
        /** A declared secret that holds it. */
        readonly secret: Secret;
      }
    | {
        /** A preset that holds it. */
        readonly setting: string;
      };
  /** The secret that holds the app's client secret. Absent: the app is a public client and proves itself by PKCE alone. */
  readonly clientSecret?: Secret;
  /** Flow `jwt_bearer` needs it: the JWT that is signed. */
  readonly assertion?: AuthAssertion<Secret>;
  /** Where the answer of `tokenUrl` has other names than OAuth's. Default: it has those. */
  readonly answer?: {
    /** Name of the access token. Default `access_token`. */
    readonly token?: string;
    /** Name of the time it ends, as RFC 3339 writes it. Default: `expires_in` has the seconds. */
    readonly expiresAt?: string;
  };
  /** How the app proves itself to `tokenUrl`: by HTTP Basic, or with id and secret in the form. Default `basic`. */
  readonly clientAuthentication?: 'basic' | 'body';
  /** PKCE with S256, in flow `code`. False for systems that refuse parameters they do not know. Default true. */
  readonly pkce?: boolean;
  /** Added to `authorizeUrl`: `{ access_type: 'offline' }`, which some systems need before they give a refresh token. */
  readonly authorizeParameters?: Readonly<Record<string, string>>;
  /**
   * Added to every form sent to `tokenUrl`: `{ audience: '…' }`. Where no person grants access one may be `grant_type`,
   * for systems that have a name of their own for it.
   */
  readonly tokenParameters?: Readonly<Record<string, string>>;
  /**
   * Each refresh brings a new refresh token and ends the old one. Where the answer to a refresh is lost, and the system
   * refuses the old token afterwards, the connection needs authorization with the reason `refresh-lost`; wrongly left
   * out, the reason is `refresh-refused`, as if access had been taken away. Default false.
   */
  readonly rotating?: boolean;
  /** Seconds an access token lives, where the system's answer has no `expires_in`. Default: until a call is answered 401. */
  readonly lifetimeSeconds?: number;
  /** The header the access token is sent in. Default `Authorization`. */
  readonly header?: string;
  /** Text before the token in the header. Default `Bearer ` in `Authorization`, none in any other. */
  readonly prefix?: string;
  /**
   * Where the external account is named, so that another one than before is told: a dotted path in the answer of
   * `tokenUrl`, a claim of its `id_token`, or a value of the query a person comes back with. Default: what `check`
   * answers as `account`.
   */
  readonly account?:
    | {
        /** Dotted path in the answer of `tokenUrl`. */
        readonly token: string;
      }
    | {
        /** A claim of the answer's `id_token`. */
        readonly idToken: string;
      }
    | {
        /** A query value of the address the person is sent back to. */
        readonly callback: string;
      };
}

/**
 * A JWT that an app signs with its private key, to be given an access token (RFC 7523). It is issued by the client id,
 * made anew for each token, and works for minutes.
 *
 * @example
 * auth: {
 *   kind: 'oauth2',
 *   flow: 'jwt_bearer',
 *   tokenUrl: 'https://oauth2.googleapis.com/token',
 *   scopes: [],
 *   clientId: { setting: 'serviceAccount' },
 *   assertion: { key: 'privateKey', claims: { scope: 'https://www.googleapis.com/auth/calendar' } },
 * },
 */
export interface AuthAssertion<Secret extends string = string> {
  /** The secret that holds the private key, as PEM (PKCS #8 or PKCS #1). */
  readonly key: Secret;
  /** Default `RS256`. */
  readonly algorithm?: 'RS256' | 'ES256';
  /** `kid`, where the system knows several keys of the app. */
  readonly keyId?: string;
  /** `sub`: for whom access is asked. */
  readonly subject?: string;
  /** `aud`: what it is meant for. Default: `tokenUrl`; sent as `bearer`, none. */
  readonly audience?: string;
  /** Further claims: `{ scope: '…' }`, which some systems read here and not in the form. */
  readonly claims?: Readonly<Record<string, string | boolean>>;
  /** Seconds it works. Default 180; systems refuse what works for longer than they allow, often ten minutes. */
  readonly lifetimeSeconds?: number;
  /**
   * `assertion`: in the form, as the grant. `bearer`: in the header `Authorization` of a call that has no grant, for
   * systems that give tokens of an installation so. Default `assertion`.
   */
  readonly sentAs?: 'assertion' | 'bearer';
}
