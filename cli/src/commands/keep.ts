import { resolve } from 'node:path';

import type { Command } from 'commander';

import type { Context } from '../context.js';
import { runHere } from './local.js';

interface Force {
  readonly force?: boolean;
}

/** What is done with the embedded database of this machine. */
export function addKeep(program: Command, context: Context): void {
  program
    .command('backup <file>')
    .description('copies the embedded database, also while its host runs, and verifies the copy')
    .option('--force', 'replace the file')
    .action((file: string, { force }: Force) => keep(context, 'backup', [resolve(file)], force));
  program
    .command('restore <file>')
    .description('puts a backup into the data directory of a host that is down')
    .option('--force', 'put the database that is there aside')
    .action((file: string, { force }: Force) => keep(context, 'restore', [resolve(file)], force));
  program
    .command('compact')
    .description('writes the embedded database anew, without its empty pages; its host must be down')
    .action(() => keep(context, 'compact', []));
}

function keep(context: Context, what: string, args: readonly string[], force = false): Promise<void> {
  const flags = [...(force ? ['--force'] : []), ...(context.out.isJson ? ['--json'] : [])];
  return runHere(context, ['dist/keep-now.js', what, ...args, ...flags]);
}
