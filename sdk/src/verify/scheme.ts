/**
 * How a request proves that it is genuine, as data: what the builders of this folder return, and what
 * `POST /v1/connectors` takes as `verify`. One shape for both, so a scheme can move between code and data.
 */

import type { ClientCertificateScheme, IpListScheme } from './origin.scheme.js';
import type { JwtScheme } from './jwt.scheme.js';
import type { Duration, HashName, Place } from './place.scheme.js';

export type { Duration, HashName, Place } from './place.scheme.js';

/** One live secret of a name. */
export interface LiveSecret {
  /** Kept with what it verified. */
  readonly id: string;
  /** Never stored, logged or returned. */
  readonly value: string;
  /** Verifies until then (ms since the epoch); absent: no end. */
  readonly notAfter?: number;
}

/** The live secrets of a connection or receiver by name, newest first. */
export type LiveSecrets = Readonly<Record<string, readonly LiveSecret[]>>;

/** Where the time of signing lies: a place, or `item`, a key of the signature's own list (`t=…,v1=…`). */
export type TimestampSource = (
  | (Place & { readonly item?: never })
  | {
      /** A key of the signature's list. */
      readonly item: string;
      readonly header?: never;
      readonly query?: never;
      readonly body?: never;
      readonly form?: never;
    }
) & {
  /** Unix seconds, Unix milliseconds, or a date as RFC 3339 or RFC 1123 writes it. Default `s`. */
  readonly unit?: 's' | 'ms' | 'rfc3339' | 'rfc1123';
};

/** How a signature is written: `hex` is lower case; base64 may lack its padding. */
export type SignatureEncoding = 'hex' | 'hex-upper' | 'base64' | 'base64url';

/** A header or field that holds several signatures: `t=1,v1=aa,v1=bb`, `v1,aa v1,bb`, `public|aa&public|bb`. */
export interface SignatureList {
  /** Stands between the entries. */
  readonly separator: string;
  /** Stands between an entry's key and its value; absent: entries are bare signatures. */
  readonly pair?: string;
  /** Only entries with this key count; absent: the value of every entry is tried. */
  readonly key?: string;
}

/** Fields of the body joined into one text: `{fields}` of a content template. A field that is absent counts as empty. */
export interface JoinedFields {
  /** Dotted paths, in the order they are signed. */
  readonly paths: readonly string[];
  /** Default `:`. */
  readonly separator?: string;
  /**
   * Each value follows the last word of its path, both end with the separator, and a field that is absent is left out:
   * `Message\nhello\nType\nNotification\n`. Default false.
   */
  readonly named?: boolean;
  /** `backslash` puts one before each backslash and separator inside a value. Default `none`. */
  readonly escape?: 'none' | 'backslash';
}

/** A query value that holds the body's hash, for bodies that the signed content leaves out. */
export interface BodyHash {
  /** Name of the query value; it must be there whenever the body is neither empty nor a form. */
  readonly query: string;
  /** Default `sha256`, in hex. */
  readonly hash?: HashName;
}

