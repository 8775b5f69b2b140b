// Run by prestart, pretest and predemo, under whatever Node the machine has (20 or newer): installs what the lockfile
// names when it has not been installed yet, then builds what changed. No compiler, no network but the npm registry:
// install scripts stay off, since every native part comes prebuilt inside its package.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST_NODE = 20;
const STAMP = 'node_modules/.hookyard-installed';
const BUILD_STAMP = 'dist/.built';

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  console.error(
    `Hookyard needs Node ${OLDEST_NODE} or newer to set itself up (this is ${process.versions.node}).`,
  );
  console.error('Remedy: install Node 20 or newer; Hookyard brings its own Node 24 from there.');
  process.exit(1);
}

installIfNeeded();
if (process.argv.includes('--build')) buildIfNeeded();

function installIfNeeded() {
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const present = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
  if (present === wanted) return;
  console.log('Installing packages (once, about a minute) …');
  // npm_execpath is the npm that runs this script: the same one, on every platform. Run by hand, the one on the path.
  // `npm ci` refuses a lockfile that lacks other platforms' optional packages; this one holds those that the registry
  // had when it was written. `--no-save` installs what the lockfile pins and leaves it as it is.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const install = ['install', '--no-save', '--ignore-scripts', ...quiet];
  const npm = process.env.npm_execpath;
  if (npm) run(process.execPath, [npm, ...install]);
  else run('npm', install);
  writeFileSync(STAMP, wanted);
}

function buildIfNeeded() {
  const newestSource = Math.max(
    ...['src', 'sdk/src', 'client/src', 'cli/src', 'connectors', 'tsconfig.build.json', '.swcrc'].map(
      newestIn,
    ),
  );
  const built = existsSync(BUILD_STAMP) ? statSync(BUILD_STAMP).mtimeMs : 0;
  if (built > newestSource) return;
  console.log('Building …');
  run(process.execPath, ['scripts/build.mjs']);
  mkdirSync('dist', { recursive: true });
  writeFileSync(BUILD_STAMP, '');
}

function newestIn(path) {
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  const inside = readdirSync(path)
    .filter(
      (name) => !['dist', 'node_modules', 'fixtures', 'test'].includes(name) && !name.endsWith('.spec.ts'),
    )
    .map((name) => newestIn(join(path, name)));
  return Math.max(facts.mtimeMs, ...inside);
}

function run(command, args) {
  const done = spawnSync(command, args, { stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
