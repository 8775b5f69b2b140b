import { isHostError } from './errors/index.js';
import { migrate, type MigrateOptions } from './store/index.js';

import type { MigrateAnswer } from './migrations.js';

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
