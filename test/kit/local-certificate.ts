import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a server of this machine shows, and what trusts it. */
export interface LocalCertificate {
  readonly cert: string;
  readonly key: string;
}

const VERSION_3 = Buffer.from('a003020102', 'hex');
/** ecdsa-with-SHA256 (RFC 5758, 3.2). */
const ALGORITHM = Buffer.from('300a06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
/** Subject alternative name: 127.0.0.1 alone (RFC 5280, 4.2.1.6). */
const ALTERNATIVE_NAME = Buffer.from('300f0603551d11040830068704' + '7f000001', 'hex');
/** Basic constraints: it signs for itself. */
const IS_AUTHORITY = Buffer.from('300f0603551d130101ff040530030101ff', 'hex');
const [SEQUENCE, SET, INTEGER, BITS, TEXT, TIME, EXTENSIONS] = [0x30, 0x31, 0x02, 0x03, 0x0c, 0x17, 0xa3];

/** Signed by itself, for 127.0.0.1, of a new key each time. */
export function localCertificate(): LocalCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, Buffer.from('a local server')))));
  const validity = der(
    SEQUENCE,
    der(TIME, Buffer.from('200101000000Z')),
    der(TIME, Buffer.from('491231235959Z')),
  );
  const body = der(
    SEQUENCE,
    VERSION_3,
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ALGORITHM,
    name,
    validity,
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(EXTENSIONS, der(SEQUENCE, ALTERNATIVE_NAME, IS_AUTHORITY)),
  );
  const signature = der(BITS, Buffer.from([0]), sign('sha256', body, privateKey));
  const whole = der(SEQUENCE, body, ALGORITHM, signature).toString('base64');
  const lines = whole.match(/.{1,64}/g) ?? [];
  return {
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key: String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
  };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
