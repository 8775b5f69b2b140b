import type { Duration, HashName, Place } from './place.scheme.js';

/** How a token is signed. */
export type JwtAlgorithm = 'HS256' | 'RS256' | 'ES256';

/** The body's hash as a claim of the token. */
export interface BodyClaim {
  /** The claim's name: `request_body_sha256`. */
  readonly claim: string;
  /** Default `sha256`. */
  readonly hash?: HashName;
  /** Default `hex`. */
  readonly encoding?: 'hex' | 'base64' | 'base64url';
}

/** Options of `jwt`: where the token lies, whose it is, and what it must say. */
export type JwtOptions = Place & {
  /** Text before the token that must be there: `Bearer `. */
  readonly prefix?: string;
  /** What is believed; `HS256` stands alone: a public key must never pass as a shared one. */
  readonly algorithms: readonly JwtAlgorithm[];
  /** Address of the sender's keys (JWKS), https. Absent: the secret is the key. */
  readonly jwks?: string;
  /** The key where there is no `jwks`: shared for `HS256`, else a public key as PEM. Default `webhook`. */
  readonly secret?: string;
  /** How a shared secret becomes the key. Default `utf8`. */
  readonly key?: 'utf8' | 'base64';
  /** `iss` must be one of these. */
  readonly issuer?: string | readonly string[];
  /** `aud` must hold one of these. */
  readonly audience?: string | readonly string[];
  /** Claims that must have exactly these values. */
  readonly claims?: Readonly<Record<string, string>>;
  /** How far clocks may be apart where `exp`, `nbf` and `iat` are judged. Default `1m`. */
  readonly leeway?: Duration;
  /** Refuse tokens made (`iat`) longer before receipt; needed where a token has no `exp`. Absent: `exp` must be there. */
  readonly maxAge?: Duration;
  /** Binds the body to the token. Absent: the token proves the sender, not the body. */
  readonly bodyClaim?: BodyClaim;
};

/** A JSON Web Token. */
export type JwtScheme = { readonly kind: 'jwt' } & JwtOptions;
