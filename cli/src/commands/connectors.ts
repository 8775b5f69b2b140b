import { resolve } from 'node:path';

import type { components } from '@hookyard/client';
import type { Command } from 'commander';

import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { table } from '../output.js';
import { runHere } from './local.js';

type Connector = components['schemas']['ConnectorBody'];
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
  const rows = connectors.map(({ name, version, source, from }) => [`${name}@${version}`, source, from]);
  return [
    table(['connector', 'source', 'from'], rows),
    ...refused.map(({ from, problems }) => `refused: ${from}: ${problems.join('; ')}`),
  ].join('\n');
}
