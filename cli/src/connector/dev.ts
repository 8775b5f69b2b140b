import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { apart } from './apart.js';
import { HookFeed, type FedHook, type FedOptions } from './fed-hook.js';
import type { GoldenRun } from './golden-run.js';
import { differenceOf, linesOf } from './run-lines.js';
import { Saves } from './saves.js';

export interface DevOptions extends FedOptions {
  /** Ends after so many tries. */
  readonly most: number;
}

/** What `connector test --json` says. */
interface Tried {
  readonly checks: number;
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  readonly runs: readonly GoldenRun[];
}

/** What a person sees of a try. */
interface Shown {
  readonly fed: string;
  /** Lines of the hook fed, as they are, or as they differ from the try before. */
  readonly hooks: readonly {
    readonly name: string;
    readonly isFirst: boolean;
    readonly lines: readonly string[];
  }[];
  readonly failed: Tried['failed'];
  readonly checks: number;
}

/**
 * Feeds a connector the last hook now and after every save, and shows what the save changed of what becomes of it. Each
 * try is a process of its own: nothing of the code before is left.
 */
export async function devConnector(context: Context, given: string, options: DevOptions): Promise<void> {
  const folder = resolve(given);
  if (!existsSync(folder))
    throw new CommandError(EXIT.usage, `there is no folder ${folder}`, 'Make one: hookyard connector new.');
  const saves = new Saves(folder);
  using cleanUp = new DisposableStack();
  const kept = mkdtempSync(join(tmpdir(), 'hookyard-dev-'));
  cleanUp.defer(() => rmSync(kept, { recursive: true, force: true }));
  const feed = new HookFeed(context, folder, { ...options, kept });
  const before = new Map<string, readonly string[]>();
  for (let tries = 1; !context.signal.aborted; tries += 1) {
    await tryOnce(context, folder, { feed, before, kept });
    if (tries >= options.most) break;
    const saved = await saves.next(context.signal);
    if (saved !== undefined) context.out.say(`\n${relative(process.cwd(), saved)} was saved`);
  }
}

interface Memory {
  readonly feed: HookFeed;
  /** What each hook came to the last time, by its name. */
  readonly before: Map<string, readonly string[]>;
  /** A directory for as long as this runs. */
  readonly kept: string;
}

/** A save that cannot be tried is told, and compared with nothing: the next one is compared with the last that could. */
async function tryOnce(context: Context, folder: string, { feed, before, kept }: Memory): Promise<void> {
  // What Node compiled for a try is there for the next: half of a try is the loading of the host.
  const env = { ...context.env, NODE_COMPILE_CACHE: join(kept, 'compiled') };
  const tell = <T>(...args: readonly string[]): Promise<T> => apart(args, { env, signal: context.signal });
  const nameOf = async (): Promise<string> => (await tell<{ name: string }>('check', folder)).name;
  try {
    const fed = await feed.next(nameOf);
    const tried = await tell<Tried>('test', folder, '--fixture', fed.file);
    context.out.line(shownOf(fed, tried, before), shownText);
    for (const run of tried.runs) before.set(run.fixture, linesOf(run));
  } catch (error) {
    if (context.signal.aborted) return;
    if (!(error instanceof CommandError)) throw error;
    context.out.line({ error: error.message, remedy: error.remedy }, () =>
      [`✗ ${error.message}`, ...(error.remedy ? [`  What to do: ${error.remedy}`] : [])].join('\n'),
    );
  }
}

function shownOf(fed: FedHook, { checks, failed, runs }: Tried, before: Memory['before']): Shown {
  return {
    fed: fed.from,
    hooks: runs.map((run) => {
      const was = before.get(run.fixture);
      const is = linesOf(run);
      return { name: run.fixture, isFirst: was === undefined, lines: was ? differenceOf(was, is) : is };
    }),
    failed,
    checks,
  };
}

function shownText({ fed, hooks, failed, checks }: Shown): string {
  return [
    `fed ${fed}`,
    ...hooks.flatMap(({ name, isFirst, lines }) =>
      !isFirst && lines.length === 0
        ? [`${name}: the same as before`]
        : [`${name}:`, ...lines.map((line) => `  ${line}`)],
    ),
    ...(hooks.length === 0
      ? ['It was not sent: the kit cannot sign it, or the connector does not load.']
      : []),
    ...failed.map(({ name, message }) => `✗ ${name}\n  ${message.replaceAll('\n', '\n  ')}`),
    `${checks - failed.length} of ${checks} promises kept`,
  ].join('\n');
}
