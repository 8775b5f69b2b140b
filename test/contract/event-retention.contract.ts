import { forgetEvents } from '../../src/deliver/index.js';
import { hostEvent, writeEvents } from '../../src/events/index.js';
import { REQUEST_STATES, type RequestState, type Retained } from '../../src/flow/index.js';
import { anAdminYard, type AdminYard } from '../kit/an-admin.js';
import { rowsOf } from '../kit/ledgers.js';

const DAY_MS = 86_400_000;

interface Pulled {
  readonly items: readonly { readonly sequence: number }[];
  readonly after: number;
  readonly removed: readonly { readonly first: number; readonly last: number }[];
}

/** Events go with their deliveries when they are old and told; what was not told stays, and a gap is said. */
export function describeEventRetention(): void {
  let yard: AdminYard;
  let endpoint: string;

  beforeAll(async () => {
    yard = await anAdminYard();
  }, 60_000);
  afterAll(() => yard[Symbol.asyncDispose]());
  beforeEach(async () => {
    endpoint = await anEndpoint();
  });
  afterEach(async () => {
    await yard.admin('DELETE', `/v1/endpoints/${endpoint}`);
    await change('UPDATE event SET at = 0');
    await change('DELETE FROM open_event');
    await round();
    expect(await counts()).toEqual({ event: 0, delivery: 0, mark: 0 });
  });

  const change = (sql: string): Promise<unknown> => yard.store.transaction((manager) => manager.query(sql));
  const anEndpoint = async (): Promise<string> => {
    const body = { url: 'http://127.0.0.1:9/hooks', mode: 'sandbox', events: ['connection.*'] };
    return String((await yard.admin('POST', '/v1/endpoints', body)).body.id);
  };
  const happen = async (count: number): Promise<void> => {
    const data = { connection: 'con_1', connector: 'shop', name: 'Shop' };
    const told = { tenant: 1, mode: 'sandbox', type: 'connection.recovered', at: Date.now(), data } as const;
    const events = Array.from({ length: count }, () => hostEvent(told));
    await yard.store.write((tx) => writeEvents(tx, events));
  };
  const counts = async (): Promise<Record<string, number>> => {
    const [row] = await rowsOf<Record<string, number>>(
      yard.store,
      `SELECT (SELECT count(*) FROM event) AS event, (SELECT count(*) FROM delivery) AS delivery,
        (SELECT count(*) FROM subscriber_mark) AS mark`,
    );
    return Object.fromEntries(Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)]));
  };
  const age = (): Promise<unknown> => change(`UPDATE event SET at = at - ${31 * DAY_MS}`);
  const turn = (state: RequestState, sequences: string): Promise<unknown> =>
    change(`UPDATE request SET state = ${REQUEST_STATES[state]}
      WHERE seq IN (SELECT request FROM delivery WHERE sequence IN (${sequences}))`);
  const round = async (days = 30): Promise<Record<Retained | 'spared' | 'most', number>> => {
    const sums: Record<string, number> = { spared: 0, most: 0 };
    const keptSince = (): number => (days === 0 ? 0 : Date.now() - days * DAY_MS);
    for await (const { rows, spared = 0 } of forgetEvents(yard.store, keptSince)) {
      sums['spared'] = (sums['spared'] ?? 0) + spared;
      for (const [kind, count] of Object.entries(rows)) sums[kind] = (sums[kind] ?? 0) + count;
      sums['most'] = Math.max(sums['most'] ?? 0, ...Object.values(rows));
    }
    return sums;
  };
  const pull = async (after: number, limit = 50): Promise<Pulled> =>
    (await yard.admin('GET', `/v1/endpoints/${endpoint}/events?after=${after}&limit=${limit}`)).body;

  it('what was told goes by its age, with its deliveries; what waits, failed or was handed to nobody stays', async () => {
    await happen(6);
    await yard.dispatch();
    await turn('done', '1, 2, 4');
    await turn('parked', '5');
    await turn('cancelled', '6');
    await happen(1);
    const young = await round();
    await age();
    await happen(1);

    const old = await round();

    expect([young['event'], young.spared]).toEqual([undefined, 0]);
    // Waiting: 3, parked: 5, open: 7. The eighth is young.
    expect(old).toMatchObject({ event: 4, delivery: 4, spared: 3 });
    expect(await counts()).toMatchObject({ event: 4, delivery: 2 });
    expect(await pull(0)).toMatchObject({
      items: [{ sequence: 3 }, { sequence: 5 }],
      removed: [
        { first: 1, last: 2 },
        { first: 4, last: 4 },
        { first: 6, last: 6 },
      ],
      after: 6,
    });
    // The seventh, made older than the endpoint, concerns nobody.
    await yard.dispatch();
    expect(await counts()).toMatchObject({ event: 4, delivery: 3 });
    expect(await round()).toMatchObject({ event: 1, spared: 2 });
  });

  it('whoever pulls is told of what was removed, at the beginning, at the end, and page by page', async () => {
    await happen(5);
    await yard.dispatch();
    const before = await pull(2, 2);
    await age();
    await turn('done', '1, 2, 3, 4, 5');
    await round();
    const none = await pull(2);
    await happen(2);
    await yard.dispatch();

    expect(before).toMatchObject({ items: [{ sequence: 3 }, { sequence: 4 }], removed: [], after: 4 });
    expect(none).toEqual({ items: [], removed: [{ first: 3, last: 5 }], after: 5 });
    expect(await pull(2, 1)).toMatchObject({
      items: [{ sequence: 6 }],
      removed: [{ first: 3, last: 5 }],
      after: 6,
    });
    expect(await pull(6)).toMatchObject({ items: [{ sequence: 7 }], removed: [], after: 7 });
    expect(await pull(7)).toEqual({ items: [], removed: [], after: 7 });
    expect(await pull(90)).toEqual({ items: [], removed: [], after: 90 });
  });

  it('what is still to be told to a subscriber that was removed holds nothing', async () => {
    await happen(2);
    await yard.dispatch();
    await age();
    await yard.admin('DELETE', `/v1/endpoints/${endpoint}`);
    const { event, delivery } = await round();

    expect([event, delivery, await counts()]).toEqual([2, 2, { event: 0, delivery: 0, mark: 0 }]);
    endpoint = await anEndpoint();
  });

  it('goes in bounded pieces, and nothing goes where events are kept for ever', async () => {
    const others = await Promise.all(Array.from({ length: 11 }, anEndpoint));
    await happen(60);
    await yard.dispatch();
    await change(`UPDATE request SET state = ${REQUEST_STATES.done}`);
    await age();
    const forEver = await round(0);

    const { most, ...sums } = await round();

    expect(forEver).toEqual({ spared: 0, most: 0 });
    expect(sums).toEqual({ spared: 0, event: 60, delivery: 60 * 12 });
    expect(most).toBeLessThanOrEqual(250);
    for (const id of others) await yard.admin('DELETE', `/v1/endpoints/${id}`);
  });
}
