import type { Command } from 'commander';

import { connectionOf } from '../connection-of.js';
import type { Context } from '../context.js';
import { serverEvents } from '../server-events.js';

interface ListenOptions {
  readonly connection?: string;
  readonly from?: string;
  readonly most?: string;
}

/** More of a body is for capture. */
const SHOWN_CHARS = 2_000;

export function addListen(program: Command, context: Context): void {
  program
    .command('listen')
    .description('real hooks of a running host as they come: head, body, and what became of them')
    .option('--connection <connection>', 'by its id or name')
    .option('--from <place>', 'goes on behind an event, by its id')
    .option('--most <count>', 'ends after so many hooks')
    .action((options: ListenOptions) => listen(context, options));
}

async function listen(context: Context, options: ListenOptions): Promise<void> {
  const { out, signal } = context;
  const host = context.api();
  const connection = options.connection && (await connectionOf(host, options.connection)).id;
  const stream = await host.tail(
    { kinds: 'hooks', connection: connection || undefined },
    options.from,
    signal,
  );
  let left = options.most === undefined ? Infinity : Number(options.most);
  for await (const { event, data } of serverEvents(stream)) {
    if (event !== 'hook') continue;
    const { id } = data as { readonly id: string };
    const hook = await host.get('/v1/hooks/{id}', { path: { id } });
    const body = await host.lines(`/v1/hooks/${id}/body`, signal);
    out.line({ ...hook, body: await textOf(body) }, (shown) =>
      [
        `${shown.receivedAt}  ${shown.id}  ${shown.method} ${shown.path}${shown.query === '' ? '' : `?${shown.query}`}`,
        ...Object.entries(shown.headers).map(([name, value]) => `  ${name}: ${value}`),
        `  ${shown.body.slice(0, SHOWN_CHARS).replaceAll('\n', '\n  ')}`,
      ].join('\n'),
    );
    left -= 1;
    if (left <= 0) return;
  }
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
