import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';

/** Editors write a file in several steps. */
const QUIET_MS = 100;
/** What a try itself writes, and what is not the connector's own. */
const NOT_ITS_OWN = /(^|[\\/])(node_modules|dist|\.git)([\\/]|$)|golden\.json$|~$/;

const PROGRAM = fileURLToPath(new URL('../../bin/hookyard.mjs', import.meta.url));

/** Tries a folder now and after every save, each time in a process of its own: nothing of the code before is left. */
export async function devConnector(context: Context, given: string, most: number): Promise<void> {
  const folder = resolve(given);
  const saves = new Saves(folder, context.signal);
  let before: string | undefined;
  for (let tries = 0; tries < most && !context.signal.aborted; tries += 1) {
    const after = await tried(folder, context);
    context.out.say(before === undefined || before === after ? after : difference(before, after));
    if (before === after) context.out.say('the same as before');
    before = after;
    if (tries + 1 < most) await saves.next();
  }
  saves.stop();
}

/** Waits for the next time that something of the folder was saved. */
class Saves {
  private readonly watcher;
  private waiting = Promise.withResolvers<void>();
  private timer: NodeJS.Timeout | undefined;

  constructor(folder: string, signal: AbortSignal) {
    this.watcher = watch(folder, { recursive: true }, (_event, file) => {
      if (file === null || NOT_ITS_OWN.test(file)) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.waiting.resolve(), QUIET_MS);
    });
    signal.addEventListener('abort', () => this.waiting.resolve());
  }

  async next(): Promise<void> {
    await this.waiting.promise;
    this.waiting = Promise.withResolvers<void>();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.watcher.close();
  }
}

/** What `connector test` says, without its times. */
async function tried(folder: string, { env, signal }: Context): Promise<string> {
  const child = spawn(process.execPath, [PROGRAM, 'connector', 'test', folder], {
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await new Promise<void>((done, fail) => {
    child.once('close', () => done());
    child.once('error', (error) =>
      signal.aborted
        ? done()
        : fail(new CommandError(EXIT.refused, `the try did not begin: ${error.message}`)),
    );
  });
  return said.replaceAll(/ in \d+ ms/g, '').trim();
}

function difference(before: string, after: string): string {
  const [was, is] = [before.split('\n'), after.split('\n')];
  return [
    ...was.filter((line) => !is.includes(line)).map((line) => `- ${line}`),
    ...is.filter((line) => !was.includes(line)).map((line) => `+ ${line}`),
  ].join('\n');
}
