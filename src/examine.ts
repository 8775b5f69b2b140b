import { existsSync } from 'node:fs';

import { loadConfig, type Config } from './config/index.js';
import { ignore, isHostError } from './errors/index.js';
import { serverFindings, type Finding } from './examine-server.js';
import { databaseOf } from './host.js';
import { lockDataDir, pendingMigrations, serverFacts, spaceOf } from './store/index.js';

/** What a start would meet here: settings, the lock of the data directory, the database and its schema. */
async function examine(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  try {
    const { config } = loadConfig(env);
    const settings: Finding = { what: 'settings', state: 'fine', says: 'every variable is known and fits' };
    const server = await serverOf(config);
    return [settings, ...lockOf(config), await schemaOf(config), ...server, ...spaceIn(config)];
  } catch (error) {
    if (!isHostError(error)) throw error;
    const problems = (error.details.errors ?? []).map(({ field, message }) => `${field} ${message}`);
    return [{ what: 'settings', state: 'problem', says: problems.join('; '), remedy: error.entry.remedy }];
  }
}

function lockOf({ DATABASE_URL: url, HOOKYARD_DATA_DIR: dataDir }: Config): Finding[] {
  if (url || !existsSync(dataDir)) return [];
  try {
    lockDataDir(dataDir).release();
    return [{ what: 'lock', state: 'fine', says: `no process holds ${dataDir}` }];
  } catch (error) {
    if (!isHostError(error) || error.code !== 'DATA_DIR_LOCKED') throw error;
    return [{ what: 'lock', state: 'fine', says: `a running host holds ${dataDir}` }];
  }
}

const MIB = 1024 * 1024;
/** Less is not worth a stop. */
const MUCH_FREE = 256 * MIB;

function spaceIn({ DATABASE_URL: url, HOOKYARD_DATA_DIR: dataDir }: Config): Finding[] {
  const space = url ? null : spaceOf(dataDir);
  if (!space) return [];
  const { bytes, freeBytes, shrinks } = space;
  const size = `the database has ${Math.ceil(bytes / MIB)} MiB, ${Math.floor(freeBytes / MIB)} of them empty`;
  const remedy = 'Stop the host and run hookyard compact; it takes twice the size in free disk for a while.';
  if (shrinks) return [{ what: 'space', state: 'fine', says: `${size}, which are used again or given back` }];
  const isMuch = freeBytes > MUCH_FREE;
  const says = `${size}; the file was made so that it does not shrink`;
  return [{ what: 'space', state: isMuch ? 'problem' : 'fine', says, ...(isMuch ? { remedy } : {}) }];
}

async function schemaOf(config: Config): Promise<Finding> {
  const what = 'database';
  try {
    const pending = await pendingMigrations(databaseOf(config, 0));
    return pending.length === 0
      ? { what, state: 'fine', says: 'answers, and its schema is this version’s' }
      : {
          what,
          state: 'problem',
          says: `answers, and lacks ${pending.length} steps of this version’s schema`,
          remedy: 'Start the host, or run hookyard migrate.',
        };
  } catch (error) {
    const says = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return {
      what,
      state: 'problem',
      says,
      remedy: 'Check DATABASE_URL, and that the server runs and lets you in.',
    };
  }
}

/** Where it does not answer, that was said. */
async function serverOf({ DATABASE_URL: url }: Config): Promise<Finding[]> {
  if (!url) return [];
  const facts = await serverFacts(url).catch((error: unknown) =>
    ignore(error, 'a server that does not answer'),
  );
  return facts ? serverFindings(facts) : [];
}

process.stdout.write(`${JSON.stringify(await examine(process.env))}\n`);
