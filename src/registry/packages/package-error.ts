import { HostError, isHostError } from '../../errors/index.js';

/** A package that cannot be used; `detail` says what is wrong and what to do. */
export function packageError(detail: string, cause?: unknown): HostError {
  return new HostError('PACKAGE_REFUSED', { detail }, cause === undefined ? {} : { cause });
}

/** What is wrong, without what is said of every such error. */
export function reasonOf(error: unknown): string {
  if (isHostError(error)) return error.details.detail ?? error.message;
  return error instanceof Error ? error.message : String(error);
}
