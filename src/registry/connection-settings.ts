import { failureOf, type AnyConnector, type AuthData, type JsonObject } from '@hookyard/sdk';

import type { z } from 'zod';

import { HostError, isHostError } from '../errors/index.js';
import type { FieldProblem } from './connector-problems.js';
import { authIn, isLater, type Step } from './connector-steps.js';

const MAX_SETTINGS_BYTES = 65_536;

/**
 * Refuses settings the connector does not know or that do not fit; what is saved is what was given. Answers how calls are
 * authenticated with them.
 */
export async function checkSettings(connector: AnyConnector, settings: JsonObject): Promise<AuthData> {
  const errors = await settingsProblems(connector, settings);
  if (errors.length > 0) throw new HostError('VALIDATION_FAILED', { errors });
  try {
    return await authIn(connector, await settingsOf(connector, settings));
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    const wrong = [{ field: 'settings', message: failure.message }];
    throw new HostError('VALIDATION_FAILED', { errors: wrong }, { cause: error });
  }
}

/** The settings with the defaults of this version of the connector. */
export async function settingsOf(
  { presets }: AnyConnector,
  saved: JsonObject,
): Promise<Readonly<Record<string, unknown>>> {
  if (!presets) return saved;
  return (await presets.parse(saved)) as Readonly<Record<string, unknown>>;
}

/** Everything that does not fit; empty: it may be saved. */
export async function settingsProblems(
  connector: AnyConnector,
  settings: JsonObject,
): Promise<FieldProblem[]> {
  const presets = connector.presets as z.ZodType | undefined;
  if (Buffer.byteLength(JSON.stringify(settings)) > MAX_SETTINGS_BYTES) {
    return [{ field: 'settings', message: `is larger than ${MAX_SETTINGS_BYTES} bytes` }];
  }
  const known = presets && 'shape' in presets ? Object.keys(presets.shape as object) : presets ? null : [];
  const unknown = known === null ? [] : Object.keys(settings).filter((name) => !known.includes(name));
  const strange = unknown.map((name) => ({
    field: `settings.${name}`,
    message: known?.length
      ? `is no setting of this connector; it has ${known.join(', ')}`
      : 'is no setting: it has none',
  }));
  const parsed = await (asked(presets, settings) as Step<z.ZodSafeParseResult<unknown>> | undefined);
  const wrong = (parsed?.error?.issues ?? []).map(({ path, message }) => ({
    field: ['settings', ...path].map(String).join('.'),
    message,
  }));
  return [...strange, ...wrong];
}

/** A connector in a worker that ends over it is nobody's wrong setting. */
function asked(presets: z.ZodType | undefined, settings: JsonObject): unknown {
  const answer: unknown = presets?.safeParse(settings);
  if (!isLater(answer)) return answer;
  return answer.catch((cause: unknown) => {
    if (isHostError(cause)) throw cause;
    throw new HostError('EXPRESSION_UNAVAILABLE', { detail: String(cause) }, { cause });
  });
}
