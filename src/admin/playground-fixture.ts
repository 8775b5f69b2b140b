import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';

import { secretsUsed, type SingleScheme, type VerifyScheme } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { Hook } from '../flow/index.js';
import type { Trial } from '../registry/index.js';
import type { PlaygroundFileBody } from './playground.view.js';
import type { Rehearsal } from './rehearsal.js';

/** Stands for every secret in a fixture. As text, hex or base64 it is a key of a length that every scheme takes. */
const FIXTURE_SECRET = '0123456789abcdef'.repeat(4);
/** What the kept head has in the place of a credential. */
const STAND_IN = /^hash:[0-9a-f]{16}$/;
/** About the client or the way, not the hook. */
const NOT_KEPT = new Set([
  'accept',
  'accept-encoding',
  'content-length',
  'host',
  'user-agent',
  'x-forwarded-for',
]);

type Expected = Readonly<Record<'scope' | 'externalId', string>> & {
  readonly account?: string;
  readonly eventId?: string;
};

/**
 * The request and what it yielded, as `readFixtures` of the SDK's testing kit plays it: without the signature and the
 * secrets it came with, signed anew by a secret of the fixture's own.
 */
export function fixtureOf(name: string, rehearsal: Rehearsal, { view, point }: Trial): PlaygroundFileBody[] {
  const { received } = rehearsal;
  if (received.kind !== 'taken') throw refused('only a request that would be accepted becomes a fixture');
  const { hook } = received;
  const text = textOf(hook.body);
  const json = text === null ? undefined : jsonOf(text);
  const bodyName = `${name}.body`;
  const verify = point.receiver.definition.verify;
  const stored = {
    request: {
      ...requestOf(hook, verify),
      ...(json !== undefined ? { json } : text !== null ? { body: text } : { bodyFile: bodyName }),
    },
    settings: view.settings,
    ...secretOf(verify),
    ...(needsDecoded(hook, text) && rehearsal.decoded !== null ? { decoded: rehearsal.decoded } : {}),
    expect: expectedOf(rehearsal),
  };
  if (text === null && holdsSecret(hook.body, view.secrets))
    throw refused('its body holds a secret and is no text: it cannot be taken out of it');
  const files: PlaygroundFileBody[] = [
    {
      name: `${name}.fixture.json`,
      encoding: 'utf8',
      content: withoutSecrets(`${JSON.stringify(stored, null, 2)}\n`, view.secrets),
    },
  ];
  if (text === null)
    files.push({ name: bodyName, encoding: 'base64', content: hook.body.toString('base64') });
  return files;
}

function requestOf({ head }: Hook, verify: VerifyScheme): object {
  const made = signingHeadersOf(verify);
  const headers = Object.entries(head.headers).filter(
    ([name, value]) => !NOT_KEPT.has(name) && !made.has(name) && !STAND_IN.test(value),
  );
  const query = head.query
    .split('&')
    .filter((pair) => !STAND_IN.test(pair.slice(pair.indexOf('=') + 1)))
    .join('&');
  const path = head.path
    .split('/')
    .filter((segment) => !STAND_IN.test(segment))
    .join('/');
  return {
    ...(head.method === 'POST' ? {} : { method: head.method }),
    ...(path === '' ? {} : { path }),
    ...(query === '' ? {} : { query }),
    headers: Object.fromEntries(headers),
  };
}

/** What is made anew when the fixture is signed. */
function signingHeadersOf(verify: VerifyScheme): ReadonlySet<string> {
  const members: readonly object[] = 'of' in verify ? verify.of : [verify];
  const signatures = members.flatMap((one) => ('header' in one ? [String(one.header).toLowerCase()] : []));
  const standard = ['webhook', 'svix'].map((name) => `${name}-signature`);
  const times = members.flatMap((one) => timeHeaderOf(one));
  const all = [...signatures, ...standard];
  return new Set([...all, ...times, ...all.map((name) => name.replace('signature', 'timestamp'))]);
}

function timeHeaderOf(scheme: object): readonly string[] {
  const { timestamp } = scheme as { readonly timestamp?: { readonly header?: string } };
  return timestamp?.header === undefined ? [] : [timestamp.header.toLowerCase()];
}

