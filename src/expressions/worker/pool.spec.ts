import { compile } from '../compile.js';
import { WorkerPool } from './pool.js';
import type { Evaluated } from '../compiled.js';

const pool = new WorkerPool();
afterAll(() => pool.end());

async function evaluate(source: string, ...inputs: unknown[]): Promise<readonly Evaluated[]> {
  return pool.evaluate(
    source,
    {},
    inputs.map((input) => ({ input, shared: undefined, own: undefined })),
  );
}

function codesOf(results: readonly Evaluated[]): (string | undefined)[] {
  return results.map(({ error }) => error?.code);
}

/** Longest time the loop was not turning while `work` ran. */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let turnedAt = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - turnedAt);
    turnedAt = performance.now();
  }, 5);
  await work();
  clearInterval(timer);
  return longest;
}

describe('expressions in worker processes', () => {
  it('have the values JSONata gives', async () => {
    const results = await evaluate(
      'lines[price > 3].sku',
      {
        lines: [
          { sku: 'A', price: 5 },
          { sku: 'B', price: 1 },
        ],
      },
      {},
      {
        lines: [
          { sku: 'C', price: 9 },
          { sku: 'D', price: 9 },
        ],
      },
    );

    expect(results.map(({ value }) => value)).toEqual(['A', undefined, ['C', 'D']]);
  });

  it('fail with the code, and the position in the expression', async () => {
    const [result] = await evaluate('name & $substring(1, 2, 3)', { name: 'x' });

    expect(result?.error?.code).toBe('EXPRESSION_FAILED');
    expect(result?.error?.details.detail).toContain('T0410 at position 18');
  });

  it.each([
    ['a loop without an end', '($f := function($n){ $f($n + 1) }; $f(0))', 'EXPRESSION_TIMEOUT'],
    ['recursion without an end', '($f := function($n){ 1 + $f($n + 1) }; $f(0))', 'EXPRESSION_TOO_LARGE'],
    ['a regular expression that backtracks', '$match(s, /^(a+)+$/)', 'EXPRESSION_TIMEOUT'],
    [
      'the length of a text of 400 MB',
      '$length($pad("x", 400000000))',
      'EXPRESSION_TOO_LARGE|EXPRESSION_TIMEOUT',
    ],
    [
      'a text doubled 24 times',
      '($d := function($s, $n){ $n = 0 ? $s : $d($s & $s, $n - 1) }; $length($d("xxxxxxxxxx", 24)))',
      'EXPRESSION_TOO_LARGE|EXPRESSION_TIMEOUT',
    ],
    [
      'an object that doubles when it is written out',
      '($f := function($a, $n){ $n = 0 ? $a : $f({"a": $a, "b": $a}, $n - 1) }; $f({"x": 1}, 40))',
      'EXPRESSION_TOO_LARGE|EXPRESSION_TIMEOUT',
    ],
    [
      'an output of over 1 MB',
      '($d := function($s, $n){ $n = 0 ? $s : $d($s & $s, $n - 1) }; $d("xxxxxxxxxx", 17))',
      'EXPRESSION_TOO_LARGE',
    ],
    ['a range of ten million', '$map([1..9999999], function($v){ $v })', 'EXPRESSION_TOO_LARGE'],
    [
      'a text split into 50 million',
      '$split($pad("a", 50000000, "a"), "")',
      'EXPRESSION_TOO_LARGE|EXPRESSION_TIMEOUT',
    ],
  ])('are stopped at %s while the loop keeps turning', async (_what, source, codes) => {
    let results: readonly Evaluated[] = [];
    const hold = await longestHold(async () => {
      results = await evaluate(source, { s: `${'a'.repeat(40)}!` });
    });

    expect(codes.split('|')).toContain(results[0]?.error?.code);
    expect(hold).toBeLessThan(500);
  });

  it('fail alone: what shared a message with a killed one still has its value', async () => {
    const inputs = Array.from({ length: 120 }, (_, at) => ({
      s: at % 50 === 7 ? `${'a'.repeat(40)}!` : `a${at}`,
    }));

    const results = await evaluate('$exists($match(s, /^(a+)+$/)) ? "only a" : s', ...inputs);

    const failed = results.flatMap(({ error }, at) => (error ? [at] : []));
    expect(failed).toEqual([7, 57, 107]);
    expect(new Set(codesOf(results).filter(Boolean))).toEqual(new Set(['EXPRESSION_TIMEOUT']));
    expect(results[8]?.value).toBe('a8');
    expect(results[119]?.value).toBe('a119');
  }, 60_000);

  it('go together in as few processes as there may be', async () => {
    const results = await Promise.all(
      Array.from({ length: 500 }, (_, at) => evaluate('$sum(n) + 0', { n: [at, 1] })),
    );

    expect(results.map(([result]) => result?.value)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
    expect(pool.size).toBeLessThanOrEqual(2);
  });

  it('call the functions of a connector in the host', async () => {
    const functions = { double: (n: number) => n * 2 };

    const [result] = await pool.evaluate('$sum($map(n, function($v){ $double($v) }))', functions, [
      { input: { n: [1, 2, 3] }, shared: undefined, own: undefined },
    ]);

    expect(result?.value).toBe(12);
  });

  it('take an input of many megabytes in a process of its own', async () => {
    const rows = Array.from({ length: 30_000 }, (_, id) => ({ id, name: `row ${id}`, note: 'x'.repeat(60) }));

    const [result] = await evaluate('$count(rows)', { rows });

    expect(result).toEqual({ value: 30_000 });
  }, 60_000);

  it('find no secrets in their surroundings', async () => {
    const [result] = await evaluate('$string($lookup(constructor, "constructor")) & $string(process)', {});

    expect(result?.value).toBe('');
  });

  it('that still wait when the pool ends fail, and the next start a new process', async () => {
    const own = new WorkerPool();
    const running = own.evaluate('$match(s, /^(a+)+$/)', {}, [
      { input: { s: `${'a'.repeat(40)}!` }, shared: undefined, own: undefined },
    ]);
    await Promise.resolve();
    own.end();

    expect(codesOf(await running)).toEqual(['EXPRESSION_UNAVAILABLE']);
    const [next] = await own.evaluate('a[].b', {}, [
      { input: { a: { b: 1 } }, shared: undefined, own: undefined },
    ]);
    expect(next?.value).toEqual([1]);
    own.end();
  });
});

describe('a compiled expression that is not trusted', () => {
  it('binds shared and own variables for many inputs at once', async () => {
    const expression = compile('$replace($Envelope.shop, /x/, "o") & ":" & $Row & ":" & $string(ids[-1])', {
      trusted: false,
    });

    const results = await expression.evaluateMany(
      [{ ids: [1, 2] }, { ids: [3] }],
      { Envelope: { shop: 'xslo' } },
      [{ Row: 1 }, { Row: 2 }],
    );

    expect(expression.runs).toBe('worker');
    expect(results.map(({ value }) => value)).toEqual(['oslo:1:2', 'oslo:2:3']);
  });
});
