import { existsSync, statSync, statfsSync } from 'node:fs';
import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import type { Command } from 'commander';

import type { Api } from '../api.js';
import type { Context } from '../context.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { placeOf, type Environment } from '../settings.js';
import { outputHere } from './local.js';

/** One thing that was looked at. */
interface Finding {
  readonly what: string;
  readonly state: 'fine' | 'problem' | 'unknown';
  readonly says: string;
  /** What to do about it. */
  readonly remedy?: string;
}

const OLDEST_NODE = 24;
const MIB = 1024 * 1024;
/** The host refuses hooks below 256 MiB; this leaves time to act. */
const LITTLE_DISK = 1024 * MIB;
/** Of an address, whatever its kind. */
const LOOPBACK = /^(127\.|0\.0\.0\.0$|::1$|::$|::ffff:127\.)/;
/** Group and others. */
const OTHERS = 0o077;
/** Signatures with a time are refused beyond 5 minutes; half of it is a clock that is off. */
const MOST_CLOCK_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Fresh work starts within a second where there are workers enough. */
const MOST_WAIT_SECONDS = 60;

export function addDoctor(program: Command, context: Context): void {
  program
    .command('doctor')
    .description(
      `what is wrong with this installation, and what to do; ends with ${EXIT.found} where something is`,
    )
    .action(async () => {
      const start = JSON.parse(await outputHere(context, 'dist/examine.js')) as Finding[];
      const findings = [
        ...(await here(context.env)),
        ...start,
        await portOf(context),
        ...(await ofTheHost(context)),
      ];
      context.out.result(findings, findingLines);
      if (findings.some(({ state }) => state === 'problem')) context.endWith(EXIT.found);
    });
}

/** What can be seen on this machine without a host. */
async function here(env: Environment): Promise<Finding[]> {
  const dataDir = env['HOOKYARD_DATA_DIR'] ?? '.hookyard';
  return [nodeVersion(), ...(env['DATABASE_URL'] ? [] : dataDirFindings(dataDir)), await publicUrl(env)];
}

function nodeVersion(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const remedy = 'Start it by npm start or npx hookyard: they use the Node that the packages brought.';
  const says = process.versions.node;
  return major >= OLDEST_NODE
    ? { what: 'node', state: 'fine', says }
    : { what: 'node', state: 'problem', says: `${says} is older than ${OLDEST_NODE}`, remedy };
}

function dataDirFindings(dataDir: string): Finding[] {
  if (!existsSync(dataDir))
    return [{ what: 'data directory', state: 'fine', says: `${dataDir} is made at the first start` }];
  return [
    modeOf('data directory', dataDir, 700),
    ...diskOf(dataDir),
    ...keyFile(join(dataDir, 'master.key')),
  ];
}

function keyFile(file: string): Finding[] {
  return existsSync(file) ? [modeOf('master key', file, 600)] : [];
}

function modeOf(what: string, path: string, wanted: number): Finding {
  const mode = statSync(path).mode & 0o777;
  const says = `${path} has mode ${mode.toString(8)}`;
  return (mode & OTHERS) === 0
    ? { what, state: 'fine', says }
    : { what, state: 'problem', says: `${says}: others may read it`, remedy: `chmod ${wanted} ${path}` };
}

function diskOf(dataDir: string): Finding[] {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const says = `${Math.round(free / MIB)} MiB free`;
  const remedy = 'Free some, or move HOOKYARD_DATA_DIR: with too little the host refuses hooks with 503.';
  return [
    free > LITTLE_DISK
      ? { what: 'disk', state: 'fine', says }
      : { what: 'disk', state: 'problem', says, remedy },
  ];
}

