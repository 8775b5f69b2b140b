import type { SignedRequest } from '../verify/request.js';
import type { ClientCertificateScheme, IpListScheme } from '../verify/origin.scheme.js';
import type { SigningCertificate } from '../verify/scheme.js';
import { RequestView } from '../verify/request.js';
import { compilePlace } from '../verify/place.js';
import { put } from './put.js';

/** The request as it arrives from the first of the addresses; over a network the sender's own address counts. */
export function fromAddress(request: SignedRequest, { ranges }: IpListScheme): SignedRequest {
  return { ...request, address: request.address ?? ranges[0]?.split('/')[0] ?? '' };
}

/** The request as a trusted proxy hands it on; over a network it must come from one. */
export function throughProxy(
  request: SignedRequest,
  { subject, issuer, verified, fingerprint }: ClientCertificateScheme,
  valueOf: (secret: string | undefined) => string,
): SignedRequest {
  const told = [subject, issuer, verified].flatMap((one) => (one ? [[one.header, one.is] as const] : []));
  const all = fingerprint ? [...told, [fingerprint.header, valueOf(fingerprint.secret)] as const] : told;
  const start = { ...request, isFromTrustedProxy: true };
  return all.reduce<SignedRequest>((so, [header, text]) => put(so, { header }, text), start);
}

/** The request with the address of its certificate: one of those the scheme takes, unless it names one. */
export function withCertificate(
  request: SignedRequest,
  { url, hosts: [host = ''], path = '/certificate' }: SigningCertificate,
): SignedRequest {
  if (compilePlace(url, false)(new RequestView(request), undefined) !== undefined) return request;
  const [scheme, name] = host.startsWith('http://') ? ['http', host.slice(7)] : ['https', host];
  const plain = (text: string): string => text.replaceAll('*', 'example');
  return put(request, url, `${scheme}://${plain(name)}${plain(path)}`);
}
