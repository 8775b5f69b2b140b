import { createPrivateKey, createPublicKey } from 'node:crypto';

import { compilePlace } from '../verify/place.js';
import { RequestView, type SignedRequest } from '../verify/request.js';
import type { SigningCertificate, SingleScheme, VerifyScheme } from '../verify/scheme.js';
import { certificateOf } from './certificate.js';
import { valueOf, type SigningSecret } from './sign-content.js';

/** Documents by their address. */
export type SenderDocuments = Readonly<Record<string, string>>;

/**
 * What the sender's own host gives for a request that `sign` signed with this secret: the key set that holds its key, or
 * the certificate that the request names, made of the key. Empty for a scheme that fetches nothing, and for a certificate
 * whose chain must lead to a root: nobody answers for one that is made here. Throws as `sign` does.
 */
export function documentsFor(
  scheme: VerifyScheme,
  request: SignedRequest,
  secret: SigningSecret,
): SenderDocuments {
  if (!('of' in scheme)) return documentsOfSingle(scheme, request, secret);
  const members = scheme.kind === 'any' ? scheme.of.slice(0, 1) : scheme.of;
  return Object.assign(
    {},
    ...members.map((member) => documentsFor(member, request, secret)),
  ) as SenderDocuments;
}

function documentsOfSingle(
  scheme: SingleScheme,
  request: SignedRequest,
  secret: SigningSecret,
): SenderDocuments {
  if (scheme.kind === 'jwt' && scheme.jwks !== undefined) {
    const key = createPublicKey(createPrivateKey(valueOf(secret, scheme.secret)));
    return { [scheme.jwks]: JSON.stringify({ keys: [{ ...key.export({ format: 'jwk' }), use: 'sig' }] }) };
  }
  if (scheme.kind !== 'rsa' || !scheme.certificate || scheme.certificate.chain) return {};
  const { certificate } = scheme;
  const url = compilePlace(certificate.url, false)(new RequestView(request), undefined);
  const key = createPrivateKey(valueOf(secret, scheme.secret));
  return url === undefined ? {} : { [url]: certificateOf({ name: commonNameIn(certificate), key }) };
}

function commonNameIn({ subject = 'CN=fixture' }: SigningCertificate): string {
  return subject.replace(/^CN=/, '');
}
