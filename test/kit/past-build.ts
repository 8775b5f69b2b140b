import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const CACHE = '.test-runs';
const BUILT = '.built';

/** Why a commit cannot be built: its history was not cloned. Null: it can. */
export function whyNoPast(commit: string): string | null {
  const found = spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { stdio: 'ignore' });
  if (found.error) return 'git is not there';
  return found.status === 0 ? null : `commit ${commit.slice(0, 10)} is not in this clone: fetch the history`;
}

/** The host as it was at a commit, built with today's packages, once; the directory it is started in. */
export function pastBuild(commit: string): string {
  const place = resolve(CACHE, `past-${commit.slice(0, 12)}`);
  if (existsSync(join(place, BUILT))) return place;
  const making = `${place}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const tree = execFileSync('git', ['archive', '--format=tar', commit], { maxBuffer: 256 * 1024 * 1024 });
  execFileSync('tar', ['-x', '-C', making], { input: tree });
  sharePackages(making);
  execFileSync(process.execPath, ['scripts/build.mjs'], {
    cwd: making,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(join(making, BUILT), '');
  if (existsSync(place)) rmSync(making, { recursive: true, force: true });
  else renameSync(making, place);
  return place;
}

/** Everything installed but our own workspaces, which are those of the past. */
function sharePackages(place: string): void {
  const link = (from: string, to: string): void => {
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(from, to);
  };
  const packages = join(place, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync('node_modules'))
    if (name !== '@hookyard' && !name.startsWith('.hookyard'))
      link(resolve('node_modules', name), join(packages, name));
  const own = 'node_modules/@hookyard';
  for (const name of readdirSync(own)) {
    const target = readlinkSync(join(own, name));
    if (existsSync(resolve(packages, '@hookyard', target))) link(target, join(packages, '@hookyard', name));
  }
}
