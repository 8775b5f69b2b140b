import type { Mode } from '@hookyard/sdk';

import type { Vault } from '../../vault/index.js';
import { parseReceiverSecrets } from '../receiver-secrets.js';
import { describeSecrets, openSecrets, type SecretInputs } from '../secrets.js';
import { checkSigningSecret, newSigningSecret, publicKeyOf, type Signature } from './signing-secrets.js';
import type { SubscriberRow } from './subscriber.entity.js';
import { headerInputs, type SubscriberInfo } from './subscriber-rows.js';
import type { Signed, SubscriberState } from './subscriber-view.js';

/** A signing secret in clear, shown once. */
export interface ShownSecret {
  readonly signature: Signature;
  readonly secret: string;
  readonly publicKey?: string;
}

/** Who is sent what is signed. A secret that was replaced signs for a day more. */
export interface SignedInfo extends SubscriberInfo {
  /** What `v1a` is verified with, newest first. */
  readonly publicKeys: readonly string[];
}

const UNPROVEN = 'it has not proven yet that its address is its own';

/** A live one is called for nothing before it has proven its address. */
export function standing(mode: Mode): { readonly state: SubscriberState; readonly reason: string | null } {
  return mode === 'live' ? { state: 'unverified', reason: UNPROVEN } : { state: 'active', reason: null };
}

export function newSecret(signature: Signature, given?: string): ShownSecret {
  if (given !== undefined) checkSigningSecret(signature, given);
  const secret = given ?? newSigningSecret(signature);
  return { signature, secret, ...(signature === 'v1a' ? { publicKey: publicKeyOf(secret) } : {}) };
}

/** One for each scheme; one's own is for `v1`. */
export function newSecrets({ signs }: Signed, given: string | undefined): ShownSecret[] {
  if (given !== undefined) checkSigningSecret('v1', given);
  return signs.map((signature) => newSecret(signature, signature === 'v1' ? given : undefined));
}

/** For the schemes it is to sign with and has no secret of. */
export function missingSecrets({ secrets }: SubscriberRow, { signs }: Signed): ShownSecret[] {
  const known = parseReceiverSecrets(secrets);
  return signs
    .filter((signature) => !known.some(({ name }) => name === signature))
    .map((signature) => newSecret(signature));
}

export function secretInputs(
  shown: readonly ShownSecret[],
  headers: Readonly<Record<string, string | null>>,
): SecretInputs {
  return {
    ...Object.fromEntries(shown.map(({ signature, secret }) => [signature, secret])),
    ...headerInputs(headers),
  };
}

/** What is shown of one beside its definition. */
export function signedInfo(row: SubscriberRow, vault: Vault): SignedInfo {
  const { publicId: id, name, mode, state, reason, createdAt, updatedAt } = row;
  const sealed = parseReceiverSecrets(row.secrets);
  const pairs = openSecrets(
    sealed.filter((secret) => secret.name === 'v1a'),
    id,
    vault,
  );
  const publicKeys = (pairs['v1a'] ?? []).map(({ value }) => publicKeyOf(value));
  return {
    id,
    name,
    mode,
    state,
    reason,
    secrets: describeSecrets(sealed),
    publicKeys,
    createdAt,
    updatedAt,
  };
}
