import { HostError, isHostError } from '../../errors/index.js';

/**
 * The server said something about the statement itself. Everything else – a code of the operating system, none at
 * all, the server's good-bye (57P0x), its idle time-out (25P03) – means that the connection is gone. (`EPIPE` has five
 * letters too: SQLSTATE always has a digit.)
 */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
const FAREWELL = /^(08|57P0|25P03)/;

/** No resources, read-only server, failing disk, broken file, cancelled by a time-out: no item's fault. */
const UNAVAILABLE = /^(53|58|25006|55P03|57014|XX001|XX002)/;

/** A deadlock, or a serialization failure: the same again may succeed. */
const AGAIN = /^(40P01|40001)$/;

/** For what a query of the driver threw; of anything else it would say yes too. */
export function isConnectionLost(error: unknown): boolean {
  if (isHostError(error)) return false;
  const code = codeOf(error);
  return !SQLSTATE.test(code) || FAREWELL.test(code);
}

export function isWorthRepeating(error: unknown): boolean {
  return AGAIN.test(codeOf(error));
}

/** The host's error for what a query of the driver threw; anything about the item itself stays as it is. */
export function postgresFailure(error: unknown): unknown {
  if (isHostError(error)) return error;
  const code = codeOf(error);
  if (isConnectionLost(error) || UNAVAILABLE.test(code)) {
    return new HostError('STORE_UNAVAILABLE', { detail: code || 'connection lost' }, { cause: error });
  }
  return error;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? codeOf(error.driverError) : '';
}
