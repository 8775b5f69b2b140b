import type { HookAnswer } from '../answer.js';
import type { HashName } from './scheme.js';

/** Returns a query value: `?challenge=X` is answered X. Unsigned by its nature. */
export interface EchoQueryHandshake {
  readonly kind: 'echoQuery';
  /** The query value that is returned. */
  readonly query: string;
  /** Default `['GET']`. */
  readonly methods?: readonly string[];
  /** Query values that must be there too: `{ 'hub.mode': 'subscribe' }`. */
  readonly match?: Readonly<Record<string, string>>;
  /** A query value that must equal a secret, else 401. */
  readonly token?: {
    /** Name of the query value that holds it. */
    readonly query: string;
    /** Name of the secret it must be. */
    readonly secret: string;
  };
  /** Default `text`. */
  readonly as?: 'text' | 'json';
  /** The key of a JSON answer. Default the query value's name. */
  readonly key?: string;
  /** Of the answer, beside those the host sends. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns a value of the body: `{"type":"url_verification","challenge":"X"}` is answered X. */
export interface EchoBodyHandshake {
  readonly kind: 'echoBody';
  /** Values by dotted path that tell a challenge from a hook: `{ type: 'url_verification' }`. */
  readonly match: Readonly<Record<string, string>>;
  /** Dotted path of the value that is returned. */
  readonly from: string;
  /** Default `text`. */
  readonly as?: 'text' | 'json';
  /** The key of a JSON answer. Default the last word of `from`. */
  readonly key?: string;
  /** False: the challenge comes unsigned. Default true: only a verified one is answered. */
  readonly signed?: boolean;
}

/** Returns a token and its keyed hash, as proof that the receiver knows the secret. */
export interface HmacTokenHandshake {
  readonly kind: 'hmacToken';
  /** Values by dotted path that tell a challenge from a hook. */
  readonly match: Readonly<Record<string, string>>;
  /** Dotted path of the token. */
  readonly from: string;
  /** Default `webhook`. */
  readonly secret?: string;
  /** Default `sha256`. */
  readonly hash?: HashName;
  /** Default `hex`. */
  readonly encoding?: 'hex' | 'base64';
  /** Keys of the JSON answer. Default `plainToken` and `encryptedToken`. */
  readonly keys?: {
    /** Holds the token as it came. */
    readonly token: string;
    /** Holds its keyed hash. */
    readonly hash: string;
  };
  /** False: the challenge comes unsigned. Default true: only a verified one is answered. */
  readonly signed?: boolean;
}

/** A request that only asks whether someone is there: answered 200, never stored. Unsigned by its nature. */
export interface PingHandshake {
  readonly kind: 'ping';
  /** Default `['POST']`. */
  readonly methods?: readonly string[];
  /** The body is a form with exactly this one field. Absent: the body must be empty. */
  readonly onlyFormField?: string;
}

/**
 * Asks for leave to send: OPTIONS with `WebHook-Request-Origin` is answered with that origin allowed (CloudEvents' abuse
 * protection). Unsigned by its nature.
 */
export interface AllowOriginHandshake {
  readonly kind: 'allowOrigin';
  /** Who gets leave, as they name themselves: `eventgrid.azure.net`. Default: whoever asks; it is no proof. */
  readonly origins?: readonly string[];
  /** Requests a minute that are allowed where a rate is asked for. Default: no limit (`*`). */
  readonly ratePerMinute?: number;
}

/**
 * Calls an address the sender names, once, with GET: `SubscribeURL` of a subscription that waits to be confirmed. The
 * sender gets its 200 when that call was answered 2xx.
 */
export interface VisitHandshake {
  readonly kind: 'visit';
  /** Values by dotted path that tell it from a hook: `{ Type: 'SubscriptionConfirmation' }`. */
  readonly match: Readonly<Record<string, string>>;
  /** Dotted path of the address. */
  readonly from: string;
  /** Hosts it may lie on, https: `*.example.com` (whatever is before it), `sns.*.amazonaws.com` (a part of one label). */
  readonly hosts: readonly string[];
  /** False: it comes unsigned. Default true: only a verified one is visited. */
  readonly signed?: boolean;
}

/**
 * Takes the secret that hooks will be signed with: a request with this header is answered with the same header, and its
 * value is sealed as the connection's secret. Only while there is none, or while a live value of `armedBy` with an end says
 * so; any other time the request is a hook like others, and fails. Unsigned by its nature.
 */
export interface HookSecretHandshake {
  readonly kind: 'hookSecret';
  /** Name of the header: `x-hook-secret`. */
  readonly header: string;
  /** Which secret it becomes. Default `webhook`. */
  readonly secret?: string;
  /** A secret of the connection whose value opens a window until its `notAfter`, for a change of secret. Absent: none does. */
  readonly armedBy?: string;
}

/** A challenge answered before or instead of accepting a hook, as data. */
export type Handshake =
  | EchoQueryHandshake
  | EchoBodyHandshake
  | HmacTokenHandshake
  | PingHandshake
  | AllowOriginHandshake
  | VisitHandshake
  | HookSecretHandshake;

/** What must be done before a handshake's answer is given. */
export type HandshakeEffect =
  | {
      readonly kind: 'visit';
      /** Of a host the handshake names. */
      readonly url: string;
    }
  | {
      readonly kind: 'keepSecret';
      /** Which secret it becomes. */
      readonly secret: string;
      /** As the sender gave it. */
      readonly value: string;
      /** The secret that opened a window for it; absent: it may only be the first. */
      readonly armedBy?: string;
    };

/** The answer to a handshake; where it has an effect, only after that. */
export interface HandshakeAnswer extends HookAnswer {
  /** To be done first; where it fails, the answer is not given. */
  readonly effect?: HandshakeEffect;
}
