import { setTimeout as pause } from 'node:timers/promises';

import type { Command } from 'commander';

import { connectionOf } from '../connection-of.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { serverEvents, type ServerEvent } from '../server-events.js';

interface TailOptions {
  readonly connection?: string;
  readonly subscriber?: string;
  readonly scope?: string;
  readonly type?: string;
  readonly verdict?: string;
  readonly state?: string;
  readonly kinds?: string;
  readonly from?: string;
  readonly most?: string;
}

/** A host that restarts is back in seconds. */
const AGAIN_AFTER_MS = 1_000;

export function addTail(program: Command, context: Context): void {
  program
    .command('tail')
    .description('hooks, verdicts, transfers and deliveries as they are committed, until it is stopped')
    .option('--connection <connection>', 'by its id or name')
    .option('--subscriber <id>', 'of deliveries: an endpoint or a trigger, by its id')
    .option('--scope <name>', 'of verdicts and transfers; of deliveries the type of the event')
    .option('--type <type>', 'of verdicts, transfers and deliveries: TRANSACTION')
    .option('--verdict <verdict>', 'only these verdicts')
    .option('--state <state>', 'only transfers and deliveries in this state: done, held, parked')
    .option('--kinds <list>', 'some of hooks,verdicts,transfers,deliveries')
    .option('--from <place>', 'goes on behind an event, by its id')
    .option('--most <count>', 'ends after so many events')
    .action((options: TailOptions) => follow(context, options));
}

/** Over breaks, each time from where it was. */
async function follow(context: Context, options: TailOptions): Promise<void> {
  const { out, signal } = context;
  const api = context.api();
  const { connection, from, most, ...filters } = options;
  const id = connection === undefined ? undefined : (await connectionOf(api, connection)).id;
  const reading = new TailReading(context, most === undefined ? Infinity : Number(most), from);
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    try {
      const stream = await api.tail({ ...filters, connection: id }, reading.place, signal);
      if (await reading.isDone(stream)) return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CommandError && (isFirst || error.exitCode !== EXIT.unreachable)) throw error;
    }
    out.say('the stream ended; it goes on where it was');
    await pause(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** How far the person was told. */
class TailReading {
  constructor(
    private readonly context: Context,
    private left: number,
    public place: string | undefined,
  ) {}

  /** True when as much was told as was asked for. */
  async isDone(stream: AsyncIterable<Uint8Array>): Promise<boolean> {
    const keep = (place: string): void => void (this.place = place);
    for await (const event of serverEvents(stream, keep)) {
      if (event.event === 'begin' || event.event === 'end') continue;
      this.context.out.line(event, eventLine);
      this.left -= 1;
      if (this.left <= 0) return true;
    }
    return false;
  }
}

function eventLine({ event, data }: ServerEvent): string {
  const row = data as Readonly<Record<string, string | number | null>>;
  const parts: Readonly<Record<string, readonly string[]>> = {
    hook: ['receivedAt', 'id', 'connection', 'method', 'path'],
    verdict: ['at', 'verdict', 'rule', 'scope', 'recordId', 'hook'],
    transfer: ['createdAt', 'id', 'direction', 'type', 'action', 'recordId', 'state', 'code'],
    delivery: ['createdAt', 'event', 'type', 'subscriber', 'sequence', 'state', 'reason'],
    missed: ['hooks', 'verdicts', 'transfers'],
  };
  const shown = (parts[event] ?? Object.keys(row)).map((name) =>
    event === 'missed' ? `${String(row[name])} ${name}` : String(row[name] ?? ''),
  );
  return [event.padEnd(8), ...shown].filter((part) => part !== '').join('  ');
}
