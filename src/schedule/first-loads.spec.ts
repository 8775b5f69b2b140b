import { defineConnector, unsigned, type RecordType } from '@hookyard/sdk';

import { aConnection } from '../../test/kit/a-directory.js';
import { aStore, type TestDatabase } from '../../test/kit/databases.js';
import { HandClock, rowsOf } from '../../test/kit/ledgers.js';
import type { Outcome, Turned } from '../flow/index.js';
import type { Directory, DirectorySource } from '../registry/index.js';

import { FirstLoads, keepFirstLoads } from './first-loads.js';

const LOOK_MS = 2_000;

const connector = defineConnector({
  name: 'plain',
  version: '1.0.0',
  scopes: { 'thing/changed': ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: { verify: unsigned('a test'), scope: '"thing/changed"', externalId: 'id' },
  records: {},
});

describe('a first load', () => {
  const view = aConnection({ connector, number: 7 });
  const clock = new HandClock();
  let database: TestDatabase;
  let isHeard: boolean;
  let open: number;

  beforeAll(async () => {
    database = await aStore();
  });
  afterAll(() => database[Symbol.asyncDispose]());
  beforeEach(async () => {
    [isHeard, open] = [true, 0];
    for (const table of ['event', 'open_event', 'first_load'])
      await rowsOf(database.store, `DELETE FROM ${table}`);
  });

  const directory = {
    connection: () => view,
    queue: () => ({ connection: view.number, tenant: view.tenant, mode: view.mode }),
    hears: () => isHeard,
  } as unknown as Directory;
  const source = { current: () => directory } as DirectorySource;

  const idOf = (request: number): string => `req_${request}`;
  const aProcess = (): FirstLoads =>
    new FirstLoads({
      store: database.store,
      idOf,
      clock,
      directory: source,
      progress: async () => ({ done: 3, ended: 0, failed: 1, open, isWhole: true }),
    });
  const ended = async (action: Turned['request']['action'], facts: object): Promise<void> => {
    const outcome = { kind: 'done', facts } as Outcome;
    const type = 'PRODUCT' as RecordType;
    const request = {
      seq: 9,
      queue: 70,
      root: 0,
      kind: 'transfer',
      type,
      action,
      recordId: '*',
      attempts: 0,
    } as const;
    await database.store.write((tx) =>
      keepFirstLoads(tx, [{ request, outcome }], { directory: () => directory, now: clock.now(), idOf }),
    );
  };
  const told = async (): Promise<object[]> =>
    (await rowsOf<{ data: string }>(database.store, 'SELECT data FROM event')).map(
      ({ data }) => JSON.parse(data) as object,
    );

  it('is told of once, by all processes, when nothing it brought is open; what failed holds nothing back', async () => {
    await ended('POLL', { pages: 1, listed: 4, queued: 4, isFirst: true });
    const processes = [aProcess(), aProcess()];
    open = 2;
    await Promise.all(processes.map((one) => one.run()));
    expect(await told()).toEqual([]);

    open = 0;
    clock.advance(LOOK_MS);
    await Promise.all(processes.map((one) => one.run()));

    expect(await told()).toMatchObject([{ connection: 'con_7', recordType: 'PRODUCT', records: 4 }]);
    expect(await rowsOf(database.store, 'SELECT * FROM first_load')).toEqual([]);
  });

  it('is that of a person, too, and no later walk of a poll', async () => {
    await ended('POLL', { pages: 1, listed: 4, queued: 4 });
    expect(await rowsOf(database.store, 'SELECT * FROM first_load')).toEqual([]);

    await ended('INITIALIZE', { pages: 1, listed: 2, queued: 2 });
    await aProcess().run();

    expect(await told()).toMatchObject([{ records: 2 }]);
  });

  it('is not kept where nobody listens', async () => {
    isHeard = false;
    await ended('INITIALIZE', { pages: 1, listed: 2, queued: 2 });

    expect(await rowsOf(database.store, 'SELECT * FROM first_load')).toEqual([]);
  });
});
