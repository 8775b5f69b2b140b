// Builds the SDK, the connectors and the host, each from its src/ into its dist/.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const bin = resolve('node_modules/.bin');
const node = existsSync(join(bin, 'node')) ? join(bin, 'node') : process.execPath;

const packages = [
  'sdk',
  'client',
  'cli',
  ...readdirSync('connectors').map((name) => `connectors/${name}`),
].filter((folder) => existsSync(join(folder, 'src')));
for (const folder of packages) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  run(
    resolve('node_modules/@swc/cli/bin/swc.js'),
    ['src', '--out-dir', 'dist', '--strip-leading-paths', '--config-file', resolve('.swcrc'), '--quiet'],
    folder,
  );
}
run('node_modules/@nestjs/cli/bin/nest.js', ['build']);

function run(script, args, cwd = '.') {
  const done = spawnSync(node, [script, ...args], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
