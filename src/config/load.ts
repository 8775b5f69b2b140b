import { HostError } from '../errors/index.js';
import { configSchema, type Config } from './config.schema.js';

const OURS = /^HOOKYARD_/;
/** What a container platform injects for a service named `hookyard`. */
const INJECTED = /^HOOKYARD_(SERVICE_\w+|PORT_\d+_\w+)$/;

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
    if (value === undefined || value === '' || (!OURS.test(name) && name !== 'DATABASE_URL')) continue;
    if (isInjected(name, value)) ignored.push(name);
    else if (name in configSchema.shape) given[name] = value;
    else unknown.push({ field: name, message: `is not a setting${didYouMean(name)}` });
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

function didYouMean(name: string): string {
  const nearest = Object.keys(configSchema.shape)
    .map((known) => ({ known, distance: editDistance(name, known) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return nearest && nearest.distance <= 5 ? `; did you mean ${nearest.known}?` : '';
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
