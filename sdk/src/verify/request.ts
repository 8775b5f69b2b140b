import type { DocumentNeed } from './documents.js';

/** A request as it arrived, for verification and handshakes. */
export interface SignedRequest {
  /** In capitals. */
  readonly method: string;
  /** The public URL as configured, with path and query as sent; never rebuilt from the Host header. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As sent, without the question mark. */
  readonly query: string;
  /** What follows the receiver's own path, as sent. */
  readonly path: string;
  /** The raw bytes, before anything parsed them. */
  readonly body: Uint8Array;
  /** The fields of a form; absent: read from the body where its type is `application/x-www-form-urlencoded`. */
  readonly form?: () => ReadonlyMap<string, readonly string[]>;
  /** Whose request it is: the address behind the proxies that are trusted. Absent: not known. */
  readonly address?: string;
  /** It came straight from a proxy that is trusted, which answers for the headers it sets. */
  readonly isFromTrustedProxy?: boolean;
}

/** Fields of a form by name. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

/** Why a request was not believed: a short word for the operator; the sender never sees it. */
export type RefusalReason =
  | 'missing-signature'
  | 'malformed-signature'
  | 'signature-mismatch'
  | 'missing-timestamp'
  | 'malformed-timestamp'
  | 'too-old'
  | 'too-new'
  | 'missing-content'
  | 'missing-body-hash'
  | 'body-hash-mismatch'
  | 'missing-token'
  | 'token-mismatch'
  | 'no-live-secret'
  | 'unusable-secret'
  | 'foreign-key'
  | 'key-unavailable'
  | 'unknown-key'
  | 'untrusted-certificate'
  | 'wrong-issuer'
  | 'wrong-audience'
  | 'wrong-claim'
  | 'unknown-address'
  | 'address-not-listed'
  | 'untrusted-proxy'
  | 'certificate-mismatch'
  | 'unreadable-request';

/** What verification found. */
export type VerifyResult =
  | {
      readonly ok: true;
      /** What proved it, for the operator; members of a combination joined by `+`. */
      readonly scheme: string;
      /** The live value that verified; null where nothing was proven. */
      readonly secretId: string | null;
    }
  | {
      readonly ok: false;
      /** For the operator only. */
      readonly reason: RefusalReason;
      /** With this document it may be judged otherwise. */
      readonly needs?: DocumentNeed;
    };

/** Larger bodies are never parsed to find a signature or a challenge in them: 1 MiB parses in about 8 ms. */
const MAX_PARSED_BYTES = 1024 * 1024;
/** More fields than any sender signs; a form beyond it is refused. */
const MAX_FORM_FIELDS = 10_000;
const EMPTY_FORM: FormFields = new Map();

/** A request with its query, form and JSON parsed at most once, and only when asked for. */
export class RequestView {
  #query: URLSearchParams | undefined;
  #form: FormFields | undefined;
  #json: { readonly value: unknown } | undefined;

  constructor(readonly request: SignedRequest) {}

  header(name: string): string | undefined {
    return Object.hasOwn(this.request.headers, name) ? this.request.headers[name] : undefined;
  }

  query(name: string): string | undefined {
    this.#query ??= new URLSearchParams(this.request.query);
    return this.#query.get(name) ?? undefined;
  }

  form(): FormFields {
    this.#form ??=
      this.request.form?.() ?? (this.#isUrlencoded() ? parseForm(this.request.body) : EMPTY_FORM);
    return this.#form;
  }

  /** Whether the body is a form whose fields can be read. */
  hasForm(): boolean {
    return this.request.form !== undefined || this.#isUrlencoded();
  }

  /** The JSON body; undefined where it is none. */
  json(): unknown {
    this.#json ??= { value: parseJson(this.request.body) };
    return this.#json.value;
  }

  #isUrlencoded(): boolean {
    return (this.header('content-type') ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');
  }
}

function parseForm(body: Uint8Array): FormFields {
  const text = new TextDecoder().decode(body);
  const fields = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1;
    // A form read in part would let fields through that no signature covers.
    if (count > MAX_FORM_FIELDS) throw new RangeError(`a form of more than ${MAX_FORM_FIELDS} fields`);
    const known = fields.get(name);
    if (known) known.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

function parseJson(body: Uint8Array): unknown {
  if (body.byteLength > MAX_PARSED_BYTES) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** The value at a dotted path as text: strings as they are, numbers and booleans written out, anything else absent. */
export function textAt(value: unknown, path: readonly string[]): string | undefined {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  if (typeof at === 'string') return at;
  return typeof at === 'number' || typeof at === 'boolean' ? String(at) : undefined;
}
