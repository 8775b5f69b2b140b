import type { JwtOptions, JwtScheme } from './jwt.scheme.js';
import type {
  ClientCertificateOptions,
  ClientCertificateScheme,
  IpListOptions,
  IpListScheme,
} from './origin.scheme.js';
import type {
  BasicOptions,
  BasicScheme,
  CombinedScheme,
  EcdsaOptions,
  EcdsaScheme,
  Ed25519Options,
  Ed25519Scheme,
  HashOptions,
  HashScheme,
  HmacOptions,
  HmacScheme,
  RsaOptions,
  RsaScheme,
  SecretPathOptions,
  SecretPathScheme,
  StandardWebhooksOptions,
  StandardWebhooksScheme,
  TokenOptions,
  TokenScheme,
  UnsignedScheme,
  VerifyScheme,
} from './scheme.js';

/** A keyed hash: `hmac({ header: 'x-hub-signature-256', prefix: 'sha256=' })`. */
export function hmac(options: HmacOptions): HmacScheme {
  return { kind: 'hmac', ...options };
}

/** A plain hash that holds the secret: `hash({ header: 'x-signature', content: '{secret}{body}' })`. */
export function hash(options: HashOptions): HashScheme {
  return { kind: 'hash', ...options };
}

/** An Ed25519 signature: `ed25519({ header: 'x-signature-ed25519', encoding: 'hex', timestamp: { header: 'x-time' } })`. */
export function ed25519(options: Ed25519Options): Ed25519Scheme {
  return { kind: 'ed25519', ...options };
}

/** An ECDSA P-256 signature: `ecdsa({ header: 'x-signature', timestamp: { header: 'x-time' }, content: '{timestamp}{body}' })`. */
export function ecdsa(options: EcdsaOptions): EcdsaScheme {
  return { kind: 'ecdsa', ...options };
}

/** An RSA PKCS#1 v1.5 signature: `rsa({ header: 'x-signature' })`. */
export function rsa(options: RsaOptions): RsaScheme {
  return { kind: 'rsa', ...options };
}

/** Standard Webhooks, `v1` and `v1a`: `standardWebhooks()`. */
export function standardWebhooks(options: StandardWebhooksOptions = {}): StandardWebhooksScheme {
  return { kind: 'standardWebhooks', ...options };
}

/** A shared token: `token({ header: 'x-gitlab-token' })`. It proves the sender, not the body. */
export function token(options: TokenOptions): TokenScheme {
  return { kind: 'token', ...options };
}

/** HTTP basic authentication: `basic({ user: 'acme' })`. */
export function basic(options: BasicOptions = {}): BasicScheme {
  return { kind: 'basic', ...options };
}

/** A secret segment of the path: `/hooks/<key>/<secret>` with `secretPath()`. */
export function secretPath(options: SecretPathOptions = {}): SecretPathScheme {
  return { kind: 'secretPath', ...options };
}

/** A JSON Web Token: `jwt({ header: 'authorization', prefix: 'Bearer ', algorithms: ['RS256'], jwks: 'https://…/keys', audience: 'me' })`. */
export function jwt(options: JwtOptions): JwtScheme {
  return { kind: 'jwt', ...options };
}

/** Only from these addresses, beside a proof of another kind: `all([ipList({ ranges: ['203.0.113.0/24'] }), secretPath()])`. */
export function ipList(options: IpListOptions): IpListScheme {
  return { kind: 'ipList', ...options };
}

/** The client's certificate, as a trusted proxy tells of it: `clientCertificate({ subject: { header: 'x-client-dn', is: 'CN=acme' } })`. */
export function clientCertificate(options: ClientCertificateOptions): ClientCertificateScheme {
  return { kind: 'clientCertificate', ...options };
}

/** No proof at all, and why: `unsigned('the system offers no signature')`. Operators see the reason. */
export function unsigned(reason: string): UnsignedScheme {
  return { kind: 'unsigned', reason };
}

/** One of the schemes must hold: `any([hmac({ header: 'x-new' }), hmac({ header: 'x-old', hash: 'sha1' })])`. */
export function any(of: readonly VerifyScheme[]): CombinedScheme {
  return { kind: 'any', of };
}

/** Each of the schemes must hold: `all([basic(), hmac({ header: 'x-signature' })])`. */
export function all(of: readonly VerifyScheme[]): CombinedScheme {
  return { kind: 'all', of };
}
