import type { LiveSecret } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { Vault } from '../vault/index.js';

/** A stored value of a secret: sealed, newest first among those of its name. */
export interface SealedSecret {
  readonly id: string;
  readonly name: string;
  readonly cipher: string;
  readonly notAfter: number | null;
  readonly createdAt: number;
}

/** What an operator hands in for one name: a new value, the whole list of values, or null to have none. */
export type SecretInput = string | null | readonly { readonly value: string; readonly notAfter?: number }[];
export type SecretInputs = Readonly<Record<string, SecretInput>>;

/** What an operator sees of a secret: never its value. */
export interface SecretInfo {
  readonly id: string;
  readonly createdAt: number;
  readonly notAfter: number | null;
}

/** A value that was replaced still verifies for a day (S2.6). */
export const OVERLAP_MS = 24 * 60 * 60 * 1_000;
/** Live values of one name (S2.6). */
export const MAX_VALUES = 5;
const MAX_VALUE_BYTES = 16_384;
const MAX_NAMES = 50;

/** A new value for a name, or one that stays; the order is newest first. */
export type SecretPlan =
  | { readonly name: string; readonly value: string; readonly notAfter: number | null }
  | { readonly name: string; readonly keep: SealedSecret; readonly notAfter: number | null };

/**
 * What the secrets are after a change. One value under a name comes before the present ones, which verify for a day
 * more; a list replaces them; null removes them. Names not given stay. Throws VALIDATION_FAILED with every problem.
 */
export function planSecrets(
  given: SecretInputs,
  present: readonly SealedSecret[],
  rules: { readonly names: readonly string[]; readonly now: number },
): SecretPlan[] {
  const problems = Object.entries(given).flatMap(([name, input]) => problemsOf(name, input, rules.names));
  if (problems.length > 0) throw new HostError('VALIDATION_FAILED', { errors: problems });
  const { now } = rules;
  const live = present.filter(({ notAfter }) => notAfter === null || notAfter > now);
  const kept: SecretPlan[] = live
    .filter(({ name }) => !Object.hasOwn(given, name))
    .map((keep) => ({ name: keep.name, keep, notAfter: keep.notAfter }));
  const changed = Object.entries(given).flatMap(([name, input]): SecretPlan[] => {
    if (input === null) return [];
    if (typeof input !== 'string') {
      return input.map(({ value, notAfter }) => ({ name, value, notAfter: notAfter ?? null }));
    }
    const older = live
      .filter((secret) => secret.name === name)
      .slice(0, MAX_VALUES - 1)
      .map((keep) => ({ name, keep, notAfter: keep.notAfter ?? now + OVERLAP_MS }));
    return [{ name, value: input, notAfter: null }, ...older];
  });
  const names = new Set([...kept, ...changed].map(({ name }) => name));
  if (names.size > MAX_NAMES) {
    throw new HostError('VALIDATION_FAILED', {
      errors: [{ field: 'secrets', message: `at most ${MAX_NAMES} names` }],
    });
  }
  return [...kept, ...changed];
}

/** Opens the live values; by name, newest first. A value whose time is over is left out when it is asked for. */
export function openSecrets(
  secrets: readonly SealedSecret[],
  context: string,
  vault: Vault,
): Readonly<Record<string, readonly LiveSecret[]>> {
  const byName: Record<string, LiveSecret[]> = {};
  for (const { id, name, cipher, notAfter } of secrets) {
    const value = vault.open(cipher, secretContext(context, name));
    (byName[name] ??= []).push({ id, value, ...(notAfter === null ? {} : { notAfter }) });
  }
  return byName;
}

/** What the key of an address that the host registers is sealed as. */
export const KEY_NAME = 'hook key';

/** Binds a cipher text to the thing and the name it belongs to. */
export function secretContext(owner: string, name: string): string {
  return `${owner} ${name}`;
}

/** What the API shows: names, ages and ends. */
export function describeSecrets(secrets: readonly SealedSecret[]): Record<string, SecretInfo[]> {
  const byName: Record<string, SecretInfo[]> = {};
  for (const { id, name, createdAt, notAfter } of secrets) {
    (byName[name] ??= []).push({ id, createdAt, notAfter });
  }
  return byName;
}

function problemsOf(
  name: string,
  input: SecretInput,
  names: readonly string[],
): { field: string; message: string }[] {
  const field = `secrets.${name}`;
  if (!names.includes(name)) {
    const known = names.length > 0 ? `it declares ${names.join(', ')}` : 'it declares none';
    return [{ field, message: `is no secret of this connector; ${known}` }];
  }
  if (input === null) return [];
  const values = typeof input === 'string' ? [input] : input.map(({ value }) => value);
  if (values.length > MAX_VALUES) return [{ field, message: `has more than ${MAX_VALUES} values` }];
  const isUsable = (value: string): boolean => value !== '' && Buffer.byteLength(value) <= MAX_VALUE_BYTES;
  return values.every(isUsable) ? [] : [{ field, message: `must have 1 to ${MAX_VALUE_BYTES} bytes` }];
}
