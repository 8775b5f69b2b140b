import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';

const VERSION_3 = Buffer.from('a003020102', 'hex');
/** ecdsa-with-SHA256 (RFC 5758, 3.2). */
const ALGORITHM = Buffer.from('300a06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const [SEQUENCE, SET, INTEGER, BITS, TEXT, TIME, EXTENSIONS] = [0x30, 0x31, 0x02, 0x03, 0x0c, 0x17, 0xa3];

/** A certificate (RFC 5280, 4.1), and who answers for it. */
export interface CertificateFacts {
  /** Its common name. */
  readonly name: string;
  /** What it certifies. */
  readonly key: KeyObject;
  /** Default: itself. */
  readonly issuer?: { readonly name: string; readonly key: KeyObject };
  /** DER of each. */
  readonly extensions?: readonly Buffer[];
  /** `YYMMDDhhmmssZ`. Default: from 2020 to 2049. */
  readonly from?: string;
  readonly to?: string;
}

/** As PEM. Whose signature somebody verifies has an issuer with a P-256 key. */
export function certificateOf(facts: CertificateFacts): string {
  const { name, key, issuer = { name, key }, extensions = [] } = facts;
  const body = der(
    SEQUENCE,
    VERSION_3,
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ALGORITHM,
    nameOf(issuer.name),
    der(
      SEQUENCE,
      der(TIME, Buffer.from(facts.from ?? '200101000000Z')),
      der(TIME, Buffer.from(facts.to ?? '491231235959Z')),
    ),
    nameOf(name),
    createPublicKey(key).export({ format: 'der', type: 'spki' }),
    ...(extensions.length > 0 ? [der(EXTENSIONS, der(SEQUENCE, ...extensions))] : []),
  );
  const signature = der(BITS, Buffer.from([0]), sign('sha256', body, issuer.key));
  const lines =
    der(SEQUENCE, body, ALGORITHM, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
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
