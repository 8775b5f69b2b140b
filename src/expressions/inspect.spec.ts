import { BUILTIN_NAMES } from './builtin-names.js';
import { compile } from './compile.js';
import { inspect } from './inspect.js';

describe('an expression looked at', () => {
  it.each([
    ['$foo(a) & $string(b)', ['foo', 'string'], []],
    ['a ~> $bar', ['bar'], []],
    ['($x := 1; $y := function($z){$z + $x}; $y(2))', [], []],
    ['items#$i.{"a": $i}', [], []],
    ['orders@$o.{"a": $o.id}', [], []],
    ['$Setings.prefix & $$.id & $.nr', [], ['Setings']],
    ['$map(items, $each)', ['map'], ['each']],
  ])('names what %s calls and reads', (source, calls, variables) => {
    const seen = inspect(source);

    expect([[...seen.calls].sort(), [...seen.variables]]).toEqual([calls, variables]);
  });

  it.each([
    ['a & b', 'text'],
    ['a = b and c', 'boolean'],
    ['a > 1 ? "x" : "y"', 'text'],
    ['a > 1 ? "x"', 'text'],
    ['a > 1 ? "x" : 2', null],
    ['-a * 2', 'number'],
    ['$uppercase(a)', 'text'],
    ['$exists(a)', 'boolean'],
    ['[a, b]', 'list'],
    ['{"a": 1}', 'object'],
    ['($x := 1; $x + 1)', 'number'],
    ['a.b', null],
    ['$max(a)', null],
    ['[a, b][0]', null],
    ['null', null],
  ])('of %s tells that it gives %s', (source, kind) => {
    expect(inspect(source).gives).toBe(kind);
  });

  it('tells a constant', () => {
    expect(['"x"', '5', 'true', 'a'].map((source) => inspect(source).constant)).toEqual([
      'x',
      5,
      true,
      undefined,
    ]);
  });

  it('knows the functions of JSONata by the names it has for them', async () => {
    const source = `{${[...BUILTIN_NAMES].map((name) => `"${name}": $type($${name})`).join(', ')}}`;

    const types = (await compile(source, { trusted: true }).evaluate({})) as Record<string, string>;

    expect(new Set(Object.values(types))).toEqual(new Set(['function']));
    expect(Object.keys(types)).toHaveLength(BUILTIN_NAMES.size);
  });
});
