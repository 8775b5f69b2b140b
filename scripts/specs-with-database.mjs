// Which spec files open a database, as their imports say: those of `src` that are worth a second run on PostgreSQL.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const DATABASES = resolve('test/kit/databases.ts');
const IMPORTED = /^(?:import|export) (?!type )[^;]*?from '(\.[^']+)\.js'/gm;
const known = new Map();

/** Paths of the spec files below `folder` that reach the kit's databases, straight or through others of the kit. */
export function specsWithDatabase(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => join(folder, name))
    .filter((spec) => opensOne(resolve(spec)));
}

function opensOne(file) {
  if (file === DATABASES) return true;
  if (!known.has(file)) {
    // While it is looked at: what imports itself in a circle opens nothing by that.
    known.set(file, false);
    known.set(file, kitOf(file).some(opensOne));
  }
  return known.get(file);
}

/** What it imports of `test`; the host itself opens no database of a test. */
function kitOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(IMPORTED)]
    .map(([, path]) => `${resolve(dirname(file), path)}.ts`)
    .filter((path) => path.startsWith(resolve('test')) && existsSync(path));
}
