import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

interface Transfer {
  readonly id: string;
  readonly direction: string;
  readonly recordId: string;
  readonly state: string;
  readonly code: string | null;
  readonly attempts: number;
}

interface Detail extends Transfer {
  readonly failures: readonly {
    readonly failure: string;
    readonly message: string;
    readonly facts: unknown;
  }[];
}

const CALL_TIMEOUT_MS = 400;

/** A connector in code that does whatever the record's id says: the worst a trusted one can do without leaving its thread. */
const WILD = `
const fields = ['name'].map((field) => ({ kind: 'field', target: field, source: field }));
const collection = (direction) => ({
  name: direction, type: 'PRODUCT', direction, syncType: 'ADD_AND_UPDATE', mappings: fields,
});
const READS = {
  good: () => ({ name: 'Good' }),
  throws: () => { throw new Error('boom'); },
  'throws each time': () => { throw new Error('again'); },
  'throws text': () => { throw 'no error at all'; },
  'rejects with nothing': () => Promise.reject(),
  'never answers': () => new Promise(() => undefined),
  'answers a number': () => 42,
  'answers a list': () => [{ name: 'x' }],
  'answers a big integer': () => ({ name: 12n }),
  'answers a circle': () => { const name = {}; name.name = name; return { name }; },
  'answers a trap': () => ({ get name() { throw new Error('sprung'); } }),
  'leaves a rejection behind': () => { void Promise.reject(new Error('nobody waits')); return { name: 'Left' }; },
  'create answers nothing': () => ({ name: 'create: nothing' }),
  'create answers no id': () => ({ name: 'create: no id' }),
};
const CREATES = { 'create: nothing': () => undefined, 'create: no id': () => ({ id: {} }) };
export const connector = {
  name: 'wild',
  version: '1.0.0',
  scopes: { 'thing/changed': ['PRODUCT', 'UPDATED', 'Thing changed → Product'] },
  webhook: {
    verify: { kind: 'unsigned', reason: 'what it does is judged here' },
    scope: '"thing/changed"',
    externalId: 'id',
  },
  records: {
    PRODUCT: {
      get: async (id) => READS[id](),
      create: async ({ name }) => (CREATES[name] ?? (() => ({ id: name })))(),
      update: async () => undefined,
    },
  },
  collections: [collection('TO'), collection('FROM')],
};
`;

/** A connector in its data form, whose records come with their hooks. */
const PAPER = {
  version: '1.0.0',
  scopes: [{ name: 'paper', type: 'x:PAPER', action: 'UPDATED', description: 'A paper', source: 'payload' }],
  receiver: {
    methods: ['POST'],
    verify: { kind: 'unsigned', reason: 'its mapping is judged here' },
    hasMultiple: false,
    fields: [
      { value: 'Scope', from: 'Static', at: 'paper', processing: 'AsIs' },
      { value: 'ExternalId', from: 'BodyPath', at: 'id' },
    ],
  },
};

