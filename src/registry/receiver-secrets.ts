import type { SealedSecret } from './secrets.js';

/** A receiver's secrets lie in one column: few, and read together. */
export function parseReceiverSecrets(text: string): SealedSecret[] {
  return JSON.parse(text) as SealedSecret[];
}

export function writeReceiverSecrets(secrets: readonly SealedSecret[]): string {
  return JSON.stringify(secrets);
}
