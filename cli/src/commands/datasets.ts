import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';

type Dataset = components['schemas']['DatasetBody'];
type Import = components['schemas']['ImportBody'];
type Row = components['schemas']['ImportedRowBody'];
type Input = components['schemas']['DatasetInputBody'];

interface LoadOptions {
  readonly mode?: string;
  readonly identifier?: string;
  readonly key?: string;
  readonly columns?: string;
  readonly charset?: string;
  readonly to?: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.tsv': 'text/csv',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.jsonl': 'application/x-ndjson',
};
/** What a part that is sent again costs, and how often progress is said. */
const PART_BYTES = 8 * 1024 * 1024;
const LOOK_EVERY_MS = 500;

export function addDatasets(program: Command, context: Context): void {
  const datasets = program.command('datasets').description('files and lists that are handed in');
  datasets
    .command('list')
    .description('newest first')
    .action(async () => {
      context.out.result(await context.api().all('/v1/datasets', {}), datasetTable);
    });
  datasets
    .command('load <type> <file>')
    .description('hands a CSV, JSON or NDJSON file in, in parts: a break costs one of them')
    .option('--mode <mode>', 'live, or sandbox')
    .option('--identifier <name>', 'what this kind of import is called')
    .option('--key <column>', 'the column that tells rows apart')
    .option('--columns <pairs>', 'columns and their fields: "E-mail=email,Town=billing.city"')
    .option('--charset <name>', 'of the file, where it is not UTF-8')
    .option('--to <dataset>', 'goes on with a dataset that was not whole')
    .action((type: string, file: string, options: LoadOptions) => load(context, { type, file }, options));
  datasets
    .command('show <id>')
    .description('how much of it is taken, and what its analysis found')
    .action(async (id: string) => {
      context.out.result(await context.api().get('/v1/datasets/{id}', { path: { id } }), datasetText);
    });
  datasets
    .command('analyse <id>')
    .description('looks at every row, and what an import would do; waits until it is done')
    .action((id: string) => analyse(context, id));
  datasets
    .command('remove <id>')
    .description('removes it with its imports; records it brought stay')
    .action(async (id: string) => {
      await context.api().call('DELETE', '/v1/datasets/{id}', { path: { id } });
      context.out.result({ id }, () => `${id} is removed`);
    });
  addImports(program, context);
}

function addImports(program: Command, context: Context): void {
  const imports = program.command('imports').description('what is done with datasets');
  imports
    .command('list')
    .description('newest first')
    .action(async () => {
      context.out.result(await context.api().all('/v1/imports', {}), (all) => all.map(importText).join('\n'));
    });
  imports
    .command('start <dataset>')
    .description('imports it, and waits until it is over or asks for a review')
    .option('--action <action>', 'import (new records), update (those there are), or both')
    .option('--skip-bad', 'leaves bad rows out instead of asking')
    .action(
      async (
        dataset: string,
        options: { readonly action?: Import['action']; readonly skipBad?: boolean },
      ) => {
        const body = {
          dataset,
          action: options.action ?? 'import',
          badRows: options.skipBad ? 'skip' : 'review',
        };
        const { body: begun } = await context.api().call('POST', '/v1/imports', { body: body as never });
        context.out.result(await waited(context, begun), importText);
      },
    );
  addSteps(imports, context);
}

function addSteps(imports: Command, context: Context): void {
  imports
    .command('show <id>')
    .description('how far it is')
    .action(async (id: string) => {
      context.out.result(await context.api().get('/v1/imports/{id}', { path: { id } }), importText);
    });
  imports
    .command('rows <id>')
    .description('its rows, with what became of each')
    .option(
      '--outcome <outcome>',
      'created, updated, unchanged, skipped, bad, failed, removed, restored, kept',
    )
    .action(async (id: string, { outcome }: { readonly outcome?: Row['outcome'] }) => {
      const query = outcome === undefined ? {} : { outcome };
      for (const row of await context
        .api()
        .all('/v1/imports/{id}/data', { path: { id }, query: query as never }))
        context.out.line(row, rowText);
    });
  imports
    .command('continue <id>')
    .description('goes on behind a review')
    .option('--skip-bad', 'without the rows that are still bad')
    .action(async (id: string, { skipBad }: { readonly skipBad?: boolean }) => {
      const body = { badRows: skipBad ? 'skip' : 'review' } as const;
      const { body: now } = await context
        .api()
        .call('POST', '/v1/imports/{id}/continue', { path: { id }, body });
      context.out.result(await waited(context, now), importText);
    });
  for (const [act, does] of ACTS)
    imports
      .command(`${act} <id>`)
      .description(does)
      .action(async (id: string) => {
        const { body } = await context.api().call('POST', `/v1/imports/{id}/${act}`, { path: { id } });
        context.out.result(act === 'undo' ? await waited(context, body) : body, importText);
      });
}

