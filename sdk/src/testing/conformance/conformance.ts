import assert from 'node:assert/strict';

import type { AnyConnector } from '../../connector.js';
import { checkConnector } from '../../check/check-connector.js';
import { compileVerifier } from '../../verify/verifier.js';
import { readCalls, type CallFixture } from '../call-fixture.js';
import { evaluatePath, type Evaluate } from '../evaluate.js';
import { readExcused } from '../excused.js';
import { readFixtures, type Fixture } from '../fixture.js';
import { answerChecks } from './answer-checks.js';
import { batchChecks } from './batch-checks.js';
import { claim, type ConformanceCheck } from './check.js';
import { collectionChecks } from './collection-checks.js';
import { conductChecks } from './conduct-checks.js';
import { ConnectorTrial } from './connector-trial.js';
import { definitionChecks } from './definition-checks.js';
import { expressionChecks } from './expression-checks.js';
import { handshakeChecks } from './handshake-checks.js';
import { HookTrial } from './hook-trial.js';
import { idChecks } from './id-checks.js';
import { recordChecks } from './record-checks.js';
import { resolveChecks } from './resolve-checks.js';
import { scopeChecks } from './scope-checks.js';
import { signatureChecks } from './signature-checks.js';
import { subscriptionChecks } from './subscription-checks.js';

/** What the suite works with. */
export type ConformanceOptions = {
  /** For expressions that are more than a path. */
  readonly evaluate?: Evaluate;
} & (
  | {
      /** Holds `*.fixture.json`, `*.calls.json` and `excused.json`: `new URL('../fixtures/', import.meta.url)`. */
      readonly folder: URL;
    }
  | {
      /** At least one; each is tried alone. */
      readonly fixtures: readonly Fixture[];
      /** Answers of the system, for what reads and writes records. Default: none. */
      readonly calls?: readonly CallFixture[];
      /** Scopes that have no fixture, with the reason why; `customer.*` stands for all that begin so. Default: none. */
      readonly excused?: Readonly<Record<string, string>>;
    }
);

/**
 * The claims every connector must keep, made from its definition and its fixtures. Of its hooks: signed ones verify, with
 * a secret that is being rotated too; broken, stale and unsigned ones do not; each resolves to what it expects, the same
 * every time, in batches of none and of thousands. Of its functions: whatever the system answers, they end with a value
 * or one of the failures; what is missing is null, done or NotFound; ids, secrets and calls go where they belong. No
 * network is used.
 */
export function conformance(
  connector: AnyConnector,
  { evaluate = evaluatePath, ...given }: ConformanceOptions,
): readonly ConformanceCheck[] {
  const loads = claim('loads without a problem', 'Do what each problem’s remedy says.', () =>
    assert.deepEqual(checkConnector(connector), []),
  );
  if (checkConnector(connector).length > 0) return [loads];
  const {
    fixtures,
    calls = [],
    excused = {},
  } = 'folder' in given
    ? {
        fixtures: readFixtures(given.folder),
        calls: readCalls(given.folder),
        excused: readExcused(given.folder),
      }
    : given;
  const verifier = compileVerifier(connector.webhook.verify);
  const trial = new ConnectorTrial(connector, fixtures, calls, evaluate, excused);
  const hooks = fixtures.map((fixture) => new HookTrial(connector, fixture, verifier, evaluate));
  return [
    loads,
    ...definitionChecks(trial),
    ...hooks.flatMap((hook) => [...resolveChecks(hook), ...signatureChecks(hook)]),
    ...batchChecks(hooks),
    ...handshakeChecks(connector),
    ...scopeChecks(trial, hooks),
    ...idChecks(trial),
    ...expressionChecks(trial),
    ...(trial.hasSettings ? functionChecks(trial, hooks) : []),
  ];
}

function functionChecks(trial: ConnectorTrial, hooks: readonly HookTrial[]): readonly ConformanceCheck[] {
  return [
    ...answerChecks(trial),
    ...recordChecks(trial),
    ...subscriptionChecks(trial),
    ...conductChecks(trial),
    ...collectionChecks(trial, hooks),
  ];
}
