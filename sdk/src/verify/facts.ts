import { parseTemplate, templateOf } from './content.js';
import type { SignatureOptions, VerifyScheme } from './scheme.js';

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
  const header =
    scheme.kind === 'basic' ? 'authorization' : scheme.kind === 'token' ? scheme.header : undefined;
  const query = scheme.kind === 'token' ? scheme.query : undefined;
  return {
    headers: header === undefined ? [] : [header.toLowerCase()],
    query: query === undefined ? [] : [query],
    segments: scheme.kind === 'secretPath' ? [scheme.segment ?? 0] : [],
  };
}

function namesOf(scheme: VerifyScheme): readonly string[] {
  if ('of' in scheme) return scheme.of.flatMap(namesOf);
  if (scheme.kind === 'unsigned') return [];
  const own = scheme.secret ?? 'webhook';
  return 'list' in scheme || 'content' in scheme ? [own, ...namedInContent(scheme)] : [own];
}

function namedInContent(scheme: SignatureOptions): readonly string[] {
  return parseTemplate(templateOf(scheme, scheme.timestamp !== undefined)).flatMap((part) =>
    'variable' in part && part.variable === 'secret' && part.argument !== undefined ? [part.argument] : [],
  );
}
