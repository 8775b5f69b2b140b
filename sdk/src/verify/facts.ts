import { parseTemplate, templateOf } from './content.js';
import type { JwtScheme } from './jwt.scheme.js';
import { isSignatureScheme, type SignatureScheme } from './proof.js';
import type { SingleScheme, TokenScheme, VerifyScheme } from './scheme.js';

/** Where a scheme's credentials lie: what must not be stored as it came. */
export interface CredentialPlaces {
  /** Names in lower case. */
  readonly headers: readonly string[];
  /** Names as they are written. */
  readonly query: readonly string[];
  /** Segments behind the receiver's own path, from 0. */
  readonly segments: readonly number[];
}

/** The names of the secrets a scheme reads, each once. */
export function secretsUsed(scheme: VerifyScheme): readonly string[] {
  return [...new Set(namesOf(scheme))];
}

/** The same without those that answer for somebody else's key. */
export function provingSecrets(scheme: VerifyScheme): readonly string[] {
  if ('of' in scheme) return scheme.of.flatMap(provingSecrets);
  if (!isSignatureScheme(scheme)) return presented(scheme);
  const own = scheme.kind === 'rsa' && scheme.certificate ? [] : [nameOf(scheme)];
  return [...own, ...namedInContent(scheme)];
}

/** Whether a scheme asks who sent a request: by address, or through which proxy. */
export function judgesSender(scheme: VerifyScheme): boolean {
  if ('of' in scheme) return scheme.of.some(judgesSender);
  return scheme.kind === 'ipList' || scheme.kind === 'clientCertificate';
}

/** The headers, query values and path segments that hold a credential itself, not a signature made with one. */
export function credentialPlaces(scheme: VerifyScheme): CredentialPlaces {
  if ('of' in scheme) {
    const all = scheme.of.map(credentialPlaces);
    return {
      headers: [...new Set(all.flatMap(({ headers }) => headers))],
      query: [...new Set(all.flatMap(({ query }) => query))],
      segments: [...new Set(all.flatMap(({ segments }) => segments))],
    };
  }
  const place = holdsCredential(scheme) ? scheme : undefined;
  const header = scheme.kind === 'basic' ? 'authorization' : place?.header;
  const query = place?.query;
  return {
    headers: header === undefined ? [] : [header.toLowerCase()],
    query: query === undefined ? [] : [query],
    segments: scheme.kind === 'secretPath' ? [scheme.segment ?? 0] : [],
  };
}

/** A token that binds no body could be presented with any other. */
function holdsCredential(scheme: SingleScheme): scheme is TokenScheme | JwtScheme {
  return scheme.kind === 'token' || (scheme.kind === 'jwt' && scheme.bodyClaim === undefined);
}

function namesOf(scheme: VerifyScheme): readonly string[] {
  if ('of' in scheme) return scheme.of.flatMap(namesOf);
  return isSignatureScheme(scheme) ? [...ownSecret(scheme), ...namedInContent(scheme)] : presented(scheme);
}

function presented(scheme: Exclude<SingleScheme, SignatureScheme>): readonly string[] {
  switch (scheme.kind) {
    case 'unsigned':
    case 'ipList':
      return [];
    case 'clientCertificate':
      return scheme.fingerprint ? [nameOf(scheme.fingerprint)] : [];
    case 'jwt':
      return scheme.jwks === undefined ? [nameOf(scheme)] : [];
    case 'standardWebhooks':
    case 'token':
    case 'basic':
    case 'secretPath':
      return [nameOf(scheme)];
  }
}

function nameOf({ secret = 'webhook' }: { readonly secret?: string }): string {
  return secret;
}

/** Where the request names its certificate there is no key to keep. */
function ownSecret(scheme: SignatureScheme): readonly string[] {
  const certificate = scheme.kind === 'rsa' ? scheme.certificate : undefined;
  if (!certificate) return [nameOf(scheme)];
  return certificate.authorities === undefined ? [] : [certificate.authorities];
}

/** The secrets a content names by `{secret:name}`. */
export function namedInContent(scheme: SignatureScheme): readonly string[] {
  return parseTemplate(templateOf(scheme, scheme.timestamp !== undefined)).flatMap((part) =>
    'variable' in part && part.variable === 'secret' && part.argument !== undefined ? [part.argument] : [],
  );
}
