import type { Api } from './api.js';
import type { ExitCode } from './exit-codes.js';
import type { Output } from './output.js';
import type { Environment } from './settings.js';

/** What every command works with. */
export interface Context {
  readonly env: Environment;
  readonly out: Output;
  /** Throws where no key is given. */
  api(): Api;
  /** It worked, and found something: what the command ends with. */
  endWith(code: ExitCode): void;
  /** Aborted when the person stops the command. */
  readonly signal: AbortSignal;
}