describe('a connector that misbehaves in a running host', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let source: MadeConnection;
  let destination: MadeConnection;
  let kept: Detail;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookyard-wild-'));
    cleanUp.defer(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'wild'));
    writeFileSync(
      join(folder, 'wild', 'package.json'),
      JSON.stringify({ type: 'module', exports: { '.': { default: './index.js' } } }),
    );
    writeFileSync(join(folder, 'wild', 'index.js'), WILD);
    host = cleanUp.use(
      await HostProcess.start({
        env: {
          HOOKYARD_CONNECTORS_DIR: folder,
          HOOKYARD_CONNECTOR_ISOLATION: 'wild=inProcess',
          HOOKYARD_CALL_TIMEOUT_MS: String(CALL_TIMEOUT_MS),
        },
      }),
    );
    source = await connect('Source');
    destination = await connect('Destination');
    await send('good');
    kept = await eventually(async () => {
      const [outbound] = await transfers(destination);
      return outbound?.state === 'done' && detail(outbound);
    });
  }, 60_000);

  afterAll(() => cleanUp.disposeAsync());

  /** Whatever it did: the next good hook is transferred, and the first one's tree is as it was. */
  afterEach(async () => {
    const { length } = await transfers(source);
    expect(await send('good')).toBe(200);
    await eventually(async () => {
      const items = await transfers(source);
      return items.length > length && items[0]?.state === 'ended' && items[0].code === 'no-change';
    });
    expect(await detail(kept)).toEqual(kept);
  });

  function connect(name: string): Promise<MadeConnection> {
    return host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'wild',
      name,
      mode: 'live',
      defaults: true,
    });
  }

  async function send(id: string, { hookUrl } = source): Promise<number> {
    const answer = await fetch(hookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, text: `${'a'.repeat(40)}!` }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  async function transfers({ id }: MadeConnection): Promise<readonly Transfer[]> {
    return (await host.admin.get<{ items: Transfer[] }>(`/v1/transfers?connection=${id}&limit=200`)).items;
  }

  function newest(
    connection: MadeConnection,
    recordId: string,
    is: (one: Transfer) => boolean,
  ): Promise<Transfer> {
    return eventually(async () =>
      (await transfers(connection)).find((one) => one.recordId === recordId && is(one)),
    );
  }

  function detail({ id }: Transfer): Promise<Detail> {
    return host.admin.get<Detail>(`/v1/transfers/${id}`);
  }

  it.each([
    ['throws', 'Bug', /^Error: boom$/],
    ['throws text', 'Bug', /threw string: "no error at all"/],
    ['rejects with nothing', 'Bug', /threw undefined/],
    ['never answers', 'TimedOut', /did not answer within 400 ms/],
    ['answers a number', 'Bug', /answered number, not a record/],
    ['answers a list', 'Bug', /answered a list, not a record/],
    ['answers a big integer', 'Bug', /BigInt/],
    ['answers a trap', 'Bug', /sprung/],
  ])('%s: its request waits for another try, with %s as evidence', async (id, failure, message) => {
    const status = await send(id);

    const waiting = await newest(source, id, ({ state }) => state === 'waiting-retry');
    const { failures, attempts } = await detail(waiting);
    expect(status).toBe(200);
    expect(attempts).toBe(1);
    expect(failures).toEqual([
      expect.objectContaining({ number: 1, failure, message: expect.stringMatching(message) }),
    ]);
  });

  it('answers a circle where its type has a text: its request is parked, with the field as evidence', async () => {
    const status = await send('answers a circle');

    const parked = await newest(source, 'answers a circle', ({ state }) => state.startsWith('parked'));
    const { failures } = await detail(parked);
    expect(status).toBe(200);
    expect(failures).toEqual([
      expect.objectContaining({ failure: 'Invalid', message: expect.stringMatching(/name/) }),
    ]);
  });

  it.each([
    ['create answers nothing', /create of PRODUCT answered no id/],
    ['create answers no id', /create of PRODUCT answered no id/],
  ])('%s: the request to the destination says so, the one from the source is done', async (id, message) => {
    await send(id);

    await newest(source, id, ({ state }) => state === 'done');
    const failed = await eventually(async () => {
      const [outbound] = await transfers(destination);
      return outbound?.state === 'waiting-retry' && detail(outbound);
    });
    expect(failed.failures).toEqual([
      expect.objectContaining({ failure: 'Bug', message: expect.stringMatching(message) }),
    ]);
  });

  it('a bug is tried three times, then parked with its evidence and the place it was thrown', async () => {
    await send('throws each time');
    const isAfter = (count: number) => (one: Transfer) =>
      one.attempts === count && /^(waiting-retry|parked)$/.test(one.state);

    for (const count of [1, 2]) {
      const waiting = await newest(source, 'throws each time', isAfter(count));
      await host.admin.post(`/v1/transfers/${waiting.id}/release`);
    }

    const parked = await detail(await newest(source, 'throws each time', isAfter(3)));
    expect(parked).toMatchObject({ state: 'parked', code: 'retries-exhausted:Bug' });
    expect(parked.failures).toHaveLength(3);
    expect(parked.failures[0]?.facts).toMatchObject({
      phase: 'read',
      stack: expect.stringMatching(/wild.index\.js/),
    });
  });

  it.each([
    ['loops', '($f := function($n) { $f($n + 1) }; $f(0))'],
    ['recurses without end', '($f := function($n) { 1 + $f($n + 1) }; $f(0))'],
    ['backtracks', '$string($contains(text, /^(a+)+$/))'],
    ['explodes in output', '$join([1..9999999].("xxxxxxxxxxxxxxxxxxxx"))'],
  ])(
    'a formula of an operator that %s parks its request, naming the field',
    async (name, expression) => {
      await host.admin.post('/v1/connectors', { ...PAPER, name: name.replaceAll(' ', '-') });
      const paper = await host.admin.post<MadeConnection>('/v1/connections', {
        connector: name.replaceAll(' ', '-'),
        name,
        mode: 'live',
      });
      await host.admin.post('/v1/mapping-collections', {
        connection: paper.id,
        name: 'Paper',
        type: 'x:PAPER',
        direction: 'TO',
        syncType: 'ADD_AND_UPDATE',
        mappings: [{ kind: 'formula', target: 'text', expression }],
      });

      await send('p-1', paper);

      const parked = await eventually(
        async () => (await transfers(paper)).find(({ state }) => state === 'parked'),
        25_000,
      );
      const { failures } = await detail(parked);
      expect(parked.code).toBe('invalid');
      expect(failures).toEqual([
        expect.objectContaining({ failure: 'Invalid', message: expect.stringContaining("field 'text'") }),
      ]);
    },
    30_000,
  );

  it('a rejection that nobody waits for is logged, and ends nothing', async () => {
    await send('leaves a rejection behind');

    const done = await newest(source, 'leaves a rejection behind', ({ state }) => state === 'done');
    expect(done.code).toBeNull();
    await eventually(() => host.lines.some((line) => line.includes('nobody waits')));
  });
});
