import { isHostError } from './errors/index.js';
import { migrate } from './store/index.js';

import type { MigrateOptions } from './migrations.js';

/** What the child answers: the versions it applied, or what failed. */
export type MigrateAnswer =
  { readonly applied: readonly number[] } | { readonly failed: string; readonly code: string };

process.once('message', (options: MigrateOptions) => {
  migrate(options)
    .then((applied): MigrateAnswer => ({ applied }))
    .catch((error: unknown): MigrateAnswer => ({
      failed: error instanceof Error ? error.message : String(error),
      code: isHostError(error) ? error.code : 'STORE_UNAVAILABLE',
    }))
    .then((answer) => process.send?.(answer, () => process.disconnect()))
    .catch(() => process.exit(1));
});
