import { parseExpression } from '../parse.js';
import { compileClosure } from './compile-closure.js';
import { GIVE_UP } from './closure.js';

describe('an expression as closures', () => {
  it.each([
    ['customer.address.city', { customer: { address: { city: 'Bergen' } } }, 'Bergen'],
    ['lines[0].sku', { lines: [{ sku: 'A' }, { sku: 'B' }] }, 'A'],
    ['lines[-1].sku', { lines: [{ sku: 'A' }, { sku: 'B' }] }, 'B'],
    ['events', { events: [1] }, [1]],
    ['first & " " & last', { first: 'Ada', last: 'Byron' }, 'Ada Byron'],
    ['price * 1.25', { price: 8 }, 10],
    ['status in ["open", "paid"] ? "live" : "done"', { status: 'paid' }, 'live'],
    ['nickname ?? name', { name: 'Ada' }, 'Ada'],
    ['name ~> $trim() ~> $uppercase()', { name: ' ada ' }, 'ADA'],
    ['($n := $number(total); $n > 100 and $n < 200)', { total: '150.5' }, true],
    ['{"id": $string(id), "tags": [a, b]}', { id: 7, a: 'x' }, { id: '7', tags: ['x'] }],
    ['$.id', { id: 7 }, 7],
    ['$$.id', { id: 7 }, 7],
    ['missing.deeper', {}, undefined],
    ['lines.sku', { lines: [{ sku: 'A' }, { sku: 'B' }] }, ['A', 'B']],
    ['lines.sku', { lines: [{ sku: 'A' }] }, 'A'],
    ['lines.sku[]', { lines: [{ sku: 'A' }] }, ['A']],
    ['lines.sku', { lines: [] }, undefined],
    ['lines[price > 3].sku', { lines: [{ sku: 'A', price: 3 }, { sku: 'B', price: 4 }] }, 'B'], // prettier-ignore
    ['lines[type = "tax"][0].rate', { lines: [{ type: 'tax', rate: 25 }] }, 25],
    ['$sum(lines.(price * quantity))', { lines: [{ price: 2, quantity: 3 }, { price: 1, quantity: 1 }] }, 7], // prettier-ignore
    ['lines.{"sku": sku}', { lines: [{ sku: 'A' }, { sku: 'B' }] }, [{ sku: 'A' }, { sku: 'B' }]],
    ['$join(tags, ", ")', { tags: ['a', 'b'] }, 'a, b'],
    ['$map(lines, function($l, $i) { $i & $l.sku })', { lines: [{ sku: 'A' }, { sku: 'B' }] }, ['0A', '1B']], // prettier-ignore
    ['$filter(lines, function($l) { $l.n > 1 }).n', { lines: [{ n: 1 }, { n: 2 }] }, 2],
    ['$reduce(list, function($a, $b) { $a + $b }, 10)', { list: [1, 2, 3] }, 16],
    ['$merge([a, {"x": 2}])', { a: { x: 1, y: 1 } }, { x: 2, y: 1 }],
    ['{name: value}', { name: 'color', value: 'red' }, { color: 'red' }],
    ['$split(path, "/")[-1]', { path: 'a/b/c' }, 'c'],
    ['[1..3]', {}, [1, 2, 3]],
    ['[a, list]', { a: 0, list: [1, 2] }, [0, 1, 2]],
    ['tags = ["a"]', { tags: ['a'] }, true],
    ['$toMillis(at)', { at: '2026-07-01T00:00:00Z' }, 1782864000000],
  ])('runs %s without the interpreter', (source, input, expected) => {
    const run = compileClosure(parseExpression(source).ast, {});

    expect(run?.run(input, undefined)).toEqual(expected);
  });

  it.each([
    ['an object under two of the same key', '{a: 1, b: 2}', { a: 'x', b: 'x' }],
    ['a list too long', '$sum(list)', { list: Array.from({ length: 1_001 }, () => 1) }],
    ['loops within loops', 'list.($$.list.($$.list))', { list: Array.from({ length: 300 }, () => 1) }],
    ['long texts in a loop', 'list.$uppercase($$.s)', { list: Array.from({ length: 900 }, () => 1), s: 'x'.repeat(60_000) }], // prettier-ignore
    ['an object JSONata takes for a tuple', 'a[true]', { a: { tupleStream: true } }],
    ['a wrong type', 'a + 1', { a: 'x' }],
    ['a result that is no JSON number', '1 / zero', { zero: 0 }],
    ['an object JSONata takes for a function', 'a.b', { a: { _jsonata_function: true, b: 1 } }],
    ['an object JSONata takes for a tuple', '{"k": 1}', { tupleStream: true }],
    ['an item JSONata takes for its wrapper', '$', { outerWrapper: true }],
    ['a variable nobody bound', '$nothing', {}],
    ['a text grown by doubling', `(${doublings(30)} $v30)`, { s: 'x' }],
    ['a long text', '$uppercase(s)', { s: 'x'.repeat(70_000) }],
  ])('leaves %s to the interpreter', (_what, source, input) => {
    const run = compileClosure(parseExpression(source).ast, {});

    expect(() => run?.run(input, undefined)).toThrow(GIVE_UP);
  });

  it.each([
    '(lines.sku[])[0]',
    'a.[b]',
    '$keys(a)[0]',
    '$map(a, $uppercase)',
    '$map(a, function($x) { $keys($x) })',
    '($f := function($n) { $f($n) }; $f(1))',
    '$contains(a, /b/)',
    '*',
    '**.id',
    '/a/',
    'function($x){$x}',
    '$map(a, $f)',
    'a{b: c}',
    'a^(b)',
  ])('does not compile %s', (source) => {
    expect(compileClosure(parseExpression(source).ast, {})).toBeUndefined();
  });

  it('lets a binding shadow a builtin as JSONata does', () => {
    const run = compileClosure(parseExpression('$uppercase(name)').ast, {});

    expect(() => run?.run({ name: 'a' }, { uppercase: 'no function' })).toThrow(GIVE_UP);
  });

  it('calls the functions of the connector', () => {
    const functions = { slug: (name: string) => name.toLowerCase().replaceAll(' ', '-') };
    const run = compileClosure(parseExpression('"/" & $slug(name)').ast, functions);

    expect(run?.run({ name: 'Red Car' }, undefined)).toBe('/red-car');
  });
});

function doublings(count: number): string {
  const lines = ['$v0 := s;'];
  for (let at = 1; at <= count; at += 1) lines.push(`$v${at} := $v${at - 1} & $v${at - 1};`);
  return lines.join(' ');
}
