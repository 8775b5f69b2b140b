import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import { modeOf } from '../arguments.js';
import type { Context } from '../context.js';
import { table } from '../output.js';
import { listed } from './endpoints.js';

type Link = components['schemas']['PortalLinkBody'];
type NewLink = components['schemas']['NewPortalLinkBody'];

interface CreateOptions {
  readonly mode: string;
  readonly events: string;
  readonly recordTypes?: string;
  readonly filter?: string;
  readonly payload?: string;
  readonly minutes: string;
}

export function addPortalLinks(program: Command, context: Context): void {
  const links = program
    .command('portal-links')
    .description('links by which customers look after their own endpoints');
  links
    .command('list')
    .description('those that still work, never their addresses')
    .action(async () => {
      context.out.result(await context.api().all('/v1/portal-links', {}), linkTable);
    });
  links
    .command('create <subscriber>')
    .description('makes one, shown this once')
    .requiredOption('--events <list>', 'what may be asked for: record.*,transfer.parked')
    .option('--mode <mode>', 'live or sandbox', 'live')
    .option('--record-types <list>', 'of these alone: CUSTOMER,TRANSACTION')
    .option('--filter <expression>', 'JSONata over the envelope; without it, of all records of the tenant')
    .option('--payload <style>', 'full or thin')
    .option('--minutes <number>', 'how long it works, at most 1440', '60')
    .action(async (subscriber: string, options: CreateOptions) => {
      const { body } = await context
        .api()
        .call('POST', '/v1/portal-links', { body: bodyOf(subscriber, options) });
      context.out.result(
        body,
        ({ id, url, expiresAt }) => `${url}\n${id}: shown this once, until ${expiresAt}`,
      );
    });
  links
    .command('revoke <id>')
    .description('ends one at once')
    .action(async (id: string) => {
      await context.api().call('DELETE', '/v1/portal-links/{id}', { path: { id } });
      context.out.result({ revoked: id }, () => `${id} is revoked`);
    });
}

function bodyOf(subscriber: string, options: CreateOptions): NewLink {
  const { mode, events, recordTypes, filter, payload, minutes } = options;
  return {
    subscriber,
    mode: modeOf(mode),
    events: listed(events),
    expiresInMinutes: Number(minutes),
    ...(recordTypes === undefined ? {} : { recordTypes: listed(recordTypes) }),
    ...(filter === undefined ? {} : { filter }),
    payload: (payload ?? 'full') as NewLink['payload'],
  };
}

function linkTable(found: readonly Link[]): string {
  const rows = found.map(({ id, subscriber, mode, events, expiresAt }) => [
    id,
    subscriber,
    mode,
    events.join(','),
    expiresAt,
  ]);
  return table(['ID', 'SUBSCRIBER', 'MODE', 'EVENTS', 'EXPIRES'], rows);
}
