import type { Statement } from '../../store/index.js';

import * as aside from './aside-statements.js';
import * as awaited from './awaited-statements.js';
import * as children from './child-statements.js';
import * as erasing from './erasing-statements.js';
import * as families from './family-statements.js';
import * as hooks from './hook-statements.js';
import * as lanes from './lane-statements.js';
import * as lists from './list-statements.js';
import * as reads from './read-statements.js';
import * as rejections from './rejection-statements.js';
import * as replies from './reply-statements.js';
import * as retaining from './retaining-statements.js';
import * as requests from './request-statements.js';
import * as tail from './tail-statements.js';

/** Every statement of the ledger, for the test that explains their plans. An engine's text may be empty. */
export const LEDGER_STATEMENTS: readonly Statement[] = [
  hooks,
  lanes,
  lists,
  requests,
  retaining,
  families,
  aside,
  awaited,
  children,
  erasing,
  reads,
  rejections,
  replies,
  tail,
].flatMap(statementsIn);

function statementsIn(module: object): Statement[] {
  return Object.values(module).flatMap((value: unknown) => {
    if (typeof value !== 'object' || value === null) return [];
    return 'sqlite' in value ? [value as Statement] : statementsIn(value);
  });
}