/** What every signature scheme has: where the signature lies, and what was signed. */
export type SignatureOptions = Place & {
  /** Text before the signature that must be there and is cut off: `sha256=`. */
  readonly prefix?: string;
  /** The place holds a list; a `prefix` is then cut off each entry. */
  readonly list?: SignatureList;
  /** Default `hex` for hmac and hash, `base64` for public-key schemes. */
  readonly encoding?: SignatureEncoding;
  /**
   * What was signed: text with `{body}` (raw bytes), `{method}`, `{url}` (as configured, with the query),
   * `{urlDecoded}`, `{path}`, `{id}`, `{timestamp}`, `{sortedForm}`, `{crc32}` (of the body, decimal), `{fields}`,
   * `{secret}`, `{secret:name}`, `{header:name}`, `{query:name}`, `{form:name}`, `{field:path}`; `{{` is a brace.
   * Default `{body}`, with a timestamp `{timestamp}.{body}`.
   */
  readonly content?: string;
  /** What `{fields}` of the content stands for. */
  readonly fields?: JoinedFields;
  /** Where `{id}` lies. */
  readonly id?: Place;
  /**
   * Where `{timestamp}` lies. Absent while `maxAge` is set: the header beside the signature's, with `timestamp` for
   * `signature` in its name.
   */
  readonly timestamp?: TimestampSource;
  /** Refuse what was signed longer before its receipt. Default `5m` with a timestamp; `false` switches it off. */
  readonly maxAge?: Duration | false;
  /** Refuse what was signed longer after its receipt. Default `5m` with a timestamp; `false` switches it off. */
  readonly maxFuture?: Duration | false;
  /** Name of the secret. Default `webhook`. */
  readonly secret?: string;
  /** `either` also tries the URL without its port, or with its scheme's own one where it has none. Default `asIs`. */
  readonly ports?: 'asIs' | 'either';
  /** Binds a body that the content leaves out. */
  readonly bodyHash?: BodyHash;
  /** The signature lies in, and covers, each element of the body: a bad one rejects that element only. */
  readonly perElement?: boolean;
};

/** Options of `hmac`. */
export type HmacOptions = SignatureOptions & {
  /** Default `sha256`. */
  readonly hash?: HashName;
  /** How the secret becomes the key: its text, decoded, or the SHA-1 of its text. Default `utf8`. */
  readonly key?: 'utf8' | 'base64' | 'hex' | 'sha1';
  /** Text before the key that is cut off when it is there: `whsec_`. */
  readonly keyPrefix?: string;
};

/** Options of `hash`: a plain hash whose content holds `{secret}`. */
export type HashOptions = SignatureOptions & {
  /** Default `sha256`. */
  readonly hash?: HashName;
};

/** How a public key is written: PEM, base64 of DER (key or certificate), or the bare key. Default `auto`. */
export type PublicKeyForm = 'auto' | 'pem' | 'der' | 'base64' | 'hex';

/** Options of `ed25519`. */
export type Ed25519Options = SignatureOptions & {
  /** How the secret writes the public key. */
  readonly key?: PublicKeyForm;
  /** Text before the key that must be there and is cut off: `whpk_`. */
  readonly keyPrefix?: string;
};

/** Options of `ecdsa`: P-256. */
export type EcdsaOptions = SignatureOptions & {
  /** How the secret writes the public key. Default `auto`. */
  readonly key?: 'auto' | 'pem' | 'der';
  /** Default `sha256`. */
  readonly hash?: 'sha256' | 'sha512';
  /** How the two numbers of a signature are written: as DER, or 64 bytes side by side. Default `der`. */
  readonly signatureForm?: 'der' | 'p1363';
};

/** A certificate the request names, fetched from hosts that are pinned; its own dates are judged. */
export interface SigningCertificate {
  /** Where its address lies. */
  readonly url: Place;
  /**
   * Hosts it may lie on, https: `*.paypal.com` (whatever is before it), `sns.*.amazonaws.com` (a star is a part of one
   * label). Anything else is refused unread.
   */
  readonly hosts: readonly string[];
  /** What its path must be; a star is a run of letters, digits and dashes. Default: any. */
  readonly path?: string;
  /** A line its subject must hold: `CN=sns.amazonaws.com`. */
  readonly subject?: string;
  /** True: a chain must lead from it to a root the runtime trusts. Default false: the host is trusted with it. */
  readonly chain?: boolean;
  /** Name of a secret with further roots, as PEM. */
  readonly authorities?: string;
}

/** Options of `rsa`: PKCS#1 v1.5. A certificate given as the secret is pinned: its own dates are not judged. */
export type RsaOptions = SignatureOptions & {
  /** How the secret writes the public key or certificate. Default `auto`. */
  readonly key?: 'auto' | 'pem' | 'der';
  /** Default `sha256`. `sha1` only for senders that offer nothing better. */
  readonly hash?: HashName;
  /** The request names the certificate that signed it; there is no secret then. */
  readonly certificate?: SigningCertificate;
};

