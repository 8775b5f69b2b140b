import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import { connectionOf } from '../connection-of.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';

type Scope = components['schemas']['ScopeBody'];
type Direction = Scope['direction'];

export function addScopes(program: Command, context: Context): void {
  const scopes = program.command('scopes').description("a connection's scopes: which events mean what");
  scopes
    .command('list <connection>')
    .description('all of them')
    .option('--direction <direction>', 'TO the hub or FROM it')
    .action(async (name: string, { direction }: { direction?: Direction }) => {
      const api = context.api();
      const { id } = await connectionOf(api, name);
      context.out.result(
        await api.all('/v1/connections/{id}/scopes', { path: { id }, query: { direction } }),
        scopeTable,
      );
    });
  for (const act of ['enable', 'disable'] as const)
    scopes
      .command(`${act} <connection> <scope>`)
      .description(`switches a scope ${act === 'enable' ? 'on' : 'off'}, by its name or id`)
      .option('--direction <direction>', 'where both directions have one of the name')
      .action(async (name: string, scope: string, { direction }: { direction?: Direction }) => {
        const api = context.api();
        const { id } = await connectionOf(api, name);
        const found = (
          await api.all('/v1/connections/{id}/scopes', { path: { id }, query: { direction } })
        ).filter((one) => one.id === scope || one.name === scope);
        const [only, other] = found;
        if (!only || other)
          throw new CommandError(
            EXIT.refused,
            `${found.length} scopes of ${name} are named ${scope}`,
            'See: hookyard scopes list, and name it by its id.',
          );
        const path = { id, scopeId: only.id };
        const { etag } = await api.call('GET', '/v1/connections/{id}/scopes/{scopeId}', { path });
        const { body } = await api.call('PATCH', '/v1/connections/{id}/scopes/{scopeId}', {
          path,
          body: { enabled: act === 'enable' },
          ...(etag ? { ifMatch: etag } : {}),
        });
        context.out.result(body, (one) => `${one.name} is ${one.enabled ? 'on' : 'off'}`);
      });
}

function scopeTable(found: readonly Scope[]): string {
  const rows = found.map(({ id, direction, name, type, action, enabled, source, guard }) => [
    id,
    direction,
    name,
    `${type} ${action}`,
    enabled ? 'on' : 'off',
    action === 'DELETED' ? `guard ${guard}` : source,
  ]);
  return table(['ID', 'DIRECTION', 'NAME', 'MEANS', '', ''], rows);
}
