import { aCertificate } from './certificates.js';

/** What a server of this machine shows, and what trusts it. */
export interface LocalCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Signed by itself, for 127.0.0.1, of a new key each time. */
export function localCertificate(): LocalCertificate {
  return aCertificate({ name: 'a local server', isAuthority: true, isLocal: true });
}
