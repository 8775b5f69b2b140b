import { selectInWorker, type SelectOptions } from './select.js';

const MAX = { maxBytes: 64 * 1024 * 1024 };

function select(
  body: unknown,
  selector: string | null,
  options: SelectOptions = MAX,
): ReturnType<typeof selectInWorker> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return selectInWorker(Buffer.from(text), 'json', selector, options);
}

async function slicesOf(selection: AsyncIterable<string[]>): Promise<string[][]> {
  const slices: string[][] = [];
  for await (const slice of selection) slices.push(slice);
  return slices;
}

describe('the records of a large body', () => {
  it('come as texts in slices of 200, in order', async () => {
    const rows = Array.from({ length: 450 }, (_, id) => ({ id }));

    const slices = await slicesOf(select({ shop: 'oslo', data: { rows } }, 'data.rows[id >= 0]'));

    expect(slices.map((slice) => slice.length)).toEqual([200, 200, 50]);
    expect(slices.flat().map((text) => (JSON.parse(text) as { id: number }).id)).toEqual(
      rows.map(({ id }) => id),
    );
  });

  it('leave an envelope that holds everything but the arrays they came from', async () => {
    const body = { realm: 'r1', groups: [{ rows: [{ id: 1 }] }, { rows: [{ id: 2 }] }], last: { seq: 9 } };
    const selection = select(body, 'groups.rows');

    const envelope = await selection.envelope();

    expect(JSON.parse(envelope)).toEqual({ realm: 'r1', groups: [{}, {}], last: { seq: 9 } });
    expect(await slicesOf(selection)).toEqual([['{"id":1}', '{"id":2}']]);
  });

  it('keep numbers that a double cannot hold', async () => {
    const slices = await slicesOf(
      select('{"rows":[{"id":12345678901234567890,"price":1.10}]}', 'rows.{"id": id, "price": price}'),
    );

    expect(slices).toEqual([['{"id":"12345678901234567890","price":1.1}']]);
  });

  it('may be made by a preprocess expression first', async () => {
    const selection = select({ inner: '{"a":1}' }, 'rows', {
      ...MAX,
      preprocess: '{"rows": [{"from": URL, "inner": BodyJSON.inner}]}',
      context: { URL: '/x' },
    });

    expect(await slicesOf(selection)).toEqual([['{"from":"/x","inner":"{\\"a\\":1}"}']]);
  });

  it.each([
    [{ a: 1 }, 'missing', []],
    [{ a: { id: 1 } }, 'a', [['{"id":1}']]],
    [[{ id: 1 }], null, [['{"id":1}']]],
  ])('of %j by %s are %j', async (body, selector, expected) => {
    expect(await slicesOf(select(body, selector))).toEqual(expected);
  });

  it.each([
    ['a text', { a: 'x' }, 'a', 'SELECTOR_NOT_RECORDS'],
    ['no JSON', '{"a":', 'a', 'JSON_INVALID'],
    ['JSON nested too deep', `${'['.repeat(300)}${']'.repeat(300)}`, '$', 'JSON_TOO_DEEP'],
    ['an expression that fails', { a: 'x' }, '$number(a)', 'EXPRESSION_FAILED'],
    [
      'a regular expression that backtracks',
      { a: `${'a'.repeat(40)}!` },
      '$match(a, /^(a+)+$/)',
      'EXPRESSION_TIMEOUT',
    ],
  ])(
    'cannot be had of %s',
    async (_what, body, selector, code) => {
      await expect(slicesOf(select(body, selector))).rejects.toMatchObject({ code });
    },
    60_000,
  );

  it('are refused when they are larger together than allowed', async () => {
    const rows = Array.from({ length: 100 }, () => ({ text: 'x'.repeat(1_000) }));

    await expect(slicesOf(select({ rows }, 'rows', { maxBytes: 50_000 }))).rejects.toMatchObject({
      code: 'EXPRESSION_TOO_LARGE',
    });
  });

  it('are found in 10 MB while the loop keeps turning', async () => {
    const rows = Array.from({ length: 50_000 }, (_, id) => ({
      id,
      name: `row ${id}`,
      note: 'x'.repeat(160),
    }));
    const text = Buffer.from(JSON.stringify({ rows }));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);

    let count = 0;
    for await (const slice of selectInWorker(text, 'json', 'rows[$exists(id)]', MAX)) count += slice.length;
    clearInterval(timer);

    expect(count).toBe(50_000);
    // Parsed on the loop it would be a handful; how long a turn takes is another machine's business.
    expect(turns).toBeGreaterThan(20);
  }, 60_000);
});
