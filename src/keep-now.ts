import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { loadConfig, type Config } from './config/index.js';
import { HostError } from './errors/index.js';
import { problemText } from './problem-text.js';
import { backUp, compact, restore } from './store/index.js';

/** What a command did: for machines, and for people. */
interface Said {
  readonly facts: object;
  readonly lines: readonly string[];
}

const MIB = 1024 * 1024;

/** `hookyard backup`, `restore` and `compact`: what is done with the file of the embedded database. */
async function keep([what, ...args]: readonly string[], config: Config): Promise<Said> {
  if (config.DATABASE_URL) {
    const detail =
      'DATABASE_URL is set: PostgreSQL is backed up by its own tools (docs/guides/keeping-data.md)';
    throw new HostError('BACKUP_REFUSED', { detail });
  }
  const [file = ''] = args.filter((arg) => !arg.startsWith('--'));
  const wish = {
    dataDir: config.HOOKYARD_DATA_DIR,
    file,
    now: Date.now(),
    isForced: args.includes('--force'),
  };
  if (what === 'backup') return saidOfBackup(await backUp(wish), config);
  if (what === 'restore') return saidOfRestore(await restore(wish), config);
  return saidOfCompact(compact(config.HOOKYARD_DATA_DIR));
}

function saidOfBackup(made: Awaited<ReturnType<typeof backUp>>, config: Config): Said {
  return {
    facts: { ...made, at: timeOf(made.at), keepToo: masterKeyOf(config) },
    lines: [
      `${made.file}: ${megabytes(made.bytes)}, schema ${made.schema}, verified`,
      `Whatever was acknowledged before ${timeOf(made.at)} is in it.`,
      `Not in it, and needed with it: ${masterKeyOf(config)}. Keep it elsewhere: without it no secret can be read.`,
    ],
  };
}

function saidOfRestore(
  { backup, pending, putAside }: Awaited<ReturnType<typeof restore>>,
  config: Config,
): Said {
  const { HOOKYARD_DATA_DIR: dataDir } = config;
  const hasKey = config.HOOKYARD_MASTER_KEY !== undefined || existsSync(join(dataDir, 'master.key'));
  return {
    facts: { ...backup, at: timeOf(backup.at), pending, putAside, hasMasterKey: hasKey },
    lines: [
      `Restored into ${dataDir}: the state of ${timeOf(backup.at)}, schema ${backup.schema}.`,
      ...(pending > 0 ? [`The next start adds ${pending} steps to its schema.`] : []),
      ...(putAside ? [`The database that was there is ${putAside}.`] : []),
      hasKey
        ? 'The master key must be the one of that time: the host says at its start if it is not.'
        : `Put the master key in place before the start: ${join(dataDir, 'master.key')}, or HOOKYARD_MASTER_KEY.`,
    ],
  };
}

function saidOfCompact({ before, after }: ReturnType<typeof compact>): Said {
  const now = before.shrinks ? '' : ', and shrinks by itself from now on';
  return {
    facts: { before, after },
    lines: [`${megabytes(before.bytes)} became ${megabytes(after.bytes)}${now}.`],
  };
}

function masterKeyOf({ HOOKYARD_MASTER_KEY: given, HOOKYARD_DATA_DIR: dataDir }: Config): string {
  const file = join(dataDir, 'master.key');
  const places = [
    ...(given === undefined ? [] : ['HOOKYARD_MASTER_KEY']),
    ...(existsSync(file) ? [file] : []),
  ];
  return places.join(' and ') || 'the master key';
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

function megabytes(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}

try {
  const { config } = loadConfig(process.env);
  const args = process.argv.slice(2);
  const { facts, lines } = await keep(args, config);
  process.stdout.write(`${args.includes('--json') ? JSON.stringify(facts) : lines.join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${problemText(error, 'It was not done')}\n`);
  process.exitCode = 1;
}