/** Options of `standardWebhooks`. The secret's prefix decides: `whsec_` is `v1`, `whpk_` is `v1a`. */
export interface StandardWebhooksOptions {
  /** Default `webhook`. */
  readonly secret?: string;
  /** Which signatures count. Default both. */
  readonly versions?: readonly ('v1' | 'v1a')[];
  /** The headers' first word: `webhook-id` or `svix-id`. Default `webhook`. */
  readonly headers?: 'webhook' | 'svix';
  /** How the `v1` secret becomes the key. Default `base64`, as the specification says. */
  readonly key?: 'base64' | 'utf8';
  /** Default `5m`; `false` switches it off. */
  readonly maxAge?: Duration | false;
  /** Default `5m`; `false` switches it off. */
  readonly maxFuture?: Duration | false;
}

/** Options of `token`: the value there equals the secret. */
export type TokenOptions = Place & {
  /** Default `webhook`. */
  readonly secret?: string;
  /** Text before the token that must be there: `Bearer `. */
  readonly prefix?: string;
  /** The token lies in each element of the body. */
  readonly perElement?: boolean;
};

/** Options of `basic`. */
export interface BasicOptions {
  /** The user's name; absent: the secret holds `user:password`. */
  readonly user?: string;
  /** Default `webhook`. */
  readonly secret?: string;
}

/** Options of `secretPath`. */
export interface SecretPathOptions {
  /** Which segment behind the receiver's own path is the secret, from 0. Default 0. */
  readonly segment?: number;
  /** Default `webhook`. */
  readonly secret?: string;
}

/** A keyed hash over the request. */
export type HmacScheme = { readonly kind: 'hmac' } & HmacOptions;
/** A plain hash over the request and the secret. */
export type HashScheme = { readonly kind: 'hash' } & HashOptions;
/** An Ed25519 signature. */
export type Ed25519Scheme = { readonly kind: 'ed25519' } & Ed25519Options;
/** An ECDSA P-256 signature. */
export type EcdsaScheme = { readonly kind: 'ecdsa' } & EcdsaOptions;
/** An RSA PKCS#1 v1.5 signature. */
export type RsaScheme = { readonly kind: 'rsa' } & RsaOptions;
/** Standard Webhooks, `v1` and `v1a`. */
export type StandardWebhooksScheme = { readonly kind: 'standardWebhooks' } & StandardWebhooksOptions;
/** A shared token. */
export type TokenScheme = { readonly kind: 'token' } & TokenOptions;
/** HTTP basic authentication. */
export type BasicScheme = { readonly kind: 'basic' } & BasicOptions;
/** A secret segment of the path. */
export type SecretPathScheme = { readonly kind: 'secretPath' } & SecretPathOptions;
/** No proof at all, for a named reason that operators see. */
export interface UnsignedScheme {
  readonly kind: 'unsigned';
  /** Shown to operators beside the connection. */
  readonly reason: string;
}

/** A scheme that is not made of others. */
export type SingleScheme =
  | HmacScheme
  | HashScheme
  | Ed25519Scheme
  | EcdsaScheme
  | RsaScheme
  | StandardWebhooksScheme
  | TokenScheme
  | BasicScheme
  | SecretPathScheme
  | JwtScheme
  | IpListScheme
  | ClientCertificateScheme
  | UnsignedScheme;

/** Several schemes: one of them, or each of them, must hold. At most 8, at most two levels. */
export interface CombinedScheme {
  readonly kind: 'any' | 'all';
  /** Tried in this order. */
  readonly of: readonly VerifyScheme[];
}

/** How a request proves that it is genuine. */
export type VerifyScheme = SingleScheme | CombinedScheme;
