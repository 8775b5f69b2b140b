import { X509Certificate, type KeyObject } from 'node:crypto';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const MAX_CHAIN = 8;

/** Certificates in the order they are written, the signer's first. */
export type Bundle = readonly X509Certificate[];

/** Reads PEM. Throws where it holds none, or more than a chain has. */
export function bundleOf(text: string): Bundle {
  const parts = text.match(CERTIFICATE) ?? [];
  if (parts.length === 0 || parts.length > MAX_CHAIN) throw new RangeError('no chain of certificates');
  return parts.map((part) => new X509Certificate(part));
}

/** The same of any number. */
export function rootsOf(text: string): Bundle {
  return (text.match(CERTIFICATE) ?? []).map((part) => new X509Certificate(part));
}

/** What is asked of the certificate that signs. */
export interface CertificateRules {
  /** Texts its subject must hold, as `CN=…`. */
  readonly subject?: string;
  /** False: whoever serves it is trusted with it. */
  readonly hasChain: boolean;
  /** Whoever they answer for is trusted. */
  readonly authorities: Bundle;
  readonly at: number;
}

/** The key of the first certificate, where it is valid then and somebody trusted answers for it. */
export function keyOfBundle(bundle: Bundle, rules: CertificateRules): KeyObject | undefined {
  const [leaf] = bundle;
  if (!leaf || !isValidAt(leaf, rules.at)) return undefined;
  if (rules.subject !== undefined && !leaf.subject.split('\n').includes(rules.subject)) return undefined;
  return !rules.hasChain || isTrusted(leaf, bundle, rules) ? leaf.publicKey : undefined;
}

function isTrusted(leaf: X509Certificate, bundle: Bundle, { authorities, at }: CertificateRules): boolean {
  let current = leaf;
  for (let depth = 0; depth < MAX_CHAIN; depth += 1) {
    if (authorities.some((anchor) => isIssuedBy(current, anchor) && isValidAt(anchor, at))) return true;
    const next = bundle.find((one) => one !== current && one.ca && isIssuedBy(current, one));
    if (!next || !isValidAt(next, at)) return false;
    current = next;
  }
  return false;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isValidAt({ validFromDate, validToDate }: X509Certificate, at: number): boolean {
  return validFromDate.getTime() <= at && at <= validToDate.getTime();
}
