import { addressRanges, isAddress } from './address-range.js';
import { liveSecrets, refuse, type Check } from './check.js';
import { equalText } from './encoding.js';
import type { RequestView } from './request.js';
import type { ClientCertificateScheme, IpListScheme, ToldByProxy } from './origin.scheme.js';

/** Compiles a list of addresses. Throws for one that is none. */
export function ipListCheck({ ranges }: IpListScheme): Check {
  const isListed = addressRanges(ranges);
  return ({ view }) => {
    const { address } = view.request;
    if (address === undefined || !isAddress(address)) return refuse('unknown-address');
    return isListed(address) ? { ok: true, scheme: 'ip-list', secretId: null } : refuse('address-not-listed');
  };
}

/** Compiles what a proxy must tell of the client's certificate. */
export function clientCertificateCheck(scheme: ClientCertificateScheme): Check {
  const told = [scheme.verified, scheme.subject, scheme.issuer].filter((one) => one !== undefined);
  const { fingerprint } = scheme;
  return ({ view, secrets, receivedAt }) => {
    if (view.request.isFromTrustedProxy !== true) return refuse('untrusted-proxy');
    if (!told.every((one) => isTold(view, one))) return refuse('certificate-mismatch');
    if (!fingerprint) return { ok: true, scheme: 'client-certificate', secretId: null };
    const presented = plain(view.header(fingerprint.header.toLowerCase()) ?? '');
    const live = liveSecrets(secrets, fingerprint.secret ?? 'webhook', receivedAt);
    if (live.length === 0) return refuse('no-live-secret');
    const found = live.find(({ value }) => plain(value) !== '' && equalText(plain(value), presented));
    return found
      ? { ok: true, scheme: 'client-certificate', secretId: found.id }
      : refuse('certificate-mismatch');
  };
}

function isTold(view: RequestView, { header, is }: ToldByProxy): boolean {
  return equalText(view.header(header.toLowerCase()) ?? '', is);
}

function plain(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').trim().toLowerCase();
}