const ACTS = [
  ['pause', 'queues nothing more until it is resumed'],
  ['resume', 'goes on where it was'],
  ['cancel', 'ends it where it is; what was queued goes on'],
  ['undo', 'takes it back as far as nobody changed its records since, and waits'],
] as const;

async function load(
  context: Context,
  { type, file }: { readonly type: string; readonly file: string },
  options: LoadOptions,
): Promise<void> {
  const api = context.api();
  const { size } = await stat(file).catch(() => {
    throw new CommandError(EXIT.usage, `there is no file ${file}`);
  });
  const path = options.to ?? (await made(context, { type, file }, options)).id;
  let now = await api.get('/v1/datasets/{id}', { path: { id: path } });
  await using handle = await open(file, 'r');
  while (now.state === 'open') {
    const offset = now.received.bytes;
    const isLast = offset + PART_BYTES >= size;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(PART_BYTES, size - offset)), {
      position: offset,
    });
    const query = `offset=${offset}&last=${isLast}`;
    now = await api.send<Dataset>(
      `/v1/datasets/${path}/data?${query}`,
      buffer.subarray(0, bytesRead),
      typeOf(file),
    );
    if (now.received.bytes === offset && !isLast)
      throw new CommandError(EXIT.refused, `no row ends within ${PART_BYTES} bytes behind byte ${offset}`);
    context.out.say(`${now.received.rows} rows, ${now.received.bytes} of ${size} bytes`);
  }
  context.out.result(now, datasetText);
}

async function made(
  context: Context,
  { type, file }: { readonly type: string; readonly file: string },
  { mode, identifier, key, columns, charset }: LoadOptions,
): Promise<Dataset> {
  const body = {
    type,
    filename: file.split('/').at(-1),
    ...(mode === undefined ? {} : { mode }),
    ...(identifier === undefined ? {} : { identifier }),
    ...(key === undefined ? {} : { key }),
    ...(charset === undefined ? {} : { charset }),
    ...(columns === undefined ? {} : { columns: columnsOf(columns) }),
  };
  return (await context.api().call('POST', '/v1/datasets', { body: body as Input })).body;
}

function columnsOf(pairs: string): { name: string; field: string }[] {
  return pairs.split(',').map((pair) => {
    const [name = '', field = name] = pair.split('=').map((part) => part.trim());
    return { name, field };
  });
}

function typeOf(file: string): string {
  return TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
}

async function analyse(context: Context, id: string): Promise<void> {
  const { out, signal } = context;
  await context.api().call('POST', '/v1/datasets/{id}/analyse', { path: { id } });
  for (;;) {
    const now = await context.api().get('/v1/datasets/{id}', { path: { id } });
    if (now.analysis?.state !== 'running' || signal.aborted) return out.result(now, datasetText);
    out.say(`${now.analysis.looked} of ${now.received.rows} rows`);
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function waited(context: Context, begun: Import): Promise<Import> {
  const { out, signal } = context;
  let now = begun;
  while ((now.state === 'analysing' || now.state === 'running' || now.rows.open > 0) && !signal.aborted) {
    out.say(importText(now));
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    now = await context.api().get('/v1/imports/{id}', { path: { id: now.id } });
  }
  return now;
}

function datasetTable(all: readonly Dataset[]): string {
  const rows = all.map(({ id, type, mode, identifier, state, received }) => [
    id,
    type,
    mode,
    identifier ?? '',
    state,
    String(received.rows),
  ]);
  return table(['id', 'type', 'mode', 'identifier', 'state', 'rows'], rows);
}

function datasetText(one: Dataset): string {
  const { id, type, state, received, analysis } = one;
  const lines = [`${id}: ${type}, ${state}, ${received.rows} rows, ${received.bytes} bytes`];
  if (!analysis) return lines.join('\n');
  const { looked, bad, duplicates, hub, columns } = analysis;
  lines.push(
    `analysis: ${looked} looked at, ${bad.rows} bad, ${duplicates.rows} with a key that came before`,
    `to the hub: ${hub.create} new, ${hub.update} changed, ${hub.unchanged} unchanged, ${hub.none} neither`,
    ...columns.map(
      (column) =>
        `  ${column.name} → ${column.field ?? 'nothing'}: ${column.filled} filled, ${column.bad} bad`,
    ),
    ...bad.examples.map(({ row, column, message }) => `  row ${row}: ${column ?? ''} ${message}`),
  );
  return lines.join('\n');
}

function importText({ id, action, state, rows, problem }: Import): string {
  const { total, open, ...counts } = rows;
  const said = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []));
  const why = problem === null ? '' : ` (${problem})`;
  return `${id}: ${action}, ${state}${why}, ${total} rows, ${open} under way${said.length > 0 ? `, ${said.join(', ')}` : ''}`;
}

function rowText({ row, outcome, reason, transfer }: Row): string {
  return [`row ${row}`, outcome, reason, transfer].filter(Boolean).join('  ');
}
