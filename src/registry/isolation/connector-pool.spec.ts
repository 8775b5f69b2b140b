import type { AnyConnector, ConnectorContext, HttpRequest, RecordHandlers } from '@hookyard/sdk';

import { TestWorkers } from '../../../test/kit/connector-workers.js';
import { eventually } from '../../../test/kit/eventually.js';
import { aLentContext } from '../../../test/kit/lent-context.js';

const DEEDS = new URL('../../../test/kit/connectors/deeds.mjs', import.meta.url).href;

describe('the worker of a connector', () => {
  let workers: TestWorkers;
  let connector: AnyConnector;
  let products: Required<RecordHandlers>;

  beforeEach(async () => {
    workers = new TestWorkers({ idleMs: 300 });
    ({ connector } = await workers.open(DEEDS, 'deeds'));
    products = connector.records?.PRODUCT as Required<RecordHandlers>;
  }, 30_000);

  afterEach(() => workers.end());

  const called = (name: string): Promise<unknown> => Promise.resolve(connector.functions?.[name]?.());
  const resolved = (element: unknown): Promise<unknown> =>
    Promise.resolve(connector.webhook.resolve?.({ element } as never));
  /** A context of the request of this name, whose calls answer when the gate opens. */
  const lent = (id: string, gate: Promise<void> = Promise.resolve()): ConnectorContext => {
    const { context } = aLentContext(() => ({ text: `{"id":"${id}"}` }));
    const later = async (given: HttpRequest) => gate.then(() => context.http.request(given));
    return {
      ...context,
      http: { ...context.http, request: later },
      request: { ...context.request, id } as never,
    };
  };

  it('finds nothing of the host, and no way out', async () => {
    expect(await called('environment')).toEqual(['TZ']);
    expect(await called('ways')).toEqual([]);
    await expect(called('kill')).rejects.toThrow('no process.kill');
    await expect(called('built')).rejects.toThrow('no process.getBuiltinModule');
    expect(await called('modules')).toEqual([
      expect.stringContaining('there is no node:fs for a connector'),
      expect.stringContaining('there is no net for a connector'),
      expect.stringContaining('there is no node:child_process'),
      expect.stringContaining('there is no worker_threads'),
      'node:crypto is there',
    ]);
  });

  it('has its console in the log', async () => {
    await called('stderr');

    await eventually(() => workers.said.lines.length === 2);
    expect(workers.said.lines.map(({ message }) => message)).toEqual(['to stderr', 'to stdout']);
  });

  it('takes no step along that ran beside the one it ended over', async () => {
    const steps = ['a', 'exit', 'b', 'c'].map((element) => resolved(element));

    const ends = await Promise.allSettled(steps);

    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(ends[1]).toMatchObject({ reason: { name: 'WorkerEnded', message: /ended with code 3/ } });
    expect(workers.said.deaths).toEqual([
      expect.stringContaining('code 3'),
      expect.stringContaining('code 3'),
    ]);
  }, 20_000);

  it('fails the step it ended over, not the one that brought it along', async () => {
    const made = await resolved('exit-over-id');

    expect(made).toEqual([{ scope: 'changed', externalId: 'exit-over-id' }]);
    await expect(products.id.normalize('exit-over-id')).rejects.toMatchObject({
      name: 'WorkerEnded',
      message: /during records\.PRODUCT\.id\.normalize/,
    });
  }, 20_000);

  it('fails the calls that ran in it, and says which was alone', async () => {
    const { promise: never } = Promise.withResolvers<void>();

    const ends = await Promise.allSettled([
      products.get('1', lent('req_1', never)),
      products.get('exit', lent('req_2')),
    ]);
    // Both come again, and run alone.
    const again = await Promise.allSettled([
      products.get('exit', lent('req_2')),
      products.get('1', lent('req_1')),
    ]);

    expect(ends).toMatchObject([
      { reason: { during: { isAlone: false } } },
      { reason: { during: { isAlone: false, hasWritten: false } } },
    ]);
    expect(again).toMatchObject([
      { reason: { during: { isAlone: true } } },
      { status: 'fulfilled', value: { id: 'req_1' } },
    ]);
  }, 20_000);

  it('says that a write was under way', async () => {
    await expect(products.get('exit-after-write', lent('req_3'))).rejects.toMatchObject({
      during: { isAlone: true, hasWritten: true },
    });
  }, 20_000);

  it('rests when it keeps ending, and is shown', async () => {
    for (let at = 0; at < 3; at += 1)
      await expect(products.get('exit', lent(`req_${at}`))).rejects.toThrow('code 3');

    await expect(products.get('1', lent('req_9'))).rejects.toMatchObject({
      failure: 'Unavailable',
      message: expect.stringContaining('keeps ending, last because it ended with code 3'),
    });
    expect(workers.states()).toMatchObject([{ id: 'deeds@1.0.0', deaths: 3, processes: 0 }]);
    await expect(resolved('a')).resolves.toEqual([{ scope: 'changed', externalId: 'a' }]);
  }, 30_000);

  it('ends when nobody needs it, and starts when somebody does', async () => {
    await resolved('a');

    await eventually(() => workers.states()[0]?.processes === 0);
    expect(await resolved('b')).toEqual([{ scope: 'changed', externalId: 'b' }]);
    expect(workers.said.deaths).toEqual([]);
  }, 20_000);
});
