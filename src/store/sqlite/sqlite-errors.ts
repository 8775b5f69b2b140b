import { HostError, isHostError } from '../../errors/index.js';

/** The database cannot be written now, whatever the item was: full or failing disk, foreign lock, broken file. */
const UNAVAILABLE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|CORRUPT|NOTADB|NOMEM|PROTOCOL)/;

/** A failed flush may have left the commit in the log on disk: only the next start knows. */
const UNKNOWN_AT_COMMIT = /^SQLITE_IOERR/;

/** The host's error for a failed transaction; anything about the item itself stays as it is. */
export function sqliteFailure(error: unknown, during: 'work' | 'commit'): unknown {
  if (isHostError(error)) return error;
  const code = sqliteCode(error);
  if (during === 'commit' && UNKNOWN_AT_COMMIT.test(code)) {
    return new HostError('COMMIT_UNKNOWN', { detail: code }, { cause: error });
  }
  if (UNAVAILABLE.test(code)) return new HostError('STORE_UNAVAILABLE', { detail: code }, { cause: error });
  return error;
}

/** TypeORM wraps what the driver threw. */
function sqliteCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? sqliteCode(error.driverError) : '';
}
