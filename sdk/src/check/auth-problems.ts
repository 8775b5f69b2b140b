import { z } from 'zod';

import { authDataSchema, secretsOfAuth } from '../auth.schema.js';
import type { AnyConnector } from '../connector.js';
import { problem, type ConnectorProblem } from './problem.js';

/** Authentication as data. What a function of the settings yields is checked with the settings of each connection. */
export function authProblems({ auth, secrets, presets }: AnyConnector): readonly ConnectorProblem[] {
  if (auth === undefined || typeof auth === 'function') return [];
  const parsed = authDataSchema.safeParse(auth);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) =>
      problem('auth-invalid', ['auth', ...path].map(String).join('.'), message),
    );
  }
  const declared = Object.keys(secrets ?? {});
  const undeclared = secretsOfAuth(parsed.data)
    .filter((name) => !declared.includes(name))
    .map((name) => problem('secret-undeclared', `secrets.${name}`, `'${name}' is used and not declared`));
  const setting =
    parsed.data.kind === 'oauth2' && 'setting' in parsed.data.clientId ? parsed.data.clientId.setting : null;
  const names = presets instanceof z.ZodObject ? Object.keys(presets.shape) : [];
  if (setting === null || names.includes(setting)) return undeclared;
  return [...undeclared, problem('auth-invalid', 'auth.clientId', `there is no preset '${setting}'`)];
}
