import type { KeyObject } from 'node:crypto';

import { bundleOf, keyOfBundle, rootsOf, type Bundle } from './certificate.js';
import { liveSecrets, refuse, type CheckInput } from './check.js';
import { parsedOnce, TRUSTED_ROOTS } from './documents.js';
import { isPinned } from './pinned-host.js';
import { compilePlace } from './place.js';
import type { VerifyResult } from './request.js';
import type { SigningCertificate } from './scheme.js';

/** The key a request says it was signed with, or why there is none. */
export type FoundKey = { readonly key: KeyObject } | { readonly refusal: VerifyResult };

/** Compiles how the key is found in a certificate that the request names. */
export function compileCertificate(options: SigningCertificate): (input: CheckInput) => FoundKey {
  const { hosts, path, subject, chain = false, authorities } = options;
  const readUrl = compilePlace(options.url, false);
  const bundle = parsedOnce(bundleOf);
  const roots = parsedOnce(rootsOf);
  const trusted = ({ secrets, receivedAt, documents }: CheckInput): Bundle => {
    if (!chain) return [];
    const ofRuntime = documents(TRUSTED_ROOTS);
    const own = authorities === undefined ? [] : liveSecrets(secrets, authorities, receivedAt);
    return [...own.map(({ value }) => ({ text: value })), ofRuntime ?? []]
      .flat()
      .flatMap((document) => roots(document) ?? []);
  };
  return (input) => {
    const url = readUrl(input.view, undefined);
    if (url === undefined) return { refusal: refuse('missing-signature') };
    if (!isPinned(url, hosts, path)) return { refusal: refuse('foreign-key') };
    const document = input.documents(url);
    if (!document)
      return { refusal: { ok: false, reason: 'key-unavailable', needs: { url, isRefresh: false } } };
    const certificates = bundle(document);
    const key =
      certificates &&
      keyOfBundle(certificates, {
        subject,
        hasChain: chain,
        authorities: trusted(input),
        at: input.receivedAt,
      });
    return key ? { key } : { refusal: refuse('untrusted-certificate') };
  };
}
