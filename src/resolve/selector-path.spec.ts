import { plainPathOf } from './selector-path.js';

describe('plainPathOf', () => {
  it.each([
    ['$', []],
    ['$[]', []],
    ['events', ['events']],
    ['$.events', ['events']],
    [' a.b . c ', ['a', 'b', 'c']],
    ['a.b[]', ['a', 'b']],
    ['a.`b c`.`d-e`', ['a', 'b c', 'd-e']],
    ['_1.A2', ['_1', 'A2']],
  ])('takes %p for a path', (selector, path) => {
    expect(plainPathOf(selector)).toEqual(path);
  });

  it.each([
    ['a[0]'],
    ['a[b=1]'],
    ['a.*'],
    ['a.**.b'],
    ['$map(a, f)'],
    ['$$.a'],
    ['$x.a'],
    ['a & b'],
    ['null'],
    ['true.a'],
    ['"a".b'],
    ['a.(b)'],
    ['a.'],
    [''],
    ['a-b'],
    ['a in b'],
  ])('leaves %p to the expression engine', (selector) => {
    expect(plainPathOf(selector)).toBeNull();
  });
});
