import { resolve } from 'node:path';

import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import { collected, parsed } from '../arguments.js';
import { connectionOf } from '../connection-of.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';
import { runHere } from './local.js';

type Connector = components['schemas']['ConnectorBody'];
type StepAnswer = components['schemas']['UpgradeStepAnswer'];
type StepLine = StepAnswer['items'][number];
type Refused = components['schemas']['RefusedConnectorBody'];

export function addConnectors(program: Command, context: Context): void {
  const connectors = program.command('connectors').description('kinds of systems, in all versions there are');
  connectors
    .command('list')
    .description('where each comes from, and which were refused')
    .action(async () => {
      const api = context.api();
      const found = await api.all('/v1/connectors', {});
      const { items: refused } = await api.get('/v1/refused-connectors', {});
      context.out.result({ connectors: found, refused }, listed);
    });
  connectors
    .command('install [package]')
    .description(
      'brings the packages that connectors.json names to disk, here; [package] is named there first',
    )
    .option('--from <folder>', 'tarballs that are taken before the registry is asked')
    .option('--isolation <kind>', 'inProcess or worker, for [package]')
    .action((wanted: string | undefined, { from, isolation }: InstallOptions) => {
      if (isolation !== undefined && isolation !== 'inProcess' && isolation !== 'worker')
        throw new CommandError(EXIT.usage, `${isolation} is neither inProcess nor worker`);
      return runHere(context, [
        'dist/install-connectors.js',
        ...(wanted === undefined ? [] : [wanted.endsWith('.tgz') ? resolve(wanted) : wanted]),
        ...(from === undefined ? [] : [`--from=${resolve(from)}`]),
        ...(isolation === undefined ? [] : [`--isolation=${isolation}`]),
        ...(context.out.isJson ? ['--json'] : []),
      ]);
    });
  addUpgrade(connectors, context);
}

function addUpgrade(connectors: Command, context: Context): void {
  connectors
    .command('upgrade <connector>')
    .description('moves its connections to another version, all of them or one')
    .option('--to <version>', 'default: the newest')
    .option('--from <version>', 'only connections on this version')
    .option('--major', 'a step over a major version is meant', false)
    .option('--connection <name>', 'this one alone, by its id or name')
    .option('--settings <json>', 'of this one: replaces its settings')
    .option('--secret <name=value>', 'of this one: a secret; several times', collected, {})
    .option('--plan', 'say what would change, and change nothing', false)
    .action(async (connector: string, options: UpgradeOptions) => {
      const { to, from, major, plan } = options;
      if (options.connection !== undefined) return upgradeOne(context, options.connection, options);
      const ask = { ...(to ? { to } : {}), ...(from ? { from } : {}), major };
      const path = plan ? '/v1/connectors/{name}/upgrade-plan' : '/v1/connectors/{name}/upgrade';
      return tellSteps(context, await steps(context, path, connector, ask));
    });
  connectors
    .command('rollback <connector>')
    .description('takes the last upgrade of its connections back, of all of them or one')
    .option('--from <version>', 'only connections on this version')
    .option('--connection <name>', 'this one alone, by its id or name')
    .action(async (connector: string, { from, connection }: UpgradeOptions) => {
      if (connection === undefined) {
        const ask = from ? { from } : {};
        return tellSteps(context, await steps(context, '/v1/connectors/{name}/roll-back', connector, ask));
      }
      const api = context.api();
      const { id, name, connectorVersion: before } = await connectionOf(api, connection);
      const { body } = await api.call('POST', '/v1/connections/{id}/roll-back', { path: { id } });
      context.out.result(body, (after) => `${name}: ${before} → ${after.connectorVersion}`);
    });
}

async function upgradeOne(context: Context, named: string, options: UpgradeOptions): Promise<void> {
  const api = context.api();
  const { id, name, connectorVersion: before } = await connectionOf(api, named);
  const { to, major, settings, secret = {}, plan } = options;
  const body = {
    ...(to ? { to } : {}),
    major,
    ...(settings ? { settings: parsed(settings) as Record<string, unknown> } : {}),
    ...(Object.keys(secret).length > 0 ? { secrets: secret } : {}),
  };
  if (plan) {
    const { body: planned } = await api.call('POST', '/v1/connections/{id}/upgrade-plan', {
      path: { id },
      body,
    });
    context.out.result(planned, (one) => JSON.stringify(one, null, 2));
    if (planned.problems.length > 0) context.endWith(EXIT.found);
    return;
  }
  const { body: after } = await api.call('POST', '/v1/connections/{id}/upgrade', { path: { id }, body });
  context.out.result(after, (one) => `${name}: ${before} → ${one.connectorVersion}`);
}

type StepPath =
  '/v1/connectors/{name}/roll-back' | '/v1/connectors/{name}/upgrade' | '/v1/connectors/{name}/upgrade-plan';

/** Step by step to the end. */
async function steps(
  context: Context,
  at: StepPath,
  name: string,
  ask: object,
): Promise<readonly StepLine[]> {
  const api = context.api();
  const lines: StepLine[] = [];
  for (let after: string | null = ''; after !== null;) {
    const body = { ...ask, ...(after === '' ? {} : { after }) };
    const answer = await api.call('POST', at, { path: { name }, body: body as never });
    const step: StepAnswer = answer.body;
    lines.push(...step.items);
    after = step.next;
  }
  return lines;
}

function tellSteps(context: Context, lines: readonly StepLine[]): void {
  context.out.result(lines, (all) =>
    table(
      ['connection', 'name', 'from', 'to', 'state', 'problems'],
      all.map(({ connection, name, from, to, state, problems }) => [
        connection,
        name,
        from,
        to,
        state,
        problems.map(({ field, message }) => `${field} ${message}`).join('; '),
      ]),
    ),
  );
  if (lines.some(({ state }) => state === 'refused')) context.endWith(EXIT.found);
}

interface UpgradeOptions {
  readonly to?: string;
  readonly from?: string;
  readonly major?: boolean;
  readonly connection?: string;
  readonly settings?: string;
  readonly secret?: Readonly<Record<string, string>>;
  readonly plan?: boolean;
}

interface InstallOptions {
  readonly from?: string;
  readonly isolation?: string;
}

function listed({
  connectors,
  refused,
}: {
  connectors: readonly Connector[];
  refused: readonly Refused[];
}): string {
  const rows = connectors.map(({ name, version, source, isolation, from, connections }) => [
    `${name}@${version}`,
    source,
    isolation,
    from,
    String(connections),
  ]);
  return [
    table(['connector', 'source', 'runs', 'from', 'connections'], rows),
    ...refused.map(({ from, problems }) => `refused: ${from}: ${problems.join('; ')}`),
  ].join('\n');
}
