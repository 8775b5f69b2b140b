import { CLOUDS } from './clouds.js';
import { MESSAGES } from './messages.js';
import type { SignatureEntry, SignaturePreset } from './preset.js';
import { SELLING } from './selling.js';
import { STANDARDS } from './standards.js';
import { WORKING } from './working.js';

const ENTRIES = { ...CLOUDS, ...MESSAGES, ...SELLING, ...STANDARDS, ...WORKING };

/** The names of the senders whose signatures are known: docs/reference/signatures.md lists them. */
export type SignatureName = keyof typeof ENTRIES;

/** What is known of the senders, by name in alphabetical order. */
export const signatureEntries: Readonly<Record<SignatureName, SignatureEntry>> = inOrder(ENTRIES);

/**
 * How known senders sign, by name: `webhook: { ...signatures.github, scope: …, externalId: … }`. A connector in data says
 * `verify: { kind: 'named', name: 'github' }`.
 */
export const signatures: Readonly<Record<SignatureName, SignaturePreset>> = presetsOf(signatureEntries);

/** Whether a sender's signature is known by this name. */
export function isSignatureName(name: string): name is SignatureName {
  return Object.hasOwn(ENTRIES, name);
}

function inOrder(
  entries: Readonly<Record<SignatureName, SignatureEntry>>,
): Readonly<Record<SignatureName, SignatureEntry>> {
  const pairs = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(pairs) as Record<SignatureName, SignatureEntry>;
}

function presetsOf(
  entries: Readonly<Record<SignatureName, SignatureEntry>>,
): Readonly<Record<SignatureName, SignaturePreset>> {
  const pairs = Object.entries(entries).map(([name, { preset }]) => [name, preset] as const);
  return Object.fromEntries(pairs) as Record<SignatureName, SignaturePreset>;
}
