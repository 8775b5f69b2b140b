import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';

const VERSION_3 = Buffer.from('a003020102', 'hex');
/** ecdsa-with-SHA256 (RFC 5758, 3.2). */
const ALGORITHM = Buffer.from('300a06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
/** Subject alternative name: 127.0.0.1 alone (RFC 5280, 4.2.1.6). */
const LOCAL_ADDRESS = Buffer.from('300f0603551d110408300687047f000001', 'hex');
/** Basic constraints (RFC 5280, 4.2.1.9): it may sign certificates. */
const IS_AUTHORITY = Buffer.from('300f0603551d130101ff040530030101ff', 'hex');
const [SEQUENCE, SET, INTEGER, BITS, TEXT, TIME, EXTENSIONS] = [0x30, 0x31, 0x02, 0x03, 0x0c, 0x17, 0xa3];

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
  const { name, by, isAuthority, isLocal } = spec;
  const pair = aPair(spec);
  const signer = by ? createPrivateKey(by.key) : pair.privateKey;
  const extensions = [...(isLocal ? [LOCAL_ADDRESS] : []), ...(isAuthority ? [IS_AUTHORITY] : [])];
  const body = der(
    SEQUENCE,
    VERSION_3,
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ALGORITHM,
    nameOf(by?.name ?? name),
    der(
      SEQUENCE,
      der(TIME, Buffer.from(spec.from ?? '200101000000Z')),
      der(TIME, Buffer.from(spec.to ?? '491231235959Z')),
    ),
    nameOf(name),
    publicKeyOf(pair.privateKey),
    ...(extensions.length > 0 ? [der(EXTENSIONS, der(SEQUENCE, ...extensions))] : []),
  );
  const signature = der(BITS, Buffer.from([0]), sign('sha256', body, signer));
  const whole = der(SEQUENCE, body, ALGORITHM, signature).toString('base64');
  const lines = whole.match(/.{1,64}/g) ?? [];
  return {
    name,
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key: String(pair.privateKey.export({ format: 'pem', type: 'pkcs8' })),
  };
}

function aPair({ kind }: CertificateSpec): { readonly privateKey: KeyObject } {
  return kind === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function publicKeyOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' });
}

function nameOf(name: string): Buffer {
  return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, Buffer.from(name)))));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
