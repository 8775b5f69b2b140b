import { HostError, didYouMean } from '../errors/index.js';
import { configSchema, type Config } from './config.schema.js';

const OURS = /^HOOKYARD_/;
/** What a container platform injects for a service named `hookyard`. */
const INJECTED = /^HOOKYARD_(SERVICE_\w+|PORT_\d+_\w+)$/;

/** Of the command line, which may run beside a host in one environment. */
const OF_THE_CLI = new Set(['HOOKYARD_URL', 'HOOKYARD_KEY', 'HOOKYARD_PROFILE', 'HOOKYARD_SECRET']);

export interface LoadedConfig {
  readonly config: Config;
  /** Variables left alone, for the log. */
  readonly ignored: readonly string[];
}

type Problem = { readonly field: string; readonly message: string };

/** Reads the environment; throws CONFIG_INVALID with all problems at once. */
export function loadConfig(env: NodeJS.ProcessEnv): LoadedConfig {
  const { given, ignored, unknown } = sort(env);
  const parsed = configSchema.safeParse(given);
  const problems: Problem[] = [...unknown];
  if (parsed.success) problems.push(...crossFieldProblems(parsed.data));
  else
    problems.push(
      ...parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
    );
  if (!parsed.success || problems.length > 0) {
    const detail = problems.map((problem) => `${problem.field} ${problem.message}`).join('; ');
    throw new HostError('CONFIG_INVALID', { detail, errors: problems });
  }
  return { config: parsed.data, ignored };
}

function sort(env: NodeJS.ProcessEnv): {
  given: Record<string, string>;
  ignored: string[];
  unknown: Problem[];
} {
  const given: Record<string, string> = {};
  const ignored: string[] = [];
  const unknown: Problem[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === '' || !(OURS.test(name) || name in configSchema.shape)) continue;
    if (OF_THE_CLI.has(name) || isInjected(name, value)) ignored.push(name);
    else if (name in configSchema.shape) given[name] = value;
    else
      unknown.push({
        field: name,
        message: `is not a setting${didYouMean(name, Object.keys(configSchema.shape), 5)}`,
      });
  }
  return { given, ignored, unknown };
}

function isInjected(name: string, value: string): boolean {
  return INJECTED.test(name) || (name === 'HOOKYARD_PORT' && value.startsWith('tcp://'));
}

function crossFieldProblems(config: Config): { field: string; message: string }[] {
  const problems = [];
  if (config.HOOKYARD_ROLE !== 'all' && !config.DATABASE_URL) {
    problems.push({
      field: 'HOOKYARD_ROLE',
      message: `${config.HOOKYARD_ROLE} needs DATABASE_URL: the embedded database belongs to one process`,
    });
  }
  return problems;
}
