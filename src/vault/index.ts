/**
 * Secrets come in as text and go out sealed under the key ring, bound to the row they belong to. It promises that a
 * copy of the database without the key tells nothing, that keys are kept as keyed hashes, and that a master key can be
 * changed while the host runs. It refuses a key file
 * others can read, and a cipher text that was changed or moved.
 */
export { Vault, openVault } from './vault.js';
export { VAULT_STATEMENTS } from './hashing-keys.js';
export { keyIdOf, openUnder, sealUnder, type SealingRing } from './sealing.js';
export { newKey } from './random-key.js';