/** Where senders would get to: a name is looked up as they would, from here. */
async function publicUrl(env: Environment): Promise<Finding> {
  const what = 'public address';
  const url = env['HOOKYARD_PUBLIC_URL'];
  if (url === undefined) {
    const says = 'HOOKYARD_PUBLIC_URL is not set: hook addresses name this machine';
    return { what, state: 'unknown', says, remedy: 'Set it where senders call another name.' };
  }
  const name = URL.parse(url)?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const found = await lookup(name, { all: true }).catch(() => []);
  const problem = (says: string, remedy: string): Finding => ({ what, state: 'problem', says, remedy });
  if (found.length === 0)
    return problem(`${name} is known to no name server asked from here`, 'Mend its name, or the setting.');
  const addresses = found.map(({ address }) => address);
  if (addresses.some((address) => LOOPBACK.test(address)))
    return problem(
      `${url} is this machine alone (${addresses.join(', ')})`,
      'Name the address that senders call.',
    );
  if (!url.startsWith('https:'))
    return problem(
      `${url} is not https: secrets and bodies travel in the clear`,
      'Put TLS in front of the host.',
    );
  return { what, state: 'fine', says: `${url} leads to ${addresses.join(', ')}` };
}

/** Free, or the host's own. */
async function portOf({ env }: Context): Promise<Finding> {
  const port = Number(env['HOOKYARD_PORT'] ?? 8080);
  const host = env['HOOKYARD_HOST'] ?? '127.0.0.1';
  const code = await new Promise<string | null>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'failed'));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
  const what = 'port';
  if (code === null) return { what, state: 'fine', says: `${host}:${port} is free` };
  const answer = await fetch(`http://${host}:${port}/healthz`).catch(() => null);
  await answer?.arrayBuffer();
  if (answer?.ok) return { what, state: 'fine', says: `${host}:${port} is a host's` };
  const remedy = 'Set HOOKYARD_PORT to another, or end what holds it.';
  return { what, state: 'problem', says: `${host}:${port} cannot be had (${code})`, remedy };
}

/** What the running host says of itself. */
async function ofTheHost(context: Context): Promise<Finding[]> {
  const api = context.api();
  const { url } = placeOf({}, { HOOKYARD_KEY: 'none', ...context.env });
  try {
    const connectors = [await refusedConnectors(api), ...(await workersOf(api))];
    const findings = [await readiness(api), await clockOf(url), ...connectors];
    return [...findings, ...(await connectionFindings(api)), await parked(api), await waiting(url)];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [{ what: 'host', state: 'problem', says: error.message, remedy: error.remedy }];
  }
}

async function readiness(api: Api): Promise<Finding> {
  const { status } = await api.call('GET', '/readyz', {});
  return { what: 'host', state: 'fine', says: `ready (${status})` };
}

async function clockOf(url: string): Promise<Finding> {
  const answer = await fetch(`${url}/healthz`).catch(() => null);
  await answer?.arrayBuffer();
  const date = Date.parse(answer?.headers.get('date') ?? '');
  const what = 'clock';
  if (!Number.isFinite(date)) return { what, state: 'unknown', says: 'the host tells no time' };
  const off = Math.abs(Date.now() - date);
  const remedy = 'Set both clocks by NTP: signatures with a time are refused when it is off.';
  return off < MOST_CLOCK_MS
    ? { what, state: 'fine', says: 'this machine and the host agree' }
    : { what, state: 'problem', says: `${Math.round(off / 1000)} s apart from the host`, remedy };
}

async function refusedConnectors(api: Api): Promise<Finding> {
  const { items } = await api.get('/v1/refused-connectors', {});
  const what = 'connectors';
  if (items.length === 0) return { what, state: 'fine', says: 'none was refused' };
  const says = items.map(({ from, problems }) => `${from}: ${problems.join('; ')}`).join(' | ');
  return { what, state: 'problem', says, remedy: 'Mend what is named, then start again.' };
}

