import type { Command } from 'commander';

import type { Context } from '../context.js';
import { table } from '../output.js';
import { profileFile, readProfiles, writeProfiles } from '../settings.js';

export function addProfile(program: Command, context: Context): void {
  const { env } = context;
  const profile = program
    .command('profile')
    .description('addresses and keys, kept in a file only you can read');
  profile
    .command('set <name>')
    .description('keeps the --url and --key given with it')
    .action((name: string, _options: unknown, command: Command) => {
      const { url, key } = command.optsWithGlobals<{ url?: string; key?: string }>();
      const profiles = readProfiles(env);
      const kept = { ...profiles[name], ...(url ? { url } : {}), ...(key ? { key } : {}) };
      writeProfiles(env, { ...profiles, [name]: kept });
      context.out.result({ name, file: profileFile(env) }, ({ file }) => `${name} is kept in ${file}`);
    });
  profile
    .command('list')
    .description('their names and addresses, never their keys')
    .action(() => {
      const rows = Object.entries(readProfiles(env)).map(([name, { url = '' }]) => ({ name, url }));
      context.out.result(rows, (all) =>
        table(
          ['NAME', 'URL'],
          all.map(({ name, url }) => [name, url]),
        ),
      );
    });
  profile
    .command('remove <name>')
    .description('forgets one')
    .action((name: string) => {
      const { [name]: _, ...others } = readProfiles(env);
      writeProfiles(env, others);
      context.out.result({ removed: name }, () => `${name} is forgotten`);
    });
}
