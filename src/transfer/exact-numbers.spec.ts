import type { AnyConnector } from '@hookyard/sdk';
import { z } from 'zod';

import { aDirectory } from '../../test/kit/a-directory.js';
import { aHook } from '../../test/kit/a-hook.js';
import { resolved } from '../../test/kit/resolved.js';
import { TransferringRoom, productShop, warehouse } from '../../test/kit/transferring.js';
import { judge } from '../gate/index.js';

const BIG = '12345678901234567890';
const FINE = '0.1000000000000000055';

/** The same warehouse, which says what its fields are; its `stock` is text. */
const typed: AnyConnector = {
  ...warehouse,
  records: {
    PRODUCT: {
      ...warehouse.records?.PRODUCT,
      schema: z.object({
        name: z.string(),
        price: z.number().max(1e20),
        stock: z.string().optional(),
        size: z.object({ depth: z.number() }).optional(),
      }),
    },
  },
};
const deepInto = (productShop.collections ?? []).map((collection) => ({
  ...collection,
  mappings: [...collection.mappings, { kind: 'field' as const, source: 'size.depth', target: 'size.depth' }],
}));

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() =>
  room.open({ shop: { collections: deepInto }, warehouse: { connector: typed, collections: deepInto } }),
);
afterAll(() => room[Symbol.asyncDispose]());

/** What a hook brings, as the gate hands it on. */
async function payloadOf(body: string): Promise<string> {
  const directory = aDirectory({ connections: [{ connector: productShop }] });
  const headers = { 'content-type': 'application/json' };
  const { drafts } = await resolved(directory, aHook({ body, headers }));
  const { requests } = await judge(drafts, { directory, now: room.now });
  return requests[0]?.payload ?? '';
}

async function fromHookToDestination(fields: string): Promise<string> {
  const payload = await payloadOf(`{"a":"product/sent","b":"p-1","name":"Star",${fields}}`);
  const ran = await room.run(room.aRequest({ payload }));
  await room.commit(ran);
  const out = await room.toWarehouse(Number(ran.settlement.outcome.facts?.['record']));
  expect(out.settlement.outcome).toMatchObject({ kind: 'done' });
  return room.partner.calls.findLast(({ method }) => method === 'POST')?.text ?? '';
}

describe('a number that no double holds', () => {
  it('goes digit for digit from the hook to a field that wants a number', async () => {
    const sent = await fromHookToDestination(`"price":${BIG},"size":{"depth":${FINE}}`);

    expect(sent).toBe(`{"name":"Star","price":${BIG},"size":{"depth":${FINE}}}`);
  });

  it('stays text, with all its digits, where no number is wanted', async () => {
    const sent = await fromHookToDestination(`"price":1,"stock":${BIG}`);

    expect(sent).toBe(`{"name":"Star","price":1,"stock":"${BIG}"}`);
  });

  it('is read from a system whose schema calls it a number', async () => {
    const get = async (): Promise<never> => ({ name: 'Star', price: BIG }) as never;
    const reading = { ...typed, records: { PRODUCT: { ...typed.records?.PRODUCT, get } } };
    room.open({ warehouse: { connector: reading } });
    const request = { queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: 't1' };

    const ran = await room.run(room.aRequest(request));
    await room.commit(ran);

    const linked = await room.hub.linked({ connection: room.base + 2, type: 'PRODUCT', externalId: 't1' });
    expect(linked?.record.data).toMatchObject({ price: BIG });
  });

  it('does not excuse a record that its schema does not know', async () => {
    const get = async (): Promise<never> => ({ name: 7, price: 'cheap' }) as never;
    room.open({
      warehouse: { connector: { ...typed, records: { PRODUCT: { ...typed.records?.PRODUCT, get } } } },
    });
    const request = { queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: 't1' };

    const { settlement } = await room.run(room.aRequest(request));

    expect(settlement.attempt).toMatchObject({
      failure: 'Bug',
      message: expect.stringMatching(/name .*; price /),
    });
  });
});
