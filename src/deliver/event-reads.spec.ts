import { anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';
import { claimFrom } from '../../test/kit/ledgers.js';
import { SystemClock } from '../clock/index.js';
import type { Egress } from '../egress/index.js';
import { writeEvents } from '../events/index.js';

import { createDeliver, type DeliverRoom } from './create-deliver.js';

const RECORD = 7;

describe('what is sent', () => {
  let yard: AdminYard;
  let sent: string[];

  beforeAll(async () => {
    yard = await anAdminYard();
  });
  afterAll(() => yard[Symbol.asyncDispose]());
  beforeEach(() => {
    sent = [];
  });

  /** The room of one of several processes, whose calls are written down. */
  const aRoom = (): DeliverRoom => {
    const request: Egress['request'] = async ({ body }) => {
      sent.push(String(body));
      return { status: 200, headers: {}, body: Buffer.from('') } as Awaited<ReturnType<Egress['request']>>;
    };
    return createDeliver({
      store: yard.store,
      clock: new SystemClock(),
      directory: yard.registry.directory,
      hub: yard.hub,
      egress: { request } as Egress,
      publicIds: yard.publicIds,
      reads: yard.ledger.reads,
      requests: yard.ledger,
      enqueueAlso: async (change) => void (await yard.ledger.change({ effects: undefined, ...change })),
      disable: async () => undefined,
      slots: 100,
    });
  };
  const anEvent = (version: number) => ({
    tenant: 1,
    mode: 'sandbox' as const,
    type: 'record.updated' as const,
    at: Date.now(),
    root: 0,
    record: RECORD,
    version,
    recordType: 'CUSTOMER' as const,
    connection: null,
    actor: null,
    data: '{"city":"Bergen"}',
    changed: '{"city":["Oslo","Bergen"]}',
    detail: null,
  });

  it('holds nothing of a record that another process erased behind the handing on', async () => {
    const body = { url: 'http://127.0.0.1:9/', mode: 'sandbox', events: ['record.*'], order: 'none' };
    const { id } = (await yard.admin('POST', '/v1/endpoints', body)).body;
    const queue = yard.registry.directory.current().listening.subscriberById(id)?.queue ?? 0;
    const [one, other] = [aRoom(), aRoom()];
    await yard.store.write((tx) => writeEvents(tx, [anEvent(2), anEvent(3)]));
    while (await one.dispatching.run());
    const [first, second] = await claimFrom(yard.ledger, queue);
    if (!first || !second) throw new Error('nothing was handed on');
    await one.deliver.run(first, new AbortController().signal);

    for await (const _told of other.untelling.untell(RECORD));
    await one.deliver.run(second, new AbortController().signal);

    expect(sent.map((text) => /Oslo|Bergen/.test(text))).toEqual([true, false]);
    expect(JSON.parse(sent[1] ?? '')).toMatchObject({
      data: { record: { version: 3, data: {} }, changed: [] },
    });
  });
});
