import { aConnection } from '../../test/kit/a-directory.js';
import { aStore, type TestDatabase } from '../../test/kit/databases.js';
import { HandClock, rowsOf } from '../../test/kit/ledgers.js';
import type { EventType } from '../events/index.js';
import type { DirectorySource } from '../registry/index.js';
import { defineConnector, unsigned } from '@hookyard/sdk';

import { Outages } from './outages.js';

const LOOK_MS = 10_000;
const STEADY_MS = 5_000;

const connector = defineConnector({
  name: 'plain',
  version: '1.0.0',
  scopes: { 'thing/changed': ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: { verify: unsigned('a test'), scope: '"thing/changed"', externalId: 'id' },
  records: {},
});

describe('an outage of a system', () => {
  const view = aConnection({ connector, number: 7, name: 'Warehouse' });
  let database: TestDatabase;
  let clock: HandClock;
  let isHeard: boolean;

  beforeAll(async () => {
    database = await aStore();
  });
  afterAll(() => database[Symbol.asyncDispose]());
  beforeEach(async () => {
    clock = new HandClock();
    isHeard = true;
    for (const table of ['event', 'open_event', 'outage'])
      await rowsOf(database.store, `DELETE FROM ${table}`);
  });

  /** What one of several processes knows. */
  const aProcess = (): Outages => {
    const current = { connection: () => view, hears: () => isHeard };
    const directory = { current: () => current } as unknown as DirectorySource;
    return new Outages({ store: database.store, clock, directory });
  };
  const told = async (): Promise<EventType[]> =>
    (await rowsOf<{ type: EventType }>(database.store, 'SELECT type FROM event ORDER BY seq')).map(
      ({ type }) => type,
    );
  const runAll = async (processes: readonly Outages[]): Promise<void> => {
    await Promise.all(processes.map((one) => one.run()));
  };

  it('is told of once when it begins and once when it ends, whichever processes meet it', async () => {
    const [one, other] = [aProcess(), aProcess()];
    for (const process of [one, other, one]) process.failed(view, 'unavailable');
    await runAll([one, other]);
    one.failed(view, 'unavailable');
    await runAll([one, other]);
    expect(await told()).toEqual(['connection.failing']);

    for (const process of [one, other]) process.answered(view);
    clock.advance(STEADY_MS);
    await runAll([one, other]);
    await runAll([one, other]);

    expect(await told()).toEqual(['connection.failing', 'connection.recovered']);
  });

  it('is over where another process, or one that came later, is answered', async () => {
    const [one, other] = [aProcess(), aProcess()];
    await other.run();
    one.failed(view, 'unavailable');
    await one.run();
    clock.advance(LOOK_MS);
    await other.run();

    other.answered(view);
    clock.advance(STEADY_MS);
    await other.run();

    expect(await told()).toEqual(['connection.failing', 'connection.recovered']);
  });

  it('lasts while the system fails now and then: an answer has to stay one', async () => {
    const outages = aProcess();
    for (let n = 0; n < 20; n += 1) {
      outages.failed(view, 'unavailable');
      await outages.run();
      outages.answered(view);
      clock.advance(STEADY_MS - 1);
      await outages.run();
    }

    expect(await told()).toEqual(['connection.failing']);
  });

  it('is not kept where nobody listens', async () => {
    isHeard = false;
    const outages = aProcess();
    outages.failed(view, 'unavailable');
    await outages.run();

    expect(await rowsOf(database.store, 'SELECT * FROM outage')).toEqual([]);
    expect(await told()).toEqual([]);
  });
});