/** Of connectors that run in processes of their own: whose keep ending, and why. */
async function workersOf(api: Api): Promise<Finding[]> {
  const elsewhere = (await api.all('/v1/connectors', {})).filter(({ isolation }) => isolation === 'worker');
  return Promise.all(
    elsewhere.map(async ({ name, version }): Promise<Finding> => {
      const { workers } = await api.get('/v1/connectors/{name}', { path: { name }, query: { version } });
      const what = `workers of ${name}@${version}`;
      if (!workers) return { what, state: 'unknown', says: "shown to the host's own operator alone" };
      const { ends, lastEnd, restsMs } = workers;
      if (lastEnd === null || Date.parse(lastEnd.at) < Date.now() - HOUR_MS)
        return { what, state: 'fine', says: 'none ended by itself in the last hour' };
      const rest = restsMs > 0 ? `; its requests wait, it is started again in ${restsMs} ms` : '';
      const says = `${ends} ended since the start, the last at ${lastEnd.at}: ${lastEnd.reason}${rest}`;
      return { what, state: 'problem', says, remedy: 'Mend the connector; see docs/guides/isolation.md.' };
    }),
  );
}

async function connectionFindings(api: Api): Promise<Finding[]> {
  const all = await api.all('/v1/connections', {});
  return all.flatMap(({ name, state, warnings, secrets }): Finding[] => {
    const what = `connection ${name}`;
    const lacking = Object.entries(secrets).filter(([, values]) => values.length === 0);
    if (state === 'needs_authorization')
      return [
        {
          what,
          state: 'problem',
          says: 'its system refuses its credentials',
          remedy: 'Give it new secrets.',
        },
      ];
    if (state === 'unavailable')
      return warnings.map((says) => ({
        what,
        state: 'problem',
        says,
        remedy: 'See docs/guides/connector-packages.md.',
      }));
    if (lacking.length > 0)
      return [
        {
          what,
          state: 'problem',
          says: `has no ${lacking.map(([secret]) => secret).join(', ')}`,
          remedy: 'Give it its secrets.',
        },
      ];
    return warnings.map((says) => ({
      what,
      state: 'problem',
      says,
      remedy: 'See docs/guides/bringing-records.md.',
    }));
  });
}

async function parked(api: Api): Promise<Finding> {
  const { items } = await api.get('/v1/transfers', { query: { state: 'parked', limit: 100 } });
  const what = 'parked transfers';
  if (items.length === 0) return { what, state: 'fine', says: 'none' };
  const [newest] = items;
  const count = items.length === 100 ? '100 or more' : String(items.length);
  const remedy = `Look at one: hookyard explain ${newest?.id}. Then release, retry or cancel them.`;
  const lately = items.filter(
    ({ endedAt, createdAt }) => Date.parse(endedAt ?? createdAt) > Date.now() - HOUR_MS,
  );
  const growth =
    lately.length === 0 ? 'none came in the last hour' : `${lately.length} in the last hour: it grows`;
  return { what, state: 'problem', says: `${count} wait for a person, ${growth}`, remedy };
}

/** How long the oldest due lane has waited for a worker. */
async function waiting(url: string): Promise<Finding> {
  const answer = await fetch(`${url}/metrics`).catch(() => null);
  const text = (await answer?.text()) ?? '';
  const seconds = Number(/^hookyard_oldest_past_due_seconds (\S+)/m.exec(text)?.[1] ?? NaN);
  const what = 'oldest due';
  if (!Number.isFinite(seconds)) return { what, state: 'unknown', says: 'the host shows no figures' };
  const says = `waits for a worker since ${Math.round(seconds)} s`;
  const remedy =
    'Add workers (HOOKYARD_ROLE=work), raise HOOKYARD_CONCURRENCY, or see which connection holds them.';
  return seconds < MOST_WAIT_SECONDS
    ? { what, state: 'fine', says }
    : { what, state: 'problem', says, remedy };
}

function findingLines(findings: readonly Finding[]): string {
  const signs = { fine: 'ok', problem: '!!', unknown: '??' };
  return findings
    .flatMap(({ what, state, says, remedy }) => [
      `${signs[state]}  ${what}: ${says}`,
      ...(remedy && state !== 'fine' ? [`      → ${remedy}`] : []),
    ])
    .join('\n');
}
