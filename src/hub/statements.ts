import { HUB_LIST_STATEMENTS } from './list-statements.js';
import type { Statement } from '../store/index.js';

import * as groups from './duplicates/group-statements.js';
import * as duplicateKeys from './duplicates/key-statements.js';
import { allRules, deleteRule, insertRule, updateRule } from './duplicates/rule-statements.js';
import * as erasing from './erasing/erasing-statements.js';
import * as forgetting from './forgetting-statements.js';
import * as links from './link-statements.js';
import * as merges from './merging/merge-statements.js';
import * as reads from './read-statements.js';
import * as sentCreates from './sent-create-statements.js';
import * as writes from './write-statements.js';

/** Every statement of the hub, for the test that explains each one. */
export const HUB_STATEMENTS: readonly Statement[] = [
  ...HUB_LIST_STATEMENTS,
  ...Object.values(links),
  ...Object.values(erasing),
  ...Object.values(forgetting),
  ...Object.values(merges),
  ...Object.values(groups),
  ...Object.values(duplicateKeys),
  allRules,
  insertRule,
  updateRule,
  deleteRule,
  ...Object.values(reads),
  ...Object.values(sentCreates),
  ...Object.values(writes),
];
