import fc from 'fast-check';
import jsonata from 'jsonata';

import { createInterpreter } from '../interpreter.js';
import { parseExpression } from '../parse.js';
import { compileClosure } from './compile-closure.js';
import { GIVE_UP, type Bindings } from './closure.js';

const RUNS = 4_000;

describe('an expression as closures', () => {
  it('has the value JSONata has, or leaves it to JSONata', async () => {
    const counts = { values: 0, gaveUp: 0, notCompiled: 0 };

    await fc.assert(
      fc.asyncProperty(anExpression, anInput, someBindings, async (source, input, bindings) => {
        const run = compileClosure(parseExpression(source).ast, {});
        if (!run) {
          counts.notCompiled += 1;
          return;
        }
        const ours = outcomeOf(() => run(input, bindings));
        if (ours.gaveUp) {
          counts.gaveUp += 1;
          return;
        }
        counts.values += 1;
        expect(canonical(ours.value)).toBe(canonical(await reference(source, input, bindings)));
      }),
      { numRuns: RUNS },
    );

    process.stdout.write(`closures against JSONata: ${JSON.stringify(counts)}\n`);
    expect(counts.values).toBeGreaterThan(RUNS * 0.2);
  }, 120_000);

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
    ['$toMillis(at)', { at: '2026-07-01T00:00:00Z' }, 1782864000000],
  ])('runs %s without the interpreter', (source, input, expected) => {
    const run = compileClosure(parseExpression(source).ast, {});

    expect(run?.(input, undefined)).toEqual(expected);
  });

  it.each([
    ['an array on the way', 'lines.sku', { lines: [{ sku: 'A' }] }],
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

    expect(() => run?.(input, undefined)).toThrow(GIVE_UP);
  });

  it.each([
    'lines[price > 3]',
    'lines.sku[]',
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

    expect(() => run?.({ name: 'a' }, { uppercase: 'no function' })).toThrow(GIVE_UP);
  });

  it('calls the functions of the connector', () => {
    const functions = { slug: (name: string) => name.toLowerCase().replaceAll(' ', '-') };
    const run = compileClosure(parseExpression('"/" & $slug(name)').ast, functions);

    expect(run?.({ name: 'Red Car' }, undefined)).toBe('/red-car');
  });
});

function doublings(count: number): string {
  const lines = ['$v0 := s;'];
  for (let at = 1; at <= count; at += 1) lines.push(`$v${at} := $v${at - 1} & $v${at - 1};`);
  return lines.join(' ');
}

function outcomeOf(run: () => unknown): { value?: unknown; gaveUp: boolean } {
  try {
    return { value: run(), gaveUp: false };
  } catch (error) {
    if (error !== GIVE_UP) throw error;
    return { gaveUp: true };
  }
}

async function reference(source: string, input: unknown, bindings: Bindings): Promise<unknown> {
  return createInterpreter(source).evaluate(input, bindings);
}

function canonical(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}

const aName = fc.constantFrom('a', 'b', 'c', 'list', 'text', 'num', 'missing');

const aScalar = fc.oneof(
  fc.constantFrom(0, 1, -1, 2.5, 1e21, 0.1, 1234567.891, -0.5, 1.005),
  fc.constantFrom('', 'x', 'abc', '12', '-3.50', '1e3', ' a  b ', 'é😀z', '2026-07-01', '0x1F', 'NaN'),
  fc.constantFrom(true, false, null),
);

const aValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    aScalar,
    fc.dictionary(aName, tie('value'), { maxKeys: 4 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
})).value;

const anInput = fc.oneof(
  { weight: 8, arbitrary: fc.dictionary(aName, aValue, { maxKeys: 6 }) },
  { weight: 1, arbitrary: aValue },
);

const someBindings = fc.record({ Settings: fc.dictionary(aName, aValue, { maxKeys: 3 }), v: aValue });

