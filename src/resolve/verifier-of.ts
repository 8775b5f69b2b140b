import { compileVerifier, type Verifier } from '@hookyard/sdk';

import type { CompiledReceiver } from '../registry/index.js';

const verifiers = new WeakMap<CompiledReceiver, Verifier>();

/** The receiver's scheme, compiled once per configuration version. */
export function verifierOf(receiver: CompiledReceiver): Verifier {
  let verifier = verifiers.get(receiver);
  if (!verifier) {
    verifier = compileVerifier(receiver.definition.verify);
    verifiers.set(receiver, verifier);
  }
  return verifier;
}
