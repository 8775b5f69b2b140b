import type { ServerFacts } from './store/index.js';

/** One thing that was looked at, as `hookyard doctor` tells it. */
export interface Finding {
  readonly what: string;
  readonly state: 'fine' | 'problem';
  readonly says: string;
  readonly remedy?: string;
}

const OLDEST_SERVER = 150_000;
/** Commits, writes, reads, what TypeORM holds, and the one that listens: see `store/postgres`. */
const SESSIONS_OF_A_PROCESS = 14;
/** The host goes by the server's clock; senders' times are judged by it, and theirs are refused beyond 5 minutes. */
const MOST_CLOCK_MS = 30_000;
/** With an old snapshot held, dead rows stay and claims slow down: LEDGER L9. */
const MOST_SNAPSHOT_MS = 60_000;

const LOSES: Readonly<Record<string, string>> = {
  fsync: 'a crash of the machine may destroy the database',
  full_page_writes: 'a crash of the machine may leave torn pages',
  synchronous_commit: 'hooks that were answered 2xx may be gone after a crash',
};

/** What is wrong with a PostgreSQL for a host, and what to do: settings that lose data, and what starves it. */
export function serverFindings(facts: ServerFacts): Finding[] {
  return [versionOf(facts), ...durabilityOf(facts), roomOf(facts), clockOf(facts), vacuumOf(facts)];
}

function versionOf({ settings, isStandby }: ServerFacts): Finding {
  const what = 'database server';
  const version = Number(settings.get('server_version_num'));
  if (isStandby)
    return { what, state: 'problem', says: 'is a standby', remedy: 'Name the primary in DATABASE_URL.' };
  const says = `PostgreSQL ${Math.floor(version / 10_000)}`;
  if (version >= OLDEST_SERVER) return { what, state: 'fine', says };
  return { what, state: 'problem', says: `${says} is older than 15`, remedy: 'Upgrade the server.' };
}

function durabilityOf({ settings }: ServerFacts): Finding[] {
  const what = 'durability';
  const off = Object.keys(LOSES).filter((name) => settings.get(name) === 'off');
  if (off.length === 0) return [{ what, state: 'fine', says: 'what is acknowledged is on disk' }];
  return off.map((name) => ({
    what,
    state: 'problem',
    says: `${name} is off: ${LOSES[name]}`,
    remedy: `ALTER SYSTEM SET ${name} = on; SELECT pg_reload_conf(); a host refuses to work before.`,
  }));
}

function roomOf({ settings, sessions }: ServerFacts): Finding {
  const what = 'database sessions';
  const reserved = Number(settings.get('superuser_reserved_connections') ?? 0);
  const most = Number(settings.get('max_connections')) - reserved;
  const says = `${sessions} of ${most} are in use`;
  if (most - sessions >= SESSIONS_OF_A_PROCESS) return { what, state: 'fine', says };
  const remedy = `A process takes up to ${SESSIONS_OF_A_PROCESS}: raise max_connections, or end what holds them. A pooler in transaction mode does not do.`;
  return { what, state: 'problem', says: `${says}: another process finds no room`, remedy };
}

function clockOf({ clockOffMs }: ServerFacts): Finding {
  const what = 'database clock';
  const off = Math.abs(clockOffMs);
  if (off < MOST_CLOCK_MS) return { what, state: 'fine', says: 'the server and this machine agree' };
  const says = `the server is ${Math.round(off / 1_000)} s ${clockOffMs > 0 ? 'ahead' : 'behind'}`;
  const remedy = 'Set both clocks by NTP: hosts go by the server’s, and refuse signatures whose time is off.';
  return { what, state: 'problem', says, remedy };
}

function vacuumOf({ settings, oldestSnapshotMs }: ServerFacts): Finding {
  const what = 'dead rows';
  if (settings.get('autovacuum') === 'off')
    return {
      what,
      state: 'problem',
      says: 'autovacuum is off: tables only grow',
      remedy: 'ALTER SYSTEM SET autovacuum = on; SELECT pg_reload_conf();',
    };
  if (oldestSnapshotMs < MOST_SNAPSHOT_MS)
    return { what, state: 'fine', says: 'are cleaned up, and nobody holds an old snapshot' };
  const says = `somebody holds a snapshot of ${Math.round(oldestSnapshotMs / 1_000)} s: nothing is cleaned up`;
  const remedy =
    'Look in pg_stat_activity (xact_start, backend_xmin); dumps and reports belong on a replica.';
  return { what, state: 'problem', says, remedy };
}
