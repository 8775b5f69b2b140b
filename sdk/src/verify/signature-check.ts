import { createHash } from 'node:crypto';

import { compileCandidates, type Presented } from './candidates.js';
import { liveSecrets, refuse, type Check, type CheckInput } from './check.js';
import { compileContent, templateOf, type Content } from './content.js';
import { equalText } from './encoding.js';
import { namedInContent } from './facts.js';
import { compileFreshness } from './freshness.js';
import { compilePlace, portVariants } from './place.js';
import { proofOf, type Proof, type SignatureScheme } from './proof.js';
import type { RefusalReason, RequestView, VerifyResult } from './request.js';
import type {
  BodyHash,
  LiveSecrets,
  SignatureOptions,
  SigningCertificate,
  TimestampSource,
} from './scheme.js';
import { compileCertificate } from './signing-certificate.js';

/** The same scheme with the timestamp that a bare `maxAge` implies. */
export function withImpliedTimestamp<S extends SignatureOptions>(scheme: S): S {
  if (scheme.timestamp || typeof (scheme.maxAge ?? false) === 'boolean') return scheme;
  const header = scheme.header?.toLowerCase().replace('signature', 'timestamp');
  return header === undefined || header === scheme.header?.toLowerCase()
    ? scheme
    : { ...scheme, timestamp: { header } };
}

/** Compiles a scheme that signs content. */
export function signatureCheck(given: SignatureScheme, name?: string): Check {
  const scheme = withImpliedTimestamp(given);
  const proof = proofOf(scheme);
  const proves = scheme.kind === 'rsa' && scheme.certificate ? byCertificate(scheme.certificate) : prove;
  const parts: SignatureParts = {
    name: name ?? proof.name,
    secret: scheme.secret ?? 'webhook',
    hasPorts: scheme.ports === 'either',
    named: namedInContent(scheme),
    proof,
    content: compileContent(templateOf(scheme, scheme.timestamp !== undefined), scheme),
  };
  const read = compilePlace(scheme, scheme.perElement ?? false);
  const present = compileCandidates(scheme, proof.maxCandidates);
  const timestamp = compileTimestamp(scheme);
  const bodyHash = compileBodyHash(scheme.bodyHash);
  return (input) => {
    const text = read(input.view, input.element);
    if (text === undefined || text === '') return refuse('missing-signature');
    const presented = present(text);
    if (presented.candidates.length === 0) return refuse('malformed-signature');
    const time = timestamp(input, presented);
    if (time.refusal) return refuse(time.refusal);
    const hashed = bodyHash(input.view);
    if (hashed.refusal) return refuse(hashed.refusal);
    return proves(parts, input, {
      candidates: presented.candidates,
      timestamp: time.text,
      isBodyHashed: hashed.isBound,
    });
  };
}

interface SignatureParts {
  readonly name: string;
  readonly secret: string;
  readonly hasPorts: boolean;
  /** Secrets whose values are part of the content. */
  readonly named: readonly string[];
  readonly proof: Proof;
  readonly content: Content;
}

interface Claim {
  readonly candidates: readonly string[];
  readonly timestamp: string | undefined;
  readonly isBodyHashed: boolean;
}

/** Every live secret over every variant of the URL, until one proves the claim. */
function prove(parts: SignatureParts, input: CheckInput, claim: Claim): VerifyResult {
  const live = liveSecrets(input.secrets, parts.secret, input.receivedAt);
  if (live.length === 0) return refuse('no-live-secret');
  const url = input.view.request.url;
  const urls = parts.hasPorts ? portVariants(url) : [url];
  const signedOver = combinations(input, parts.named).flatMap((secrets) =>
    urls.map((variant) => ({ ...input, ...claim, secrets, url: variant })),
  );
  let hasKey = false;
  for (const secret of live) {
    for (const values of signedOver) {
      const content = parts.content({ ...values, secret: secret.value });
      if (!content) return refuse('missing-content');
      const isProven = parts.proof.proves(secret, content, claim.candidates);
      if (isProven) return { ok: true, scheme: parts.name, secretId: secret.id };
      hasKey ||= isProven !== undefined;
    }
  }
  return refuse(hasKey ? 'signature-mismatch' : 'unusable-secret');
}

/** The same with the key of the certificate that the request names. */
function byCertificate(options: SigningCertificate): typeof prove {
  const find = compileCertificate(options);
  return (parts, input, claim) => {
    const found = find(input);
    if ('refusal' in found) return found.refusal;
    let isProven: boolean | undefined;
    for (const secrets of combinations(input, parts.named)) {
      const content = parts.content({ ...input, ...claim, secrets, secret: '', url: input.view.request.url });
      if (!content) return refuse('missing-content');
      isProven = parts.proof.provesBy?.(found.key, content, claim.candidates);
      if (isProven) return { ok: true, scheme: `${parts.name}-certificate`, secretId: null };
    }
    return refuse(isProven === undefined ? 'untrusted-certificate' : 'signature-mismatch');
  };
}

/** More than two secrets are part of no content we know. */
const MAX_COMBINATIONS = 25;

/** The secrets with one live value of each that is part of the content: while it is rotated there are several. */
function combinations({ secrets, receivedAt }: CheckInput, named: readonly string[]): readonly LiveSecrets[] {
  let all: readonly LiveSecrets[] = [secrets];
  for (const name of named) {
    const live = liveSecrets(secrets, name, receivedAt);
    if (live.length > 0) all = all.flatMap((one) => live.map((value) => ({ ...one, [name]: [value] })));
  }
  return all.slice(0, MAX_COMBINATIONS);
}

type TimestampReader = (
  input: CheckInput,
  presented: Presented,
) => { readonly text?: string; readonly refusal?: RefusalReason };

function compileTimestamp(scheme: SignatureOptions): TimestampReader {
  const source = scheme.timestamp;
  if (!source) return () => ({});
  const read = readTimestamp(source, scheme.perElement ?? false);
  const judge = compileFreshness({ unit: source.unit, maxAge: scheme.maxAge, maxFuture: scheme.maxFuture });
  return (input, presented) => {
    const text = read(input, presented);
    if (text === undefined || text === '') return { refusal: 'missing-timestamp' };
    return { text, refusal: judge(text, input.receivedAt) };
  };
}

function readTimestamp(
  source: TimestampSource,
  perElement: boolean,
): (input: CheckInput, presented: Presented) => string | undefined {
  if (source.item !== undefined) {
    const { item } = source;
    return (_input, presented) => presented.item(item);
  }
  const read = compilePlace(source, perElement);
  return ({ view, element }) => read(view, element);
}

/** Whether the body is bound by a hash in the query, or need not be. */
function compileBodyHash(
  options: BodyHash | undefined,
): (view: RequestView) => { readonly isBound: boolean; readonly refusal?: RefusalReason } {
  if (!options) return () => ({ isBound: false });
  const { query, hash = 'sha256' } = options;
  return (view) => {
    const given = view.query(query);
    if (given === undefined) {
      const isCovered = view.request.body.byteLength === 0 || view.hasForm();
      return isCovered ? { isBound: false } : { isBound: false, refusal: 'missing-body-hash' };
    }
    const actual = createHash(hash).update(view.request.body).digest('hex');
    return equalText(given, actual) ? { isBound: true } : { isBound: true, refusal: 'body-hash-mismatch' };
  };
}
