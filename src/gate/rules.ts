import type { DraftCase, Judgement } from './draft-case.js';
import { childParent, childWindow } from './child-rules.js';
import {
  coalesce,
  deleteGuard,
  deleteSettle,
  eventSeen,
  treeCycle,
  treeDepth,
  versionEcho,
  versionStale,
  versionUnchanged,
} from './order-rules.js';
import { onlyThis, recordId, scopeEnabled, scopeKnown, scopeMode } from './scope-rules.js';

/** One rule of the gate. `judge` may fill in what the case left open, nothing else. */
export interface GateRule {
  readonly name: string;
  /** One line for the operator: when it refuses. docs/reference/verdicts.md says the same. */
  readonly refuses: string;
  readonly judge: (one: DraftCase) => Judgement;
}

/** Rules that need nothing but the configuration, in order (S3.1). */
export const RULES_BEFORE_LINKS: readonly GateRule[] = [
  {
    name: 'scope.known',
    refuses: 'the connection has no scope of this name, or of this type and action',
    judge: scopeKnown,
  },
  { name: 'scope.enabled', refuses: 'the scope is switched off', judge: scopeEnabled },
  {
    name: 'scope.mode',
    refuses: 'a sandbox event meets a live connection, or the other way round',
    judge: scopeMode,
  },
  { name: 'record.id', refuses: 'the id has no canonical form', judge: recordId },
  {
    name: 'record.only',
    refuses: 'never; it says whether the request may only make a record, or only change one',
    judge: onlyThis,
  },
  {
    name: 'child.parent',
    refuses: 'the child cannot travel alone, and its parent is not wanted or its scope ignores children',
    judge: childParent,
  },
  {
    name: 'replay.duplicate',
    refuses: 'the element was a duplicate when it came, and the replay does not say to take those',
    judge: eventSeen,
  },
  { name: 'tree.depth', refuses: 'the request lies more than 8 levels below its root', judge: treeDepth },
  { name: 'tree.cycle', refuses: 'a request above it is for the same type, action and id', judge: treeCycle },
];

/** Rules that may look at what the link of the record knows, in order. */
export const RULES_BEHIND_LINKS: readonly GateRule[] = [
  { name: 'version.stale', refuses: 'the payload is older than what was applied last', judge: versionStale },
  { name: 'version.echo', refuses: 'the event is the echo of our own write', judge: versionEcho },
  {
    name: 'version.unchanged',
    refuses: 'a list names the version the record was last seen with',
    judge: versionUnchanged,
  },
  { name: 'delete.guard', refuses: 'deletes of this hub scope are switched off', judge: deleteGuard },
  {
    name: 'delete.settle',
    refuses: 'never; it says how long the delete waits for something that overtakes it',
    judge: deleteSettle,
  },
  {
    name: 'coalesce',
    refuses: 'never; it says whether the request folds into an earlier one',
    judge: coalesce,
  },
  {
    name: 'child.window',
    refuses: 'never; it says how long the request waits for more children of its record',
    judge: childWindow,
  },
];

/** The draft's connection was removed while it was on its way: there is nothing to judge it by. */
export const CONNECTION_RULE = 'connection.known';

/** Every rule name in the order they speak. */
export const GATE_RULES: readonly string[] = [
  CONNECTION_RULE,
  ...[...RULES_BEFORE_LINKS, ...RULES_BEHIND_LINKS].map((rule) => rule.name),
];
