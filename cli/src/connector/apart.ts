import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';

const PROGRAM = fileURLToPath(new URL('../../bin/hookyard.mjs', import.meta.url));

/** The answer of a `connector` command in a process of its own. */
export async function apart<T>(
  args: readonly string[],
  { env, signal }: Pick<Context, 'env' | 'signal'>,
): Promise<T> {
  const child = spawn(process.execPath, [PROGRAM, '--json', 'connector', ...args], {
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await new Promise<void>((done, fail) => {
    child.once('close', () => done());
    child.once('error', (error) =>
      signal.aborted
        ? done()
        : fail(new CommandError(EXIT.refused, `the try did not begin: ${error.message}`)),
    );
  });
  const said = parsed(out) as (T & { readonly error?: string; readonly remedy?: string }) | undefined;
  if (said === undefined)
    throw new CommandError(EXIT.refused, `the try ended without an answer: ${err.trim()}`);
  if (said.error !== undefined) throw new CommandError(EXIT.refused, said.error, said.remedy);
  return said;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
