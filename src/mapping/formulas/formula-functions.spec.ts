import type { JsonObject } from '@hookyard/sdk';
import fc from 'fast-check';

import { compile, endWorkers } from '../../expressions/index.js';
import { compileCollection } from '../collection.js';
import type { CollectionOptions } from '../collection-options.js';
import { FORMULA_FUNCTIONS } from './formula-functions.js';
import { formulaFunctions } from './formula-library.js';

afterAll(() => endWorkers());

async function valueOf(
  expression: string,
  record: JsonObject = {},
  options: CollectionOptions = { trusted: true },
): Promise<unknown> {
  const mappings = [{ kind: 'formula', target: 'v', expression }] as const;
  const definition = { name: 'c', type: 'ORDER', direction: 'TO', syncType: 'ADD', mappings } as const;
  const mapped = await compileCollection(definition as never, options).map(record, { settings: {} });
  return mapped['v'];
}

const EXAMPLES = Object.entries(FORMULA_FUNCTIONS).map(([name, { example }]) => [name, ...example] as const);

describe('the functions of formulas', () => {
  it.each(EXAMPLES)('$%s gives what its page says', async (name, expression, value) => {
    expect(expression).toContain(`$${name}(`);
    expect(await valueOf(expression)).toEqual(value);
    // `$each` keeps a formula from being a closure: JSONata's interpreter and a worker give the same.
    const interpreted = `($each({"a": 1}, function($v){ $v }); ${expression})`;
    expect(await valueOf(interpreted)).toEqual(value);
    expect(await valueOf(interpreted, {}, { trusted: false })).toEqual(value);
  });

  it.each(Object.keys(FORMULA_FUNCTIONS))('$%s gives nothing for nothing, and throws at no value', (name) => {
    const run = FORMULA_FUNCTIONS[name]?.run as (...args: unknown[]) => unknown;

    expect(run(undefined, undefined)).toBeUndefined();
    expect(run(null, null)).toBeUndefined();
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 3 }), (args) => {
        const value = run(...args);
        expect(['bigint', 'function', 'symbol']).not.toContain(name === 'coalesce' ? '' : typeof value);
      }),
      { numRuns: 200 },
    );
  });

  it('add cents as cents', () => {
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    const add = FORMULA_FUNCTIONS['add']?.run as (...args: unknown[]) => unknown;

    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), (amounts) => {
        const sum = amounts.reduce((a, b) => a + b, 0);
        expect(add(...amounts.map((amount) => amount / 100))).toBe(sum / 100 === 0 ? 0 : sum / 100);
      }),
    );
  });

  it('round half away from zero, on both sides of it', async () => {
    expect(await valueOf('$money(1.005)')).toBe(1.01);
    expect(await valueOf('$money(-1.005)')).toBe(-1.01);
    expect(await valueOf('$money(2.675)')).toBe(2.68);
    expect(await valueOf('$moneyText("1234567890123456.785")')).toBe('1234567890123456.79');
  });

  it('lose no digit of numbers that no double holds', () => {
    const run = (name: string, ...args: unknown[]): unknown => FORMULA_FUNCTIONS[name]?.run(...args);
    const long = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    const short = fc.integer({ min: -1_000, max: 1_000 });

    fc.assert(
      fc.property(long, long, short, (a, b, c) => {
        expect(String(run('add', String(a), String(b)))).toBe(String(a + b));
        expect(String(run('subtract', String(a), String(b)))).toBe(String(a - b));
        expect(String(run('multiply', String(a), c))).toBe(String(a * BigInt(c)));
        expect(run('moneyText', `${a}.5`)).toBe(`${a}.50`);
      }),
    );
    expect(run('money', '1234567890123456.785')).toBe('1234567890123456.79');
    expect(run('add', '9007199254740993', 0)).toBe('9007199254740993');
  });

  it('divide by zero to nothing', async () => {
    expect(await valueOf('$divide(1, 0)')).toBeUndefined();
  });

  it('know withdrawn letters and no country that is none', async () => {
    expect(await valueOf('$countryCode("uk")')).toBe('GB');
    expect(await valueOf('$countryCode("Myanmar (Burma)")')).toBe('MM');
    expect(await valueOf('$countryCode("Narnia")')).toBeUndefined();
    expect(await valueOf('$countryCode("EU")')).toBeUndefined();
  });

  it('run as closures on fields', () => {
    const source = '$money($coalesce(net, gross)) & " " & $countryCode(country)';

    const compiled = compile(source, { trusted: false, functions: formulaFunctions(source, undefined) });

    expect(compiled.runs).toBe('closure');
    expect(compiled.evaluate({ gross: '9.995', country: 'norway' })).toBe('10 NO');
  });

  it("give way to a connector's function of the same name", async () => {
    const functions = { slug: () => 'own' };

    expect(await valueOf('$slug("A") & $digits("a1")', {}, { trusted: true, functions })).toBe('own1');
  });
});
