import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Context } from '../context.js';
import { table } from '../output.js';

type Key = components['schemas']['ApiKeyBody'];
type NewKey = components['schemas']['NewApiKeyBody'];

export function addKeys(program: Command, context: Context): void {
  const keys = program.command('keys').description('API keys of the tenant; needs the role admin');
  keys
    .command('list')
    .description('all of them, never their values')
    .action(async () => {
      context.out.result(await context.api().all('/v1/keys', {}), keyTable);
    });
  keys
    .command('create <name>')
    .description('makes a key, shown this once')
    .requiredOption('--role <role>', 'admin, operator, developer, viewer or ingest')
    .option('--expires <time>', 'as 2027-01-01T00:00:00Z')
    .action(async (name: string, { role, expires }: { role: Key['role']; expires?: string }) => {
      const body = { name, role, ...(expires ? { expiresAt: expires } : {}) };
      const { body: made } = await context.api().call('POST', '/v1/keys', { body });
      context.out.result(made, shownOnce);
    });
  keys
    .command('rotate <id>')
    .description('makes a new value; the present one works a while longer')
    .action(async (id: string) => {
      const { body } = await context.api().call('POST', '/v1/keys/{id}/rotate', { path: { id }, body: {} });
      context.out.result(body, shownOnce);
    });
  keys
    .command('revoke <id>')
    .description('ends a key at once')
    .action(async (id: string) => {
      await context.api().call('DELETE', '/v1/keys/{id}', { path: { id } });
      context.out.result({ revoked: id }, () => `${id} is revoked`);
    });
}

function shownOnce({ id, key }: NewKey): string {
  return `${key}\n${id}: shown this once`;
}

function keyTable(found: readonly Key[]): string {
  const rows = found.map(({ id, name, role, hint, expiresAt, lastUsedAt }) => [
    id,
    name,
    role,
    hint,
    expiresAt ?? 'never',
    lastUsedAt ?? 'never',
  ]);
  return table(['ID', 'NAME', 'ROLE', 'KEY', 'EXPIRES', 'LAST USED'], rows);
}
