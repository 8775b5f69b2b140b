import { parseExpression } from './parse.js';
import { namesRead } from './reads.js';

function problemOf(source: string): { code: string; detail?: string } | undefined {
  try {
    parseExpression(source);
    return undefined;
  } catch (error) {
    const { code, details } = error as { code: string; details: { detail?: string } };
    return { code, detail: details.detail };
  }
}

describe('an expression that does not parse', () => {
  it.each([
    ['a +', 3],
    ['lines[', 6],
    ['"open', 5],
    ['a ~', 3],
    ['{"a" 1}', 6],
  ])('is refused with its position: %s', (source, position) => {
    expect(problemOf(source)).toMatchObject({
      code: 'EXPRESSION_INVALID',
      detail: expect.stringContaining(`at position ${position}`),
    });
  });

  it.each([
    ['too long', 'a'.repeat(10_241)],
    ['nested too deep', `${'('.repeat(5_000)}1${')'.repeat(5_000)}`],
    ['made of operators that double its tree', nested(40, '??')],
    ['hiding them behind a comment', nested(40, '/* ( */ ?:')],
    ['hiding them behind a regular expression', `/[(]/ & ${nested(40, '?:')}`],
    ['hiding them behind texts', nested(40, '& "(" ??')],
  ])('is refused at once when it is %s', (_what, source) => {
    const began = performance.now();

    expect(problemOf(source)?.code).toBe('EXPRESSION_INVALID');
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('is not one with many defaults in a row', () => {
    const chain = Array.from({ length: 40 }, (_, at) => `field${at}`).join(' ?? ');

    expect(problemOf(chain)).toBeUndefined();
  });
});

describe('what an expression reads', () => {
  it.each([
    ['id', ['id']],
    ['customer.address.city & name', ['customer', 'name']],
    ['lines[price > $$.limit].sku', ['limit', 'lines']],
    ['$.id', ['id']],
    ['$Settings.prefix & $string(id)', ['id']],
    ['$map(lines, function($l){ $l.sku & shop })', ['lines', 'shop']],
    ['{"a": b, "c": d ? e : f}', ['b', 'd', 'e', 'f']],
    ['(x := 1; y)'.replace('x', '$x'), ['y']],
    ['lines^(price).sku', ['lines']],
    ['lines{sku: price}', ['lines']],
    ['$now()', []],
    ['`odd name`.b', ['odd name']],
  ])('of %s is %j', (source, names) => {
    expect([...(namesRead(parseExpression(source).ast) ?? ['?'])].sort()).toEqual(names);
  });

  it.each(['$', '*', '**.id', '$string()', '$keys($)', '$eval("a")', '$$', 'a@$x.b', '$contains("x")'])(
    'of %s cannot be told',
    (source) => {
      expect(namesRead(parseExpression(source).ast)).toBeNull();
    },
  );
});

function nested(count: number, operator: string): string {
  let source = 'a';
  for (let at = 0; at < count; at += 1) source = `(${source} ${operator} b)`;
  return source;
}
