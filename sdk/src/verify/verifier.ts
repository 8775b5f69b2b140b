import type { KeyDocuments } from './documents.js';
import { jwtCheck } from './jwt.js';
import { clientCertificateCheck, ipListCheck } from './origin-check.js';
import { isSignatureScheme } from './proof.js';
import { parseScheme } from './scheme.schema.js';
import { combineAll, combineAny, type Check } from './check.js';
import { basicCheck, secretPathCheck, tokenCheck } from './credential-check.js';
import { RequestView, type SignedRequest, type VerifyResult } from './request.js';
import type { LiveSecrets, SingleScheme, VerifyScheme } from './scheme.js';
import { signatureCheck } from './signature-check.js';
import { expandStandardWebhooks } from './standard-webhooks.js';

/** A scheme, compiled: make it once per configuration version, use it for every request. */
export interface Verifier {
  /** Whether each element carries a signature of its own, to be checked by `verifyElement`. */
  readonly isPerElement: boolean;
  /**
   * Judges a request by what covers the whole of it. Where only its elements are signed the request itself passes,
   * with the scheme `per-element`, and nothing in it is proven until `verifyElement` says so. `documents` are those at
   * hand: a result that `needs` another one is judged again with it. Never throws.
   */
  verify(
    request: SignedRequest,
    secrets: LiveSecrets,
    receivedAt: number,
    documents?: KeyDocuments,
  ): VerifyResult;
  /** Judges one element of the body at the time its request was received. Never throws. */
  verifyElement(element: unknown, secrets: LiveSecrets, receivedAt: number): VerifyResult;
}

const NOTHING_TO_PROVE: VerifyResult = { ok: true, scheme: 'per-element', secretId: null };
const NONE: KeyDocuments = () => undefined;
const NO_REQUEST: SignedRequest = {
  method: 'POST',
  url: '',
  headers: {},
  query: '',
  path: '',
  body: new Uint8Array(),
};

/** Compiles a scheme. Throws a TypeError that names every problem when it is not a valid one. */
export function compileVerifier(scheme: VerifyScheme): Verifier {
  const valid = parseScheme(scheme);
  const whole = compile(valid, false);
  const single = compile(valid, true);
  return {
    isPerElement: single !== undefined,
    verify: (request, secrets, receivedAt, documents = NONE) =>
      whole
        ? guarded(whole, {
            view: new RequestView(request),
            element: undefined,
            secrets,
            receivedAt,
            documents,
          })
        : NOTHING_TO_PROVE,
    verifyElement: (element, secrets, receivedAt) =>
      single
        ? guarded(single, {
            view: new RequestView(NO_REQUEST),
            element,
            secrets,
            receivedAt,
            documents: NONE,
          })
        : NOTHING_TO_PROVE,
  };
}

function guarded(check: Check, input: Parameters<Check>[0]): VerifyResult {
  try {
    return check(input);
  } catch {
    return { ok: false, reason: 'unreadable-request' };
  }
}

/** The part of a scheme that judges requests, or the part that judges elements; undefined when there is none. */
function compile(scheme: VerifyScheme, perElement: boolean): Check | undefined {
  if ('of' in scheme) {
    const checks = scheme.of
      .map((member) => compile(member, perElement))
      .filter((check) => check !== undefined);
    if (checks.length === 0) return undefined;
    return scheme.kind === 'any' ? combineAny(checks) : combineAll(checks);
  }
  const isPerElement = 'perElement' in scheme && scheme.perElement === true;
  return isPerElement === perElement ? compileSingle(scheme) : undefined;
}

function compileSingle(scheme: SingleScheme): Check {
  if (isSignatureScheme(scheme)) return signatureCheck(scheme);
  switch (scheme.kind) {
    case 'standardWebhooks':
      return combineAny(expandStandardWebhooks(scheme).map((part) => signatureCheck(part.scheme, part.name)));
    case 'token':
      return tokenCheck(scheme);
    case 'basic':
      return basicCheck(scheme);
    case 'secretPath':
      return secretPathCheck(scheme);
    case 'jwt':
      return jwtCheck(scheme);
    case 'ipList':
      return ipListCheck(scheme);
    case 'clientCertificate':
      return clientCertificateCheck(scheme);
    case 'unsigned':
      return () => ({ ok: true, scheme: 'unsigned', secretId: null });
  }
}
