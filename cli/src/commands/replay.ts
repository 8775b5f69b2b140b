import { setTimeout as pause } from 'node:timers/promises';

import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import { connectionOf } from '../connection-of.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';

type Ask = components['schemas']['ReplayAskBody'];
type Replay = components['schemas']['ReplayBody'];

interface ReplayOptions {
  readonly connection?: string;
  readonly from?: string;
  readonly to?: string;
  readonly scope?: string;
  readonly state?: Ask['state'];
  readonly verdict?: Ask['verdict'];
  readonly force?: boolean;
  readonly takeDuplicates?: boolean;
  readonly speed?: string;
  readonly run?: boolean;
}

/** Progress is said once a second. */
const LOOK_EVERY_MS = 1_000;

export function addReplay(program: Command, context: Context): void {
  program
    .command('replay [hook]')
    .description(
      "runs stored hooks again with today's configuration: one, or those of a connection; plans only, until --run",
    )
    .option('--connection <connection>', 'by its id or name')
    .option('--from <time>', 'received then or later: 2026-11-01T00:00:00Z')
    .option('--to <time>', 'received before')
    .option('--scope <name>', 'of this scope, as it is read today')
    .option('--state <state>', 'whose transfer stands so: parked, cancelled')
    .option('--verdict <verdict>', 'that came to this verdict')
    .option('--force', 'older payloads, too, and deletes without asking the source')
    .option('--take-duplicates', 'events that had come before, too')
    .option('--speed <hooks>', 'hooks a second')
    .option('--run', 'does what the plan says, and waits until it is done')
    .action((hook: string | undefined, options: ReplayOptions) => replay(context, hook, options));
  const replays = program.command('replays').description('replays that were planned or run');
  replays
    .command('list')
    .description('newest first')
    .action(async () => {
      const all = await context.api().all('/v1/replays', {});
      context.out.result(all, (found) => found.map(replayText).join('\n') || 'there are none');
    });
  replays
    .command('show <id>')
    .description('what it would do, and how far it is')
    .action(async (id: string) => {
      context.out.result(await context.api().get('/v1/replays/{id}', { path: { id } }), replayText);
    });
  for (const act of ['run', 'pause', 'resume', 'cancel'] as const)
    replays
      .command(`${act} <id>`)
      .description(DOES[act])
      .action(async (id: string) => {
        const { body } = await context.api().call('POST', `/v1/replays/{id}/${act}`, { path: { id } });
        context.out.result(body, replayText);
      });
}

const DOES = {
  run: 'queues what was planned',
  pause: 'queues nothing more until it is resumed',
  resume: 'goes on where it was',
  cancel: 'ends it where it is; what was queued goes on',
} as const;

async function replay(context: Context, hook: string | undefined, options: ReplayOptions): Promise<void> {
  const { out } = context;
  const api = context.api();
  if ((hook === undefined) === (options.connection === undefined))
    throw new CommandError(EXIT.usage, 'a replay is of one hook, or of a --connection');
  const { connection, from, to, scope, state, verdict, speed } = options;
  const body = {
    ...(hook === undefined ? {} : { hook }),
    ...(connection === undefined ? {} : { connection: (await connectionOf(api, connection)).id }),
    from,
    to,
    scope,
    state,
    verdict,
    force: options.force === true,
    takeDuplicates: options.takeDuplicates === true,
    ...(speed === undefined ? {} : { hooksPerSecond: Number(speed) }),
  };
  const { body: begun } = await api.call('POST', '/v1/replays', { body: body as Ask });
  const planned = await waited(context, begun, 'planning');
  if (!options.run) {
    out.result(
      planned,
      (one) => `${replayText(one)}\nnothing is queued: hookyard replays run ${one.id} does it`,
    );
    return;
  }
  const { body: running } = await api.call('POST', '/v1/replays/{id}/run', { path: { id: planned.id } });
  out.result(await waited(context, running, 'running'), replayText);
}

/** Until it is no longer so. */
async function waited(context: Context, begun: Replay, state: Replay['state']): Promise<Replay> {
  const { out, signal } = context;
  let now = begun;
  while (now.state === state && !signal.aborted) {
    out.say(
      `${state}: ${now.looked} looked at, ${now.hooks} of ${now.plan.hooks} hooks, ${now.queued} queued`,
    );
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    now = await context.api().get('/v1/replays/{id}', { path: { id: now.id } });
  }
  return now;
}

function replayText({ id, state, plan, hooks, queued, refused }: Replay): string {
  const counts = plan.counts.map(
    ({ count, scope, type, action, verdict }) =>
      `  ${count} ${[scope, type, action].filter(Boolean).join(' ')}: ${verdict}`,
  );
  return [
    `${id} is ${state}: ${plan.hooks} hooks planned, ${hooks} run, ${queued} queued, ${refused} refused`,
    ...counts,
    ...(plan.deletes > 0 ? [`  ${plan.deletes} of them delete`] : []),
    ...plan.warnings.map((warning) => `  ! ${warning}`),
  ].join('\n');
}
