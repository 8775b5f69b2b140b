import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';

type Tenant = components['schemas']['TenantBody'];
type Usage = components['schemas']['TenantUsageBody'];
type Deletion = components['schemas']['TenantDeletionBody'];

const QUOTAS = [
  ['--stored-bytes <bytes>', 'storedBytes'],
  ['--hooks-per-day <hooks>', 'hooksPerDay'],
  ['--connections <connections>', 'connections'],
  ['--open-requests <requests>', 'openRequests'],
] as const;

const RETENTION = [
  ['--payload-days <days>', 'payloadDays'],
  ['--history-days <days>', 'historyDays'],
  ['--rejection-days <days>', 'rejectionDays'],
  ['--event-days <days>', 'eventDays'],
  ['--change-days <days>', 'changeDays'],
  ['--audit-days <days>', 'auditDays'],
  ['--dataset-days <days>', 'datasetDays'],
  ['--payload-bytes <bytes>', 'payloadBytes'],
] as const;

export function addTenants(program: Command, context: Context): void {
  const tenants = program
    .command('tenants')
    .description("tenants of the host; most need its own operator's key");
  tenants
    .command('list')
    .description('all of them')
    .action(async () => {
      context.out.result(await context.api().all('/v1/tenants', {}), tenantTable);
    });
  addMaking(tenants, context);
  addKeeping(tenants, context);
  addStates(tenants, context);
  tenants
    .command('usage <id>')
    .description('what it uses, beside its quotas')
    .action(async (id: string) => {
      context.out.result(await context.api().get('/v1/tenants/{id}/usage', { path: { id } }), usageTable);
    });
  addEnd(tenants, context);
}

function addMaking(tenants: Command, context: Context): void {
  const create = tenants
    .command('create <name>')
    .description('makes one with its first admin key, shown this once');
  const quota = tenants.command('quota <id>').description('sets quotas; none takes one away');
  for (const command of [create, quota])
    for (const [flag, name] of QUOTAS) command.option(flag, `quota of ${name}`);
  create.action(async (name: string, options: Partial<Record<string, string>>) => {
    const body = { name, quotas: numbersOf(QUOTAS, options) };
    const { body: made } = await context.api().call('POST', '/v1/tenants', { body });
    context.out.result(made, ({ id, key }) => `${key}\n${id}: shown this once`);
  });
  quota.action(async (id: string, options: Partial<Record<string, string>>) => {
    const body = { quotas: numbersOf(QUOTAS, options) };
    const { body: changed } = await context.api().call('PATCH', '/v1/tenants/{id}', { path: { id }, body });
    context.out.result(changed, (one) => tenantTable([one]));
  });
}

function addKeeping(tenants: Command, context: Context): void {
  const keep = tenants
    .command('keep <id>')
    .description('sets how long its things are kept; 0 for ever, none as the host keeps them');
  for (const [flag, name] of RETENTION) keep.option(flag, `its own ${name}`);
  keep.action(async (id: string, options: Partial<Record<string, string>>) => {
    const body = { retention: numbersOf(RETENTION, options) };
    const { body: changed } = await context.api().call('PATCH', '/v1/tenants/{id}', { path: { id }, body });
    context.out.result(changed, ({ retention }) =>
      table(
        ['KEPT', 'OWN'],
        RETENTION.map(([, name]) => [name, String(retention[name] ?? 'as the host')]),
      ),
    );
  });
}

function addStates(tenants: Command, context: Context): void {
  for (const [name, does] of [
    ['suspend', 'keeps its hooks, and runs nothing'],
    ['resume', 'goes on with what waited'],
  ] as const) {
    tenants
      .command(`${name} <id>`)
      .description(does)
      .action(async (id: string) => {
        const { body } = await context.api().call('POST', `/v1/tenants/{id}/${name}`, { path: { id } });
        context.out.result(body, ({ state }) => `${id} is ${state}`);
      });
  }
}

function addEnd(tenants: Command, context: Context): void {
  tenants
    .command('export <id>')
    .description('everything it has, as lines of JSON; fails where the export was cut')
    .requiredOption('--out <file>', 'where the lines go')
    .action(async (id: string, { out }: { out: string }) => {
      const lines = await context.api().lines(`/v1/tenants/${encodeURIComponent(id)}/export`, context.signal);
      context.out.result(
        await keep(lines, out),
        ({ rows, bytes }) => `${out}: ${rows} rows, ${bytes} bytes, whole`,
      );
    });
  tenants
    .command('delete <id>')
    .description('deletes a suspended tenant for good')
    .requiredOption('--name <name>', 'its name: that the right one is meant')
    .action(async (id: string, { name }: { name: string }) => {
      const ask = { path: { id }, query: { name } };
      const { body } = await context.api().call('DELETE', '/v1/tenants/{id}', ask);
      context.out.result(body, deletionText);
    });
  tenants
    .command('deletion <id>')
    .description('how far a deletion is')
    .action(async (id: string) => {
      context.out.result(
        await context.api().get('/v1/tenants/{id}/deletion', { path: { id } }),
        deletionText,
      );
    });
}

/** Writes what comes, and believes it only when its last line says that it is whole. */
async function keep(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ readonly rows: number; readonly bytes: number }> {
  const file = createWriteStream(path, { mode: 0o600 });
  const hash = createHash('sha256');
  let bytes = 0;
  let line = Buffer.alloc(0);
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (!file.write(chunk)) await once(file, 'drain');
    line = Buffer.concat([line, chunk]);
    // The last line that is whole so far is held back: it may be the one that says what all others hash to.
    const end = line.lastIndexOf(10, line.length - 2);
    if (end >= 0) hash.update(line.subarray(0, end + 1));
    line = Buffer.from(line.subarray(end + 1));
  }
  file.end();
  await finished(file);
  return { rows: rowsOf(line.toString('utf8'), hash.digest('hex')), bytes };
}

function rowsOf(lastLine: string, sha256: string): number {
  try {
    const last = JSON.parse(lastLine) as { end?: true; sha256?: string; rows: Record<string, number> };
    if (last.end === true && last.sha256 === sha256)
      return Object.values(last.rows).reduce((sum, count) => sum + count, 0);
  } catch {
    // It ends in the middle of a line.
  }
  throw new CommandError(EXIT.refused, 'the export was cut', 'Repeat it; what was written is not whole.');
}

function numbersOf<Name extends string>(
  names: readonly (readonly [string, Name])[],
  options: Partial<Record<string, string>>,
): Partial<Record<Name, number | null>> {
  const said: Partial<Record<Name, number | null>> = {};
  for (const [, name] of names) {
    const given = options[name];
    if (given === undefined) continue;
    if (given !== 'none' && !/^\d+$/.test(given))
      throw new CommandError(EXIT.usage, `${given} is neither a whole number nor none`);
    said[name] = given === 'none' ? null : Number(given);
  }
  return said;
}

function tenantTable(found: readonly Tenant[]): string {
  const rows = found.map(({ id, name, state, createdAt }) => [id, name, state, createdAt]);
  return table(['ID', 'NAME', 'STATE', 'CREATED'], rows);
}

function usageTable(usage: Usage): string {
  const rows = QUOTAS.map(([, name]) => {
    const { used, quota, measuredAt } = usage[name];
    return [name, String(used), quota === null ? 'none' : String(quota), measuredAt ?? 'not yet'];
  });
  return table(['FIGURE', 'USED', 'QUOTA', 'MEASURED'], rows);
}

function deletionText({ id, state, rows }: Deletion): string {
  const gone = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return `${id} is ${state === 'deleted' ? 'deleted' : 'being deleted'}: ${gone} rows went`;
}
