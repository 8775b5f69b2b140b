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
  let check: (() => { ok: boolean }) | undefined;

  beforeAll(async () => {
    database = await aStore();
  });
  afterAll(() => database[Symbol.asyncDispose]());
  beforeEach(async () => {
    clock = new HandClock();
    isHeard = true;
    check = () => ({ ok: true });
    for (const table of ['event', 'open_event', 'outage', 'connection_check'])
      await rowsOf(database.store, `DELETE FROM ${table}`);
  });

  /** What one of several processes knows. */
  const aProcess = (): Outages => {
    const current = {
      connection: () => {
        const definition = { ...view.connector.definition, check };
        return { ...view, connector: { ...view.connector, definition } };
      },
      hears: () => isHeard,
    };
    const directory = { current: () => current } as unknown as DirectorySource;
    return new Outages({ store: database.store, clock, directory });
  };
  const told = async (): Promise<EventType[]> =>
    (await rowsOf<{ type: EventType }>(database.store, 'SELECT type FROM event ORDER BY seq')).map(
      ({ type }) => type,
    );
  const rows = (): Promise<object[]> => rowsOf(database.store, 'SELECT cause, reason FROM outage');
  const checkSays = (outages: Outages, reason: string): Promise<void> =>
    database.store.write((tx) => outages.beginIn(tx, view, { cause: 'check', reason }));
  const dueAt = async (): Promise<number> => {
    const [row] = await rowsOf<{ due: number }>(database.store, 'SELECT due_at AS due FROM connection_check');
    return Number(row?.due);
  };
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

  it('is kept where nobody listens, since the connection shows it, and told to nobody', async () => {
    isHeard = false;
    const outages = aProcess();
    outages.failed(view, 'unavailable');
    await outages.run();

    expect(await rows()).toEqual([{ cause: 'calls', reason: 'unavailable' }]);
    expect(await told()).toEqual([]);
  });

  it('is one with what the check says of it: begun once, by whichever of the two, and ended once', async () => {
    const outages = aProcess();
    outages.failed(view, 'unavailable');
    await outages.run();
    await checkSays(outages, 'the plan is over');
    const turned = await rows();
    clock.advance(LOOK_MS);
    await outages.run();
    outages.answered(view);
    clock.advance(STEADY_MS);
    await outages.run();
    const whileAnswered = await told();

    await database.store.write((tx) => outages.endIn(tx, view, 'check'));
    await database.store.write((tx) => outages.endIn(tx, view, 'check'));

    expect(turned).toEqual([{ cause: 'check', reason: 'the plan is over' }]);
    expect(whileAnswered).toEqual(['connection.failing']);
    expect(await told()).toEqual(['connection.failing', 'connection.recovered']);
  });

  it('that calls began is over where the check of a process that has not seen it finds all well', async () => {
    const [one, other] = [aProcess(), aProcess()];
    await other.run();
    one.failed(view, 'unavailable');
    await one.run();

    other.checked(view);
    await other.run();
    clock.advance(STEADY_MS);
    await other.run();

    expect(await told()).toEqual(['connection.failing', 'connection.recovered']);
  });

  it('that a check began is asked after again where calls are answered for a while', async () => {
    const far = clock.now() + 3_600_000;
    await rowsOf(
      database.store,
      `INSERT INTO connection_check (connection, turn, seen, attempts, due_at, held_until) VALUES (7, 1, '', 1, ${far}, 0)`,
    );
    const outages = aProcess();
    await checkSays(outages, 'the plan is over');
    await outages.run();
    outages.answered(view);

    clock.advance(STEADY_MS);
    await outages.run();
    const soon = await dueAt();
    for (let looked = 0; looked < 30; looked += 1) {
      clock.advance(LOOK_MS);
      await outages.run();
    }

    expect(soon).toBe(far);
    expect(await dueAt()).toBeLessThanOrEqual(clock.now());
    expect(await told()).toEqual(['connection.failing']);
  });

  it('that a check began is over where the connector has no check any more', async () => {
    const outages = aProcess();
    await checkSays(outages, 'the plan is over');
    check = undefined;
    clock.advance(LOOK_MS);
    await outages.run();

    expect(await rows()).toEqual([]);
    expect(await told()).toEqual(['connection.failing', 'connection.recovered']);
  });
});
