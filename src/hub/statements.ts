import type { Statement } from '../store/index.js';

import * as links from './link-statements.js';
import * as reads from './read-statements.js';
import * as writes from './write-statements.js';

/** Every statement of the hub, for the test that explains each one. */
export const HUB_STATEMENTS: readonly Statement[] = [
  ...Object.values(links),
  ...Object.values(reads),
  ...Object.values(writes),
];
