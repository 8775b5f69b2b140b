import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import { declaredSecrets } from '@hookyard/sdk';
import { sign, type Fixture, type RecordedCall } from '@hookyard/sdk/testing';

import { CommandError, EXIT } from '../exit-codes.js';
import type { ConnectorFolder } from './folder.js';
import { TrialHost } from './trial-host.js';

/** What one hook came to in a host: all that two runs have in common. */
export interface GoldenRun {
  readonly fixture: string;
  /** What its sender got. */
  readonly answered: number;
  readonly verdicts: readonly object[];
  readonly transfers: readonly object[];
  /** As they are in the hub. */
  readonly records: readonly object[];
  /** What left, in order. */
  readonly calls: readonly object[];
}

/** What all fixtures came to. */
interface GoldenRuns {
  readonly runs: readonly GoldenRun[];
  /** From the making of its connection to the end of its last transfer. */
  readonly slowestMs: number;
}

/** A run that is not as it was stored. */
export interface GoldenDifference {
  readonly fixture: string;
  readonly was: Partial<GoldenRun>;
  readonly is: Partial<GoldenRun>;
}

const FILE = 'golden.json';
/** A transfer whose call was recorded takes milliseconds. */
const SETTLED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 10;
/** Nothing more happens to these by itself soon. */
const UNDER_WAY = new Set(['queued', 'running', 'waiting-children']);

/** Sends every fixture that is signed here through a real host, one after the other. */
export async function goldenRuns(folder: ConnectorFolder): Promise<GoldenRuns> {
  const fixtures = folder.fixtures.filter(({ expect, secret }) => expect && secret !== undefined);
  if (fixtures.length === 0) return { runs: [], slowestMs: 0 };
  await using host = await TrialHost.start(folder.path);
  const runs: GoldenRun[] = [];
  let slowestMs = 0;
  for (const fixture of fixtures) {
    const began = performance.now();
    runs.push(await runOf(host, folder, fixture));
    slowestMs = Math.max(slowestMs, Math.round(performance.now() - began));
  }
  return { runs, slowestMs };
}

async function runOf(host: TrialHost, folder: ConnectorFolder, fixture: Fixture): Promise<GoldenRun> {
  const { connector, calls: recorded } = folder;
  host.answerWith(recorded);
  const { id, hookUrl } = await connect(host, folder, fixture);
  const path = fixture.request.path ?? '';
  const query = fixture.request.query ?? '';
  const url = [hookUrl, path].filter((part) => part !== '').join('/') + (query === '' ? '' : `?${query}`);
  const signed = sign(connector.webhook.verify, { ...fixture.request, url }, fixture.secret ?? '');
  const answer = await fetch(signed.url, {
    method: signed.method,
    headers: signed.headers as Record<string, string>,
    ...(signed.method === 'GET' ? {} : { body: Buffer.from(signed.body) }),
  });
  await answer.arrayBuffer();
  const { verdicts, transfers, records } = await settled(host, id);
  const calls = host.answerWith([]).map(shownCall);
  await host.api.call('DELETE', '/v1/connections/{id}', { path: { id } });
  return { fixture: fixture.name, answered: answer.status, verdicts, transfers, records, calls };
}

/** Each hook has a connection of its own: what one left does not stand in the way of the next. */
async function connect(
  { api }: TrialHost,
  { connector, calls }: ConnectorFolder,
  { name, settings = {}, secret = {}, verifyWith }: Fixture,
): Promise<{ readonly id: string; readonly hookUrl: string }> {
  const names = Object.keys(declaredSecrets(connector));
  const given = typeof secret === 'string' ? Object.fromEntries(names.map((one) => [one, secret])) : secret;
  const recorded = Object.assign({}, ...calls.map((one) => one.secrets ?? {})) as Record<string, string>;
  const values = { ...Object.fromEntries(names.map((one) => [one, `trial-${one}`])), ...recorded, ...given };
  const secrets = Object.fromEntries(
    Object.entries({ ...values, ...verifyWith }).map(([one, value]) => [one, [{ value }]]),
  );
  const { body } = await api.call('POST', '/v1/connections', {
    body: {
      connector: connector.name,
      name,
      mode: 'live',
      settings: settings as never,
      secrets,
      defaults: true,
    },
  });
  return body;
}

