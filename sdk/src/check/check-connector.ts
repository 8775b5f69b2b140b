import type { AnyConnector } from '../connector.js';
import { CONTRACT_VERSION, isInRange, isVersion } from '../semver.js';
import { authProblems } from './auth-problems.js';
import { collectionProblems } from './collection-problems.js';
import { limitProblems } from './limit-problems.js';
import { problem, type ConnectorProblem } from './problem.js';
import { recordTypeProblems } from './record-type-problems.js';
import { recordProblems } from './record-problems.js';
import { scopeProblems } from './scope-problems.js';
import { settingProblems } from './setting-problems.js';
import { subscriptionProblems } from './subscription-problems.js';
import { webhookProblems } from './webhook-problems.js';

/**
 * Everything about a connector that types cannot promise, found before it is used. Never throws, whatever a module
 * exported; an empty list means it may be loaded.
 */
export function checkConnector(connector: AnyConnector): readonly ConnectorProblem[] {
  const given: unknown = connector;
  if (typeof given !== 'object' || given === null) {
    return [problem('name-invalid', 'connector', 'is no object made by defineConnector')];
  }
  return [
    manifestProblems,
    settingProblems,
    authProblems,
    scopeProblems,
    webhookProblems,
    subscriptionProblems,
    recordProblems,
    recordTypeProblems,
    limitProblems,
    collectionProblems,
  ].flatMap((check) => check(connector));
}

function manifestProblems({ name, version, host = '^1.0.0' }: AnyConnector): readonly ConnectorProblem[] {
  const problems: ConnectorProblem[] = [];
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,49}$/.test(name)) {
    problems.push(problem('name-invalid', 'name', `'${String(name)}' is no connector name`));
  }
  if (typeof version !== 'string' || !isVersion(version)) {
    problems.push(problem('version-invalid', 'version', `'${String(version)}' is no semantic version`));
  }
  const isHost = typeof host === 'string' ? isInRange(CONTRACT_VERSION, host) : undefined;
  if (isHost === undefined) {
    problems.push(problem('host-range-invalid', 'host', `'${String(host)}' is no semver range`));
  } else if (!isHost) {
    problems.push(
      problem('host-mismatch', 'host', `was written for ${host}, this host is ${CONTRACT_VERSION}`),
    );
  }
  return problems;
}