/** Of a public-key scheme a pair made for this fixture alone: the provider's private key is nobody's to have. */
function secretOf(verify: VerifyScheme): object {
  const names = secretsUsed(verify);
  const signer = signerOf(verify);
  const kind = publicKeyKindOf(signer);
  if (!kind) return names.length === 0 ? {} : { secret: named(names, secretFor(verify)) };
  const { privateKey, publicKey } = pairOf(kind);
  const key = ('secret' in signer && signer.secret) || 'webhook';
  const others = Object.fromEntries(
    names.filter((name) => name !== key).map((name) => [name, FIXTURE_SECRET]),
  );
  const secret = { ...others, [key]: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  // A key that is fetched is given out by the testing kit, in the place of the sender's host.
  if (!names.includes(key)) return { secret };
  return {
    secret: names.length === 1 && key === 'webhook' ? secret[key] : secret,
    verifyWith: { ...others, [key]: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
  };
}

function pairOf(kind: PublicKeyKind): KeyPairKeyObjectResult {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  return kind === 'ecdsa'
    ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    : generateKeyPairSync('rsa', { modulusLength: 2_048 });
}

function named(names: readonly string[], value: string): string | Readonly<Record<string, string>> {
  const isPlain = names.length === 1 && names[0] === 'webhook';
  return isPlain ? value : Object.fromEntries(names.map((name) => [name, value]));
}

type PublicKeyKind = 'ed25519' | 'ecdsa' | 'rsa';

/** The member whose key nobody but the sender has: of `any` the first, of `all` the first that has such a key. */
function signerOf(verify: VerifyScheme): SingleScheme {
  if (!('of' in verify)) return verify;
  const signers = verify.of.map(signerOf);
  const first = signers[0] as SingleScheme;
  return verify.kind === 'any' ? first : (signers.find((one) => publicKeyKindOf(one) !== null) ?? first);
}

function publicKeyKindOf(signer: SingleScheme): PublicKeyKind | null {
  const { kind } = signer;
  if (kind === 'jwt') return JWT_KINDS[signer.algorithms[0] ?? 'RS256'];
  return kind === 'ed25519' || kind === 'ecdsa' || kind === 'rsa' ? kind : null;
}

const JWT_KINDS = { HS256: null, RS256: 'rsa', ES256: 'ecdsa' } as const;

function secretFor(verify: VerifyScheme): string {
  const members = 'of' in verify ? verify.of : [verify];
  const isStandard = members.some((one) => 'kind' in one && one.kind === 'standardWebhooks');
  return isStandard ? `whsec_${FIXTURE_SECRET}` : FIXTURE_SECRET;
}

/** One for each element, in order; of a connector that makes several of one, all of them. */
function expectedOf({ elements, drafts }: Rehearsal): Expected[] {
  return elements.flatMap(({ index, fields }) => {
    const read = (field: string): string | undefined =>
      scalar(fields.find((one) => one.field === field)?.value);
    const account = read('element.account');
    const eventId = read('element.event-id');
    const beside = {
      ...(account === undefined ? {} : { account }),
      ...(eventId === undefined ? {} : { eventId }),
    };
    const own = drafts.filter(({ element }) => element === index);
    if (own.length > 0) return own.map(({ scope, recordId }) => ({ scope, externalId: recordId, ...beside }));
    const scope = read('element.scope') ?? '';
    return [{ scope, externalId: read('element.external-id') ?? '', ...beside }];
  });
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Some senders put a secret into the body itself. */
function withoutSecrets(text: string, secrets: Trial['view']['secrets']): string {
  const values = Object.values(secrets).flatMap((live) => live.map(({ value }) => value));
  return values
    .filter((value) => value.length > 0)
    .reduce((left, value) => left.replaceAll(JSON.stringify(value).slice(1, -1), FIXTURE_SECRET), text);
}

function holdsSecret(body: Buffer, secrets: Trial['view']['secrets']): boolean {
  return Object.values(secrets).some((live) =>
    live.some(({ value }) => value !== '' && body.includes(value)),
  );
}

function textOf(body: Buffer): string | null {
  const text = body.toString('utf8');
  return Buffer.from(text).equals(body) ? text : null;
}

/** JSON and forms the testing kit reads by itself. */
function needsDecoded({ head }: Hook, text: string | null): boolean {
  const type = head.headers['content-type'] ?? '';
  if (text === null || !/json|urlencoded/.test(type)) return true;
  return !/urlencoded/.test(type) && !isJson(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text === '';
  }
}

/** JSON that says the same when it is written again; anything else stays text. */
function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function refused(message: string): HostError {
  return new HostError('VALIDATION_FAILED', { errors: [{ field: 'save', message }] });
}