const anExpression: fc.Arbitrary<string> = fc
  .letrec<{ e: string }>((tie) => {
    const e = tie('e');
    const literal = fc.oneof(
      fc.constantFrom(
        '0',
        '1',
        '2.5',
        '-3',
        '100',
        '"x"',
        '"abc"',
        '"a"',
        '""',
        '", "',
        'true',
        'false',
        'null',
        '15.005',
      ),
    );
    const path = fc.array(aName, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'));
    const variable = fc.constantFrom(
      '$',
      '$$',
      '$v',
      '$Settings.a',
      '$Settings.list',
      '$$.a.b',
      '$.text',
      '$v.a',
    );
    const operator = fc.constantFrom(...'+ - * / % = != < <= > >= & and or in ?? ?:'.split(' '));
    const unaryFunction = fc.constantFrom(
      ...'string number boolean not exists uppercase lowercase trim length abs floor'.split(' '),
      ...'ceil round count sum join type toMillis'.split(' '),
    );
    const binaryFunction = fc.constantFrom(
      'substring',
      'substringBefore',
      'substringAfter',
      'contains',
      'round',
      'join',
      'pad',
    );
    return {
      e: fc.oneof(
        { maxDepth: 4, depthSize: 'medium' },
        { weight: 4, arbitrary: path },
        { weight: 2, arbitrary: literal },
        { weight: 1, arbitrary: variable },
        { weight: 4, arbitrary: fc.tuple(e, operator, e).map(([l, op, r]) => `(${l}) ${op} (${r})`) },
        { weight: 2, arbitrary: fc.tuple(e, operator, e).map(([l, op, r]) => `${l} ${op} ${r}`) },
        { weight: 2, arbitrary: fc.tuple(e, e, e).map(([c, t, f]) => `(${c}) ? (${t}) : (${f})`) },
        { weight: 1, arbitrary: fc.tuple(e, e).map(([c, t]) => `((${c}) ? ${t})`) },
        { weight: 3, arbitrary: fc.tuple(unaryFunction, e).map(([name, arg]) => `$${name}(${arg})`) },
        {
          weight: 2,
          arbitrary: fc.tuple(binaryFunction, e, e).map(([name, a, b]) => `$${name}(${a}, ${b})`),
        },
        { weight: 1, arbitrary: fc.tuple(e, e, e).map((args) => `$substring(${args.join(', ')})`) },
        { weight: 1, arbitrary: fc.tuple(e, e, e).map((args) => `$replace(${args.join(', ')})`) },
        { weight: 1, arbitrary: fc.tuple(path, unaryFunction).map(([p, name]) => `${p}.$${name}()`) },
        { weight: 1, arbitrary: fc.tuple(e, unaryFunction).map(([p, name]) => `${p} ~> $${name}`) },
        {
          weight: 1,
          arbitrary: fc.tuple(path, fc.integer({ min: -2, max: 2 })).map(([p, n]) => `${p}[${n}]`),
        },
        { weight: 1, arbitrary: fc.tuple(path, e).map(([p, x]) => `${p}.(${x})`) },
        { weight: 1, arbitrary: fc.tuple(path, aName).map(([p, name]) => `${p}[0].${name}`) },
        { weight: 1, arbitrary: fc.array(e, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`) },
        { weight: 1, arbitrary: fc.tuple(e, e).map(([x, y]) => `{"k": ${x}, "10": ${y}}`) },
        { weight: 1, arbitrary: fc.tuple(e, e).map(([x, y]) => `{"k": ${x}, "a": ${y}}.k`) },
        { weight: 1, arbitrary: fc.tuple(e, e).map(([x, y]) => `($v := ${x}; $w := ${y}; [$v, $w])`) },
        { weight: 1, arbitrary: e.map((x) => `-(${x})`) },
      ),
    };
  })
  .e.filter(parses);

function parses(source: string): boolean {
  try {
    jsonata(source);
    return true;
  } catch {
    return false;
  }
}
