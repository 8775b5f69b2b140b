import { milliseconds } from '../../verify/duration.js';
import { secretsUsed } from '../../verify/facts.js';
import type { SignedRequest } from '../../verify/request.js';
import type { SignatureOptions, SingleScheme, VerifyScheme } from '../../verify/scheme.js';
import { withImpliedTimestamp } from '../../verify/signature-check.js';
import { requestOf } from '../put.js';
import { claim, type ConformanceCheck } from './check.js';
import type { HookTrial } from './hook-trial.js';

/** What proves a fixture genuine, and what must not. */
export function signatureChecks(trial: HookTrial): readonly ConformanceCheck[] {
  const { fixture, connector } = trial;
  if (trial.isUnsigned || fixture.isVariant === true) return [];
  const { verify } = connector.webhook;
  return [
    claim(
      `${fixture.name}: its signature verifies`,
      'Correct webhook.verify: which header, encoding and content the system documents; or the fixture’s secret.',
      () => trial.believes(trial.signed(), trial.secrets()),
    ),
    ...(secretsUsed(verify).length > 0 ? [otherSecret(trial)] : []),
    claim(
      `${fixture.name}: its secret verifies beside a newer one`,
      'While a secret is rotated both are live: do not choose one in the scheme.',
      () => trial.believes(trial.signed(), trial.rotatedSecrets()),
    ),
    ...(trial.isSignedHere ? forgeries(trial) : []),
    ...(coversBody(verify) && !trial.verifier.isPerElement ? [changedBody(trial)] : []),
    ...staleness(trial, verify),
  ];
}

function otherSecret(trial: HookTrial): ConformanceCheck {
  return claim(
    `${trial.fixture.name}: another secret does not`,
    'A scheme must depend on its secret: look at content and key of webhook.verify.',
    () => trial.refuses(trial.signed(), trial.otherSecrets()),
  );
}

function forgeries(trial: HookTrial): readonly ConformanceCheck[] {
  const { name, request } = trial.fixture;
  const unsigned = requestOf(request);
  const checks = [
    claim(
      `${name}: nor does it unsigned`,
      'Put no signature into a fixture that has a secret: it is signed by the kit.',
      () => trial.refuses(unsigned, trial.secrets()),
    ),
  ];
  const broken = brokenOf(trial.signed(), unsigned);
  if (!broken) return checks;
  const remedy = 'The whole signature must be compared: look at prefix, list and encoding of webhook.verify.';
  return [
    ...checks,
    claim(`${name}: nor with a broken signature`, remedy, () => trial.refuses(broken, trial.secrets())),
  ];
}

/** With every header that signing put there cut and lengthened; undefined where it puts none. */
function brokenOf(signed: SignedRequest, unsigned: SignedRequest): SignedRequest | undefined {
  const put = Object.entries(signed.headers).filter(([name, value]) => unsigned.headers[name] !== value);
  if (put.length === 0) return undefined;
  const broken = put.map(([name, value = '']) => [name, `${value.slice(0, -4)}AAAA`] as const);
  return { ...signed, headers: { ...signed.headers, ...Object.fromEntries(broken) } };
}

function changedBody(trial: HookTrial): ConformanceCheck {
  return claim(
    `${trial.fixture.name}: nor with a changed body`,
    'The signature must cover the raw body: put {body} into content, or give bodyHash.',
    () => {
      const request = trial.signed();
      const body = Buffer.concat([request.body, Buffer.from(' ')]);
      return trial.refuses({ ...request, body }, trial.secrets());
    },
  );
}

function staleness(trial: HookTrial, scheme: VerifyScheme): readonly ConformanceCheck[] {
  const { name } = trial.fixture;
  const remedy = 'The time of signing must be part of what is signed, and its maxAge kept: see timestamp.';
  const bounds = boundsOf(scheme);
  return (['past', 'future'] as const).flatMap((side) => {
    const bound = bounds[side];
    if (bound === undefined) return [];
    // Signers write whole seconds.
    const away = bound + 2_000;
    const at = side === 'past' ? trial.at + away : trial.at - away;
    const said = side === 'past' ? 'nor long after it was signed' : 'nor long before it was signed';
    return [claim(`${name}: ${said}`, remedy, () => trial.refuses(trial.signed(), trial.secrets(), at))];
  });
}

interface Bounds {
  /** Milliseconds; undefined: an old one is believed. */
  readonly past: number | undefined;
  readonly future: number | undefined;
}

/** How old and how new a signature may be: where one of several is enough, what the most patient of them takes. */
function boundsOf(scheme: VerifyScheme): Bounds {
  if (!('of' in scheme)) return singleBounds(scheme);
  const all = scheme.of.map(boundsOf);
  const among = (bounds: readonly (number | undefined)[]): number | undefined => {
    const known = bounds.filter((bound) => bound !== undefined);
    if (scheme.kind === 'any') return known.length < bounds.length ? undefined : Math.max(...known);
    return known.length === 0 ? undefined : Math.min(...known);
  };
  return { past: among(all.map(({ past }) => past)), future: among(all.map(({ future }) => future)) };
}

function singleBounds(scheme: SingleScheme): Bounds {
  const isTimed = scheme.kind === 'standardWebhooks' || isSignedWithTime(scheme);
  if (!isTimed) return { past: undefined, future: undefined };
  const { maxAge = '5m', maxFuture = '5m' } = scheme as Partial<
    Record<'maxAge' | 'maxFuture', string | false>
  >;
  const bound = (given: string | false): number | undefined =>
    given === false ? undefined : milliseconds(given);
  return { past: bound(maxAge), future: bound(maxFuture) };
}

function isSignedWithTime(scheme: SingleScheme): boolean {
  if (!SIGNATURES.has(scheme.kind)) return false;
  return withImpliedTimestamp(scheme as SignatureOptions).timestamp !== undefined;
}

const SIGNATURES: ReadonlySet<string> = new Set([
  'hmac',
  'hash',
  'ed25519',
  'ecdsa',
  'rsa',
  'standardWebhooks',
]);

/** Whether nothing is believed whose body is another: one of several schemes is enough where all must hold. */
function coversBody(scheme: VerifyScheme): boolean {
  if (!('of' in scheme)) {
    if (scheme.kind === 'jwt') return scheme.bodyClaim !== undefined;
    const content = 'content' in scheme ? scheme.content : undefined;
    // Of fields a space behind the body is none.
    return SIGNATURES.has(scheme.kind) && content?.includes('{fields}') !== true;
  }
  return scheme.kind === 'any' ? scheme.of.every(coversBody) : scheme.of.some(coversBody);
}
