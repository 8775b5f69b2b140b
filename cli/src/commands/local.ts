import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Command } from 'commander';

import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import type { Environment } from '../settings.js';

/** Where the host lies: this package is one of its workspaces. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Of the command line alone: the host does not know them. */
const OWN = ['HOOKYARD_URL', 'HOOKYARD_KEY', 'HOOKYARD_PROFILE', 'HOOKYARD_SECRET'];

export function addLocal(program: Command, context: Context): void {
  program
    .command('start')
    .description('starts a host here, with the settings of the environment (docs/reference/config.md)')
    .action(() => runHere(context, scriptOf('start')));
  program
    .command('migrate')
    .description('brings the schema up to date and ends; a start does so, too')
    .action(() => runHere(context, ['dist/migrate-now.js', ...(context.out.isJson ? ['--json'] : [])]));
  program
    .command('demo')
    .description('two systems kept in step, on this machine, in a minute')
    .action(() => runHere(context, scriptOf('demo')));
}

/** As package.json runs it: the flags of the runtime were measured. */
function scriptOf(name: string): string[] {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
    scripts: Record<string, string>;
  };
  return (scripts[name] ?? '').split(' ').slice(1);
}

/** In the folder of the host, stopped with the command. */
export async function runHere({ env, signal }: Context, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: envOfHost(env), stdio: 'inherit' });
  signal.addEventListener('abort', () => child.kill('SIGTERM'));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0 && !signal.aborted) throw new CommandError(EXIT.refused, `it ended with ${code}`);
}

/** What one of the host's scripts writes. */
export async function outputHere({ env }: Pick<Context, 'env'>, script: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    cwd: ROOT,
    env: envOfHost(env),
  });
  return stdout;
}

function envOfHost(env: Environment): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OWN.includes(name)));
}
