import { createHmac, randomUUID } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import {
  DATAGROOMR_KEY,
  FakeDataGroomr,
  postConvert,
  postMerge,
  type DataGroomrEndpoint,
} from '../kit/fake-datagroomr.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { SeenAt } from '../kit/seen-at.js';
import { jsonOf, systemServer, type SystemServer } from '../kit/system-server.js';
import type { MadeConnection } from '../kit/yard.js';

const SECRET = 'a-signing-secret-of-the-endpoint';
const TOKEN = 'a-token-of-the-merge-service';
const PARTNER_SECRET = 'a-signing-secret-of-the-partner';
const [MASTER, FIRST, SECOND] = ['0015e00000AbCdEFGH', '0015e00000AbCdXYZW', '0015e00000AbCeXYZW'] as const;
const MERGE = 'x:DATAGROOMR_MERGE';
const DATASET = 'x:DATAGROOMR_DATASET';

describe('datagroomr', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let groomr: FakeDataGroomr;
  let service: SystemServer;
  let endpoint: DataGroomrEndpoint;
  let seen: SeenAt;

  beforeAll(async () => {
    groomr = cleanUp.use(await FakeDataGroomr.start());
    service = cleanUp.use(
      await systemServer([
        [
          'POST /mergeAccounts',
          (call) => ({
            json: (jsonOf(call)['request'] as object[]).map(() => ({ success: true, errors: [] })),
          }),
        ],
      ]),
    );
    host = cleanUp.use(await HostProcess.start());
    const made = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'datagroomr',
      name: 'DataGroomr',
      mode: 'live',
      settings: {
        ingestionUrl: groomr.url,
        mergeUrl: `${service.url}/mergeAccounts`,
        mergeAuth: 'bearer',
        mergeObjects: ['Account'],
        run: 'import',
      },
      secrets: { webhook: SECRET, apiKey: DATAGROOMR_KEY, mergeToken: TOKEN },
      defaults: true,
    });
    endpoint = { url: made.hookUrl, secret: SECRET };
    seen = new SeenAt(host, made.id);
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());
  afterEach(() => service.first(undefined));

  it('takes a batch of merges apart, each with what Salesforce answered, signed in either way', async () => {
    const batch = postMerge([
      { object: 'Lead', master: MASTER, merged: [FIRST] },
      { object: 'Lead', master: SECOND, merged: [FIRST], error: 'ENTITY_IS_DELETED' },
    ]);

    const sent = [
      await groomr.send(endpoint, batch, { correlation: 'b1' }),
      await groomr.send(endpoint, batch, { correlation: 'b2', encoding: 'hex' }),
      await groomr.send(endpoint, batch, { correlation: 'b1' }),
    ];
    await eventually(async () => (await seen.record(MERGE, 'b1/1')) && (await seen.record(MERGE, 'b2/1')));

    expect(sent.map(({ status, results }) => [status, results])).toEqual(sent.map(() => [200, null]));
    expect(await seen.record(MERGE, 'b1/0')).toMatchObject({
      object: 'Lead',
      master: MASTER,
      merged: [FIRST],
      asked: false,
      success: true,
      triggeredBy: 'ann@example.com',
    });
    expect(await seen.record(MERGE, 'b1/1')).toMatchObject({
      success: false,
      errors: [{ statusCode: 'ENTITY_IS_DELETED' }],
    });
    expect((await seen.hooks()).items).toHaveLength(2);
  });

  it('takes a conversion without an opportunity, and a test that holds nothing', async () => {
    await groomr.send(endpoint, postConvert('00Q5e00000AbCdEFGH', { account: MASTER, contact: SECOND }), {
      correlation: 'c1',
    });
    const test = await groomr.send(endpoint, { type: 'PostMerge', request: [], response: [] });

    const converted = await eventually(() => seen.record('x:DATAGROOMR_CONVERSION', 'c1/0'));

    expect(test.status).toBe(200);
    expect(converted).toMatchObject({
      lead: '00Q5e00000AbCdEFGH',
      account: MASTER,
      contact: SECOND,
      status: 'Qualified',
    });
    expect(converted['opportunity'] ?? null).toBeNull();
  });

  it('believes nothing that is signed wrongly or not at all', async () => {
    const asked = [{ object: 'Account', master: MASTER, merged: [FIRST] }] as const;

    const statuses = [
      await groomr.ask(endpoint, asked, { signature: 'wrong' }),
      await groomr.ask(endpoint, asked, { signature: 'missing' }),
    ].map(({ status }) => status);

    expect(statuses).toEqual([401, 401]);
    expect(service.calls).toEqual([]);
  });

  it('decides a merge while its asker waits, and has what it lets through carried out', async () => {
    const { status, results } = await groomr.ask(
      endpoint,
      [
        { object: 'Account', master: MASTER, merged: [FIRST] },
        { object: 'Lead', master: MASTER, merged: [FIRST] },
        { object: 'Account', master: MASTER, merged: [MASTER, SECOND] },
        { object: 'Account', master: SECOND, merged: ['not an id'] },
      ],
      { correlation: 'ask-1' },
    );

    expect(status).toBe(200);
    expect(results?.map(({ id, success, mergedRecordIds }) => [id, success, mergedRecordIds])).toEqual([
      [MASTER, true, [FIRST]],
      [MASTER, false, []],
      [MASTER, false, []],
      [SECOND, false, []],
    ]);
    expect(results?.map(({ errors }) => (errors as { message: string }[])[0]?.message ?? null)).toEqual([
      null,
      'merges of Lead are not let through',
      'the master is among the records to merge into it',
      'a record is named by something that is no Salesforce id',
    ]);
    expect(
      service.calls.map((call) => [
        jsonOf(call)['request'],
        call.headers['authorization'],
        call.headers['token'],
      ]),
    ).toEqual([
      [
        [
          {
            masterRecord: { attributes: { type: 'Account' }, Id: MASTER },
            recordToMergeIds: [FIRST],
            AdditionalInformationMap: {},
          },
        ],
        `Bearer ${TOKEN}`,
        undefined,
      ],
    ]);
    expect(await seen.record(MERGE, 'ask-1/0')).toMatchObject({ asked: true, master: MASTER });
  });

  it('gives a repeat the answer it gave, and merges nothing twice', async () => {
    const before = service.calls.length;
    const asked = [{ object: 'Account', master: MASTER, merged: [SECOND] }] as const;

    const first = await groomr.ask(endpoint, asked, { correlation: 'ask-2' });
    const again = await groomr.ask(endpoint, asked, { correlation: 'ask-2' });

    expect(first.results).toMatchObject([{ success: true }]);
    expect(again).toEqual(first);
    expect(service.calls).toHaveLength(before + 1);
  });

  it.each([
    ['an error', { status: 500, json: { message: 'no' } }, 'the merge service answered 500'],
    ['a list of the wrong length', { json: [] }, 'the merge service answered no list of one result'],
    ['no JSON', { text: 'thanks' }, /no answer that can be read/],
    ['a refusal', { json: [{ success: false, errors: [{ message: 'locked row' }] }] }, 'locked row'],
  ])('says that nothing was merged where the service answers %s', async (_, answer, message) => {
    service.first(() => answer);

    const { status, results } = await groomr.ask(endpoint, [
      { object: 'Account', master: MASTER, merged: [FIRST] },
    ]);

    expect(status).toBe(200);
    expect(results).toMatchObject([
      {
        success: false,
        errors: [{ message: typeof message === 'string' ? message : expect.stringMatching(message) }],
      },
    ]);
  });

  it('begins no merge that nobody waits for any longer', async () => {
    const before = service.calls.length;
    const connection = `/v1/connections/${seen.connection}`;
    await host.admin.post(`${connection}/pause`);
    const event = await groomr.send(
      endpoint,
      postMerge([{ object: 'Lead', master: MASTER, merged: [FIRST] }]),
    );
    const late = await groomr.ask(endpoint, [{ object: 'Account', master: MASTER, merged: [FIRST] }], {
      correlation: 'ask-3',
    });
    await host.admin.post(`${connection}/resume`);

    const [transfer] = await eventually(async () => {
      const found = await seen.transfers({ recordId: 'ask-3/0' });
      return found[0]?.state === 'ended' && found;
    });

    expect(event.status).toBe(200);
    expect(late.status).toBe(504);
    expect(await seen.why(transfer?.id ?? '')).toMatch(/nobody waits for it any longer/);
    expect(service.calls).toHaveLength(before);
  }, 60_000);

  it('is given customers of others as rows of a dataset, which is analysed, imported and updated', async () => {
    await using partner = await fakePartner();
    groomr.known.add('row1@example.com');
    await bring(partner, 3);
    await eventually(() => rowsThere() === 3);

    const steps = await pollUntil(({ step, status }) => step === 'updating' && status === 'DONE');
    await bring(partner, 4);
    await eventually(() => groomr.datasets.size === 2 && rowsThere() === 4);

    expect(await seen.record(DATASET, 'ds1')).toMatchObject({
      type: 'CUSTOMER',
      total: 3,
      matched: 1,
      unmatched: 2,
    });
    expect(steps).toEqual(['analyzing', 'importing', 'updating']);
    expect(acts()).toEqual(['analyze', 'import', 'update']);
    expect([...groomr.datasets.values()][0]).toMatchObject({
      definition: {
        object: 'Contact',
        compareTo: 'ALL',
        mapping: expect.objectContaining({ Email: 'Email' }),
      },
      rows: expect.arrayContaining([
        expect.objectContaining({ Email: 'row1@example.com', FirstName: 'Row' }),
      ]),
    });
  }, 60_000);

  function rowsThere(): number {
    return [...groomr.datasets.values()].reduce((sum, { rows }) => sum + rows.length, 0);
  }

  function acts(): string[] {
    const told = groomr.calls.filter(
      ({ method, path }) => method === 'POST' && path.startsWith('/datasets/ds1/'),
    );
    return told.map(({ path }) => path.split('/').at(-1) ?? '').filter((act) => act !== 'records');
  }

  /** Polls again and again; answers the steps that were shown, in order. */
  async function pollUntil(
    isOver: (dataset: { step: unknown; status: unknown }) => boolean,
  ): Promise<unknown[]> {
    const schedules = `/v1/connections/${seen.connection}/schedules`;
    const { id } = await host.admin.post<{ id: string }>(schedules, {
      scope: 'dataset/poll',
      everySeconds: 3_600,
      firstRun: 'backfill',
    });
    const steps: unknown[] = [];
    await eventually(async () => {
      const { step, status } = (await seen.record(DATASET, 'ds1')) ?? {};
      if (step !== undefined && step !== steps.at(-1)) steps.push(step);
      if (isOver({ step, status })) return true;
      await host.admin.raw('POST', `${schedules}/${id}/run`);
      return false;
    }, 30_000);
    return steps;
  }

  async function bring(partner: FakePartner, number: number): Promise<void> {
    const made = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'rest',
      name: `Shop ${number}`,
      mode: 'live',
      settings: { baseUrl: partner.url },
      secrets: { webhook: PARTNER_SECRET, api: 'token' },
      defaults: true,
    });
    const ids = number === 3 ? ['c0', 'c1', 'c2'] : ['d0'];
    for (const [index, id] of ids.entries()) {
      partner.put('customers', id, {
        email: `${id[0] === 'c' ? 'row' : 'new'}${index}@example.com`,
        firstName: 'Row',
      });
      const body = JSON.stringify({ topic: 'customer/created', id });
      const signature = createHmac('sha256', PARTNER_SECRET).update(body).digest('hex');
      const headers = {
        'content-type': 'application/json',
        'x-hookyard-signature': signature,
        'x-hookyard-delivery': randomUUID(),
      };
      await fetch(made.hookUrl, { method: 'POST', body, headers });
    }
  }
});
