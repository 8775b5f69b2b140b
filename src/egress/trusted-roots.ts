import { rootCertificates } from 'node:tls';

let joined: string | undefined;

/** The certificates whose owners answer for hosts, as PEM: those the runtime came with. */
export function trustedRoots(): string {
  joined ??= rootCertificates.join('\n');
  return joined;
}
