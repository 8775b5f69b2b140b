import { compile } from './compile.js';
import { endWorkers } from './worker/pool.js';

afterAll(() => endWorkers());

describe('compile', () => {
  it.each([
    ['id', true, 'closure'],
    ['id', false, 'closure'],
    ['lines[price > 3]', false, 'closure'],
    ['lines^(price)', true, 'interpreter'],
    ['lines^(price)', false, 'worker'],
    ['$match(id, /x/)', true, 'worker'],
    ['$eval(id)', true, 'worker'],
  ] as const)('runs %s (trusted: %s) as %s', (source, trusted, runs) => {
    expect(compile(source, { trusted }).runs).toBe(runs);
  });

  it('answers at once where closures can, and with a promise where they cannot', async () => {
    const expression = compile('$number(size)', { trusted: true });

    expect(expression.evaluate({ size: '12' })).toBe(12);
    const pending = expression.evaluate({ size: '0x0C' });
    expect(pending).toBeInstanceOf(Promise);
    expect(await pending).toBe(12);
  });

  it.each([true, false])('gives plain JSON and nothing of JSONata (trusted: %s)', async (trusted) => {
    const expression = compile('{"list": lines.sku, "f": function($x){$x}, "one": lines[0].[sku]}', {
      trusted,
    });

    const value = (await expression.evaluate({ lines: [{ sku: 'A' }, { sku: 'B' }] })) as Record<
      string,
      unknown
    >;

    expect(value).toStrictEqual({ list: ['A', 'B'], one: ['A'] });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.getOwnPropertyNames(value['list'])).toEqual(['0', '1', 'length']);
  });

  it.each([true, false])('refuses a result that is no JSON (trusted: %s)', async (trusted) => {
    await expect(compile('1 / zero', { trusted }).evaluate({ zero: 0 })).rejects.toMatchObject({
      code: 'EXPRESSION_FAILED',
    });
  });

  it.each([true, false])('names the position of what failed (trusted: %s)', async (trusted) => {
    await expect(compile('name & (price + 1)', { trusted }).evaluate({ price: 'x' })).rejects.toMatchObject({
      code: 'EXPRESSION_FAILED',
      details: { detail: expect.stringContaining('T2001 at position 15') },
    });
  });

  it.each([true, false])('fails one of many inputs and no other (trusted: %s)', async (trusted) => {
    const results = await compile('price + 1', { trusted }).evaluateMany([
      { price: 1 },
      { price: 'x' },
      { price: 3 },
    ]);

    expect(results.map(({ value, error }) => error?.code ?? value)).toEqual([2, 'EXPRESSION_FAILED', 4]);
  });

  it.each([true, false])('stops JSONata at its own limits (trusted: %s)', async (trusted) => {
    const loop = compile('($f := function($n){ $f($n + 1) }; $f(0))', { trusted });
    const range = compile('[1..200000]', { trusted });

    await expect(loop.evaluate({})).rejects.toMatchObject({ code: 'EXPRESSION_TIMEOUT' });
    await expect(range.evaluate({})).rejects.toMatchObject({ code: 'EXPRESSION_TOO_LARGE' });
  });

  it('measures what a closure has built, and refuses it where it is larger than it may be', async () => {
    const repeated = compile('lines.($$.note)', { trusted: false });
    const input = { lines: Array.from({ length: 900 }, () => 1), note: 'x'.repeat(2_000) };

    expect(repeated.runs).toBe('closure');
    await expect(repeated.evaluate(input)).rejects.toMatchObject({ code: 'EXPRESSION_TOO_LARGE' });
  });

  it.each([true, false])('offers the functions of a connector (trusted: %s)', async (trusted) => {
    const functions = { slug: (name: string) => name.toLowerCase() };

    expect(compile('$slug(name)', { trusted, functions }).evaluate({ name: 'Car' })).toBe('car');
    expect(
      await compile('names^($).$slug($)', { trusted, functions }).evaluate({ names: ['A', 'B'] }),
    ).toEqual(['a', 'b']);
  });

  it.each([true, false])('names the function of a connector that threw (trusted: %s)', async (trusted) => {
    const functions = {
      grams: () => {
        throw new TypeError('no number');
      },
    };

    await expect(compile('$grams(kg)', { trusted, functions }).evaluate({})).rejects.toMatchObject({
      code: 'EXPRESSION_FAILED',
      details: { detail: expect.stringMatching(/^\$grams.*: no number$/) },
    });
  });

  it('remembers an expression for the connections that share it', () => {
    expect(compile('shared.by & many', { trusted: true })).toBe(
      compile('shared.by & many', { trusted: true }),
    );
    expect(compile('shared.by & many', { trusted: false })).not.toBe(
      compile('shared.by & many', { trusted: true }),
    );
  });

  it('gives the loop back between many evaluations of the interpreter', async () => {
    const lines = Array.from({ length: 200 }, (_, price) => ({ price }));
    const inputs = Array.from({ length: 300 }, () => ({ lines }));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);

    await compile('$sum(lines^(price).price)', { trusted: true }).evaluateMany(inputs);
    clearInterval(timer);

    expect(turns).toBeGreaterThan(5);
  });
});
