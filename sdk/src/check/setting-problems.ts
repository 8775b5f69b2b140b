import { z } from 'zod';

import type { AnyConnector } from '../connector.js';
import { declaredSecrets } from '../secrets.js';
import { secretName } from '../verify/place.schema.js';
import { isRecordType } from '../vocabulary.schema.js';
import { problem, type ConnectorProblem } from './problem.js';

/** Presets, prefixes and secrets. */
export function settingProblems(connector: AnyConnector): readonly ConnectorProblem[] {
  const { presets, prefixes = {}, secrets = {} } = connector;
  const isObject = presets instanceof z.ZodObject;
  const names = isObject ? Object.keys(presets.shape) : [];
  const problems: ConnectorProblem[] = [];
  if (presets !== undefined && !isObject) {
    problems.push(problem('presets-invalid', 'presets', 'are no zod object'));
  }
  for (const [preset, type] of Object.entries(prefixes)) {
    const subject = `prefixes.${preset}`;
    if (!names.includes(preset))
      problems.push(problem('prefix-without-preset', subject, `there is no preset '${preset}'`));
    if (!isRecordType(type))
      problems.push(problem('prefix-type-unknown', subject, `'${String(type)}' is no record type`));
  }
  for (const name of Object.keys(secrets)) {
    if (secretName.safeParse(name).success) continue;
    problems.push(problem('secret-name-invalid', `secrets.${name}`, `'${name}' is no name of a secret`));
  }
  return [...problems, ...undeclaredSecrets(connector)];
}

function undeclaredSecrets(connector: AnyConnector): readonly ConnectorProblem[] {
  const declared = Object.keys(connector.secrets ?? {});
  if (declared.length === 0) return [];
  return Object.keys(declaredSecrets({ ...connector, secrets: {} }))
    .filter((name) => name !== 'webhook' && !declared.includes(name))
    .map((name) => problem('secret-undeclared', `secrets.${name}`, `'${name}' is used and not declared`));
}
