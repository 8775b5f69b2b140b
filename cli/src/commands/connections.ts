import type { Command } from 'commander';

import { collected, modeOf, parsed } from '../arguments.js';
import { connectionOf, type Connection } from '../connection-of.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { table } from '../output.js';
import { addSubscriptions } from './subscriptions.js';

export function addConnections(program: Command, context: Context): void {
  const connections = program.command('connections').description('connected systems');
  connections
    .command('list')
    .description('all of them')
    .action(async () => {
      const found = await context.api().all('/v1/connections', {});
      context.out.result(found, connectionTable);
    });
  connections
    .command('show <connection>')
    .description('one, by its id or name')
    .action(async (name: string) => {
      context.out.result(await connectionOf(context.api(), name), (one) => JSON.stringify(one, null, 2));
    });
  connections
    .command('create <connector> <name>')
    .description('connects a system; its key is shown this once')
    .option('--mode <mode>', 'live or sandbox', 'live')
    .option('--settings <json>', 'as JSON', '{}')
    .option('--secret <name=value>', 'a secret; several times', collected, {})
    .option('--defaults', "with the connector's own mapping collections")
    .action(async (connector: string, name: string, options: CreateOptions) => {
      const { mode, settings, secret, defaults } = options;
      const body = {
        connector,
        name,
        mode: modeOf(mode),
        settings: parsed(settings) as Record<string, unknown>,
        secrets: secret,
        defaults: defaults === true,
      };
      const { body: made } = await context.api().call('POST', '/v1/connections', { body });
      context.out.result(made, ({ id, hookUrl }) => `${id}\nHooks go to ${hookUrl} (shown this once)`);
    });
  addAuthorize(connections, context);
  addCheck(connections, context);
  for (const act of ['pause', 'resume'] as const)
    connections
      .command(`${act} <connection>`)
      .description(
        act === 'pause' ? 'holds its requests; hooks are still accepted' : 'lets its requests run again',
      )
      .action(async (name: string) => {
        const api = context.api();
        const { id } = await connectionOf(api, name);
        const { body } = await api.call('POST', `/v1/connections/{id}/${act}`, { path: { id } });
        context.out.result(body, ({ state }) => `${name} is ${state}`);
      });
  addSubscriptions(connections, context);
}

function addAuthorize(connections: Command, context: Context): void {
  connections
    .command('authorize <connection>')
    .description('makes a link for the person who grants access by OAuth 2.0; it works once, for 15 minutes')
    .option('--change-account', 'another account than before may be granted')
    .action(async (name: string, { changeAccount }: { changeAccount?: boolean }) => {
      const api = context.api();
      const { id } = await connectionOf(api, name);
      const body = { changeAccount: changeAccount === true };
      const call = { path: { id }, body };
      const { body: link } = await api.call('POST', '/v1/connections/{id}/authorize', call);
      context.out.result(link, ({ url, expiresAt }) => `${url}\nuntil ${expiresAt}`);
    });
}

function addCheck(connections: Command, context: Context): void {
  connections
    .command('check <connection>')
    .description('asks its system now whether it works; ends with 5 where it does not')
    .action(async (name: string) => {
      const api = context.api();
      const { id } = await connectionOf(api, name);
      const { body } = await api.call('POST', '/v1/connections/{id}/check', { path: { id } });
      context.out.result(body, ({ check }) => checkText(name, check));
      if (body.check?.ok !== true) context.endWith(EXIT.found);
    });
}

function checkText(name: string, check: Connection['check']): string {
  if (!check) return `${name} was not checked`;
  const { end, account, message, failure, tookMs } = check;
  const about = [account && `account ${account}`, failure, message].filter(Boolean);
  return [`${name}: ${end} after ${tookMs} ms`, ...about].join('\n');
}

interface CreateOptions {
  readonly mode: string;
  readonly settings: string;
  readonly secret: Readonly<Record<string, string>>;
  readonly defaults?: boolean;
}

function connectionTable(found: readonly Connection[]): string {
  const rows = found.map(({ id, name, connector, connectorVersion, mode, state, warnings }) => [
    id,
    name,
    `${connector}@${connectorVersion}`,
    mode,
    state,
    warnings.length > 0 ? `${warnings.length} warnings` : '',
  ]);
  return table(['ID', 'NAME', 'CONNECTOR', 'MODE', 'STATE', ''], rows);
}