async function settled(
  { api }: TrialHost,
  connection: string,
): Promise<Pick<GoldenRun, 'verdicts' | 'transfers' | 'records'>> {
  for (const began = Date.now(); Date.now() - began < SETTLED_WITHIN_MS; await pause(LOOK_EVERY_MS)) {
    const hooks = await api.call('GET', '/v1/hooks', { query: { connection } });
    if (hooks.body.items.some(({ state }) => state !== 'resolved' && state !== 'parked')) continue;
    const found = await api.call('GET', '/v1/transfers', { query: { connection, limit: 200 } });
    if (found.body.items.some(({ state }) => UNDER_WAY.has(state))) continue;
    const verdicts = await api.call('GET', '/v1/verdicts', { query: { connection, limit: 200 } });
    const records = [];
    for (const { type, recordId: externalId, direction } of found.body.items) {
      if (direction !== 'TO') continue;
      const query = { type, connection, externalId };
      const { items } = (await api.call('GET', '/v1/records', { query })).body;
      for (const { data, deletedAt } of items)
        records.push({ type, externalId, data, isDeleted: deletedAt !== null });
    }
    return {
      verdicts: inOrder(
        verdicts.body.items.map(({ element, verdict, rule, scope, recordId }) => ({
          element,
          verdict,
          rule,
          scope,
          recordId,
        })),
      ),
      transfers: inOrder(
        found.body.items.map(({ direction, type, action, scope, recordId, state, code }) => ({
          direction,
          type,
          action,
          scope,
          recordId,
          state,
          code,
        })),
      ),
      records: inOrder(records),
    };
  }
  throw new CommandError(EXIT.refused, `what a hook brings about was not over in ${SETTLED_WITHIN_MS} ms`);
}

/** Lists are the newest first, and what runs side by side ends in any order. */
function inOrder<T extends object>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** What the connector chose: not what the host adds, and no credential. */
function shownCall({ method, url, body }: RecordedCall): object {
  return body === undefined ? { method, url } : { method, url, body };
}

/** What is stored beside the fixtures; undefined where nothing is. */
export function readGolden({ fixturesPath }: ConnectorFolder): readonly GoldenRun[] | undefined {
  const file = join(fixturesPath, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly GoldenRun[]) : undefined;
}

export function writeGolden({ fixturesPath }: ConnectorFolder, runs: readonly GoldenRun[]): string {
  const file = join(fixturesPath, FILE);
  writeFileSync(file, `${JSON.stringify(runs, null, 2)}\n`);
  return file;
}

/** What is other than it was, part by part. */
export function differencesOf(
  was: readonly GoldenRun[],
  is: readonly GoldenRun[],
): readonly GoldenDifference[] {
  const names = new Set([...was, ...is].map(({ fixture }) => fixture));
  return [...names].flatMap((fixture) => {
    const before: Partial<GoldenRun> = was.find((run) => run.fixture === fixture) ?? {};
    const now: Partial<GoldenRun> = plain(is.find((run) => run.fixture === fixture) ?? {});
    const parts = (['answered', 'verdicts', 'transfers', 'records', 'calls'] as const).filter(
      (part) => !isDeepStrictEqual(before[part], now[part]),
    );
    return parts.length === 0 ? [] : [{ fixture, was: only(before, parts), is: only(now, parts) }];
  });
}

function only(run: Partial<GoldenRun>, parts: readonly (keyof GoldenRun)[]): Partial<GoldenRun> {
  return Object.fromEntries(parts.map((part) => [part, run[part]]));
}

/** As it is read back: members that are undefined are not there. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
