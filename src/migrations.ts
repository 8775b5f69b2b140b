import { fork } from 'node:child_process';

import { ERROR_CODES, HostError, type ErrorCode } from './errors/index.js';
import type { MigrateOptions } from './store/index.js';

/** What the child answers: the versions it applied, or what failed. */
export type MigrateAnswer =
  { readonly applied: readonly number[] } | { readonly failed: string; readonly code: string };

/**
 * Brings the schema up to date in a process of its own: SQLite's driver is synchronous, and the host should answer
 * while a long migration runs.
 */
export async function migrateApart(options: MigrateOptions): Promise<readonly number[]> {
  const answer = await new Promise<MigrateAnswer>((resolve, reject) => {
    const child = fork(new URL('./migrate-child.js', import.meta.url), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('message', (message) => resolve(message as MigrateAnswer));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new HostError('STORE_UNAVAILABLE', { detail: `the migration ended with ${code}` })),
    );
    child.send(options);
  });
  if ('applied' in answer) return answer.applied;
  const code: ErrorCode = answer.code in ERROR_CODES ? (answer.code as ErrorCode) : 'STORE_UNAVAILABLE';
  throw new HostError(code, { detail: answer.failed });
}
