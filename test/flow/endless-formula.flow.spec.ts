import { eventually } from '../kit/eventually.js';
import { aShopHook, collectionIntoHub, sendShopHook } from '../kit/shop.js';
import { type Yard, aYard } from '../kit/yard.js';

interface Listed {
  readonly items: readonly Record<string, unknown>[];
}

/** Texts double until the heap of a worker is full; a recursion without an end. */
const DOUBLED = '($d := function($t, $n) { $n = 0 ? $t : $d($t & $t, $n - 1) }; $length($d("x", 40)))';
const ENDLESS = '($f := function($n) { 1 + $f($n + 1) }; $f(0))';

describe("an operator's expression without an end", () => {
  let yard: Yard;

  beforeAll(async () => {
    yard = await aYard();
    const { admin } = yard.host;
    const bad = {
      ...collectionIntoHub(yard.shop.id),
      name: 'formulas without an end',
      order: 1,
      filter: 'id in ["4001", "4002"]',
      mappings: [
        { kind: 'field', target: 'number', source: 'number' },
        { kind: 'formula', target: 'note', expression: `id = "4001" ? ${ENDLESS} : ${DOUBLED}` },
      ],
    };
    await admin.post('/v1/mapping-collections', bad);
    const filtered = {
      ...collectionIntoHub(yard.shop.id),
      name: 'a filter without an end',
      order: 2,
      filter: `id = "4003" and ${ENDLESS} > 0`,
    };
    await admin.post('/v1/mapping-collections', filtered);
  }, 60_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  it('stops its own record, names the collection and the field, and harms no other', async () => {
    const { admin } = yard.host;
    const ids = ['4001', '4002', '4003', '4004', '4005'];

    for (const id of ids) {
      expect(await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id }))).toBe(200);
    }
    const made = await eventually(async () => {
      const { items } = await admin.get<Listed>('/v1/records?type=TRANSACTION');
      return items.length >= 2 ? items : undefined;
    });
    const stopped = await eventually(async () => {
      const { items } = await admin.get<Listed>(`/v1/transfers?connection=${yard.shop.id}&limit=50`);
      const parked = items.filter(({ state }) => state === 'parked');
      return parked.length === 3 ? parked : undefined;
    });

    const numbers = made
      .map(({ data }) => (data as { number?: string }).number ?? '')
      .toSorted((a, b) => a.localeCompare(b));
    expect(numbers).toEqual(['#4004', '#4005']);
    const evidence = await Promise.all(stopped.map(({ id }) => admin.get(`/v1/transfers/${String(id)}`)));
    const said = JSON.stringify(evidence);
    expect(said).toContain("collection 'formulas without an end', field 'note'");
    expect(said).toContain("collection 'a filter without an end', filter");
  });
});
