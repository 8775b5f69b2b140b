import { CommanderError } from 'commander';

import { CommandError, EXIT } from './exit-codes.js';
import { programOf, type ProgramOptions } from './program.js';
import type { Environment } from './settings.js';

/** Where one command line runs. */
type RunOptions = Omit<ProgramOptions, 'endWith'>;

/** Runs a command line as the program of this process; answers how it ended. */
export function run(args: readonly string[], env: Environment): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return runIn(args, { env, signal: stop.signal, stdout: process.stdout, stderr: process.stderr });
}

/** The same anywhere: it touches nothing of the process. */
export async function runIn(args: readonly string[], options: RunOptions): Promise<number> {
  let code: number = EXIT.done;
  const endWith = (found: number): void => {
    code = found;
  };
  try {
    await programOf({ ...options, endWith }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (options.signal.aborted) return EXIT.done;
    const failure = error instanceof CommandError ? error : unexpected(error);
    if (args.includes('--json')) options.stdout.write(`${JSON.stringify(jsonOf(failure), null, 2)}\n`);
    const remedy = failure.remedy ? `Remedy: ${failure.remedy}\n` : '';
    options.stderr.write(`${failure.message}\n${remedy}`);
    return failure.exitCode;
  }
}

function jsonOf({ message, remedy, problem }: CommandError): object {
  return { error: message, ...(remedy ? { remedy } : {}), ...(problem ? { problem } : {}) };
}

function unexpected(error: unknown): CommandError {
  return new CommandError(EXIT.refused, error instanceof Error ? error.message : String(error));
}
