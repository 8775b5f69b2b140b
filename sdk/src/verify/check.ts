import type { KeyDocuments } from './documents.js';
import type { RefusalReason, RequestView, VerifyResult } from './request.js';
import type { LiveSecret, LiveSecrets } from './scheme.js';

/** What a compiled check looks at. */
export interface CheckInput {
  readonly view: RequestView;
  readonly element: unknown;
  readonly secrets: LiveSecrets;
  readonly receivedAt: number;
  readonly documents: KeyDocuments;
}

/** A compiled scheme, or a part of one. */
export type Check = (input: CheckInput) => VerifyResult;

/** At most this many live values of a secret are tried. */
const MAX_LIVE_SECRETS = 5;

type Refused = Extract<VerifyResult, { ok: false }>;

/** A refusal. */
export function refuse(reason: RefusalReason): Refused {
  return { ok: false, reason };
}

/** The values of a secret that were live at a time, newest first. */
export function liveSecrets(secrets: LiveSecrets, name: string, at: number): readonly LiveSecret[] {
  const all = Object.hasOwn(secrets, name) ? (secrets[name] ?? []) : [];
  return all.filter(({ notAfter }) => notAfter === undefined || at <= notAfter).slice(0, MAX_LIVE_SECRETS);
}

/** One of the checks must hold. The reason given is that of the check which came furthest. */
export function combineAny(checks: readonly Check[]): Check {
  return (input) => {
    let furthest = refuse('missing-signature');
    for (const check of checks) {
      const result = check(input);
      if (result.ok) return result;
      if (progress(result) > progress(furthest)) furthest = result;
    }
    return furthest;
  };
}

function progress({ reason, needs }: Refused): number {
  if (needs) return 4;
  if (reason === 'missing-signature' || reason === 'missing-token') return 0;
  if (reason === 'malformed-signature') return 1;
  return reason === 'unusable-secret' || reason === 'no-live-secret' ? 2 : 3;
}

/** Each of the checks must hold. The secret named is the first one that proved something. */
export function combineAll(checks: readonly Check[]): Check {
  return (input) => {
    const schemes: string[] = [];
    let secretId: string | null = null;
    for (const check of checks) {
      const result = check(input);
      if (!result.ok) return result;
      schemes.push(result.scheme);
      secretId ??= result.secretId;
    }
    return { ok: true, scheme: schemes.join('+'), secretId };
  };
}
