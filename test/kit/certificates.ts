import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { certificateOf } from '../../sdk/src/testing/certificate.js';

/** Subject alternative name: 127.0.0.1 alone (RFC 5280, 4.2.1.6). */
const LOCAL_ADDRESS = Buffer.from('300f0603551d110408300687047f000001', 'hex');
/** Basic constraints (RFC 5280, 4.2.1.9): it may sign certificates. */
const IS_AUTHORITY = Buffer.from('300f0603551d130101ff040530030101ff', 'hex');

/** A certificate with the key it certifies, both as PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
  readonly name: string;
}

export interface CertificateSpec {
  readonly name: string;
  /** Who signs it; absent: it signs itself. Keys of authorities are P-256. */
  readonly by?: Certified;
  readonly kind?: 'ec' | 'rsa';
  readonly isAuthority?: boolean;
  readonly isLocal?: boolean;
  /** `YYMMDDhhmmssZ`. */
  readonly from?: string;
  readonly to?: string;
}

/** A certificate of a new key. */
export function aCertificate(spec: CertificateSpec): Certified {
  const { name, by, isAuthority, isLocal, from, to } = spec;
  const { privateKey } = aPair(spec);
  const extensions = [...(isLocal ? [LOCAL_ADDRESS] : []), ...(isAuthority ? [IS_AUTHORITY] : [])];
  const issuer = by ? { issuer: { name: by.name, key: createPrivateKey(by.key) } } : {};
  const dates = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return {
    name,
    cert: certificateOf({ name, key: privateKey, extensions, ...issuer, ...dates }),
    key: String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
  };
}

function aPair({ kind }: CertificateSpec): { readonly privateKey: KeyObject } {
  return kind === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
}
