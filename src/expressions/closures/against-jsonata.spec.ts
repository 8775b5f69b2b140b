import fc from 'fast-check';
import jsonata from 'jsonata';

import { scaled } from '../../../test/kit/scale.js';
import { isHostError } from '../../errors/index.js';
import { endWorkers } from '../worker/pool.js';
import { compile } from '../compile.js';
import { LIMITS } from '../limits.js';
import { parseExpression } from '../parse.js';
import { toPlain } from '../plain.js';
import { GIVE_UP, type Bindings } from './closure.js';
import { compileClosure } from './compile-closure.js';

const RUNS = scaled(10_000, 1_000);

afterAll(() => endWorkers());

describe('an expression compiled here', () => {
  it('has the value JSONata has, or fails with the code JSONata fails with', async () => {
    const counts = { byClosure: 0, gaveUp: 0, notCompiled: 0, failed: 0 };

    await fc.assert(
      fc.asyncProperty(anExpression, anInput, someBindings, async (source, input, bindings) => {
        const expected = await reference(source, input, bindings);
        const ours = await outcomeOf(source, structuredClone(input), structuredClone(bindings));
        const before = JSON.stringify([input, bindings]);
        counts[servedBy(source, input, bindings)] += 1;
        expect(JSON.stringify([input, bindings])).toBe(before);
        if (expected.startsWith('failed')) counts.failed += 1;

        expect(`${source}: ${ours}`).toBe(`${source}: ${expected}`);
      }),
      // Trees this deep shrink for longer than they are worth.
      { numRuns: RUNS, endOnFailure: true },
    );

    process.stdout.write(`compiled expressions against JSONata: ${JSON.stringify(counts)}\n`);
    expect(counts.byClosure).toBeGreaterThan(RUNS * 0.3);
    expect(counts.failed).toBeGreaterThan(RUNS * 0.02);
  }, 600_000);
});

function servedBy(
  source: string,
  input: unknown,
  bindings: Bindings,
): 'byClosure' | 'gaveUp' | 'notCompiled' {
  const closure = compileClosure(parseExpression(source).ast, {});
  if (!closure) return 'notCompiled';
  try {
    closure.run(input, bindings);
    return 'byClosure';
  } catch (error) {
    if (error !== GIVE_UP) throw error;
    return 'gaveUp';
  }
}

async function outcomeOf(source: string, input: unknown, bindings: Bindings): Promise<string> {
  try {
    return canonical(await compile(source, { trusted: true }).evaluate(input, bindings));
  } catch (error) {
    if (!isHostError(error)) throw error;
    return failedWith(error.details['detail']);
  }
}

async function reference(source: string, input: unknown, bindings: Bindings): Promise<string> {
  const limits = { timeout: 20_000, stack: LIMITS.stack, sequence: LIMITS.sequence };
  try {
    return canonical(
      toPlain(await jsonata(source, limits).evaluate(structuredClone(input), structuredClone(bindings))),
    );
  } catch (error) {
    const code = isHostError(error) ? String(error.details['detail']) : (error as { code?: string }).code;
    return failedWith(code);
  }
}

/** JSONata's own code; what it stumbles over without one is no more than a failure. */
function failedWith(code: unknown): string {
  return `failed: ${/^[A-Z]\d{4}/.exec(String(code))?.[0] ?? 'without a code'}`;
}

function canonical(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}

const aName = fc.constantFrom('a', 'b', 'c', 'list', 'text', 'num', 'missing');

const aScalar = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, 2.5, 1e21, 0.1, 1234567.891, -0.5, 1.005, 9_007_199_254_740_991),
  fc.constantFrom('', 'x', 'abc', '12', '-3.50', '1e3', ' a  b ', 'é😀z', '2026-07-01', '0x1F', 'NaN'),
  fc.constantFrom('12345678901234567890', 'a,b', 'a'),
  fc.constantFrom(true, false, null),
);

const aValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: aScalar },
    { weight: 2, arbitrary: fc.dictionary(aName, tie('value'), { maxKeys: 4 }) },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(fc.dictionary(aName, tie('value'), { maxKeys: 3 }), { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom('b', 'a', 'x', ''), { maxLength: 4 }) },
  ),
})).value;

const anInput = fc.oneof(
  { weight: 8, arbitrary: fc.dictionary(aName, aValue, { maxKeys: 6 }) },
  { weight: 1, arbitrary: aValue },
);

const someBindings = fc.record({ Settings: fc.dictionary(aName, aValue, { maxKeys: 3 }), v: aValue });

const aLiteral = fc.constantFrom(
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
);
const aPath = fc.array(aName, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'));
const aVariable = fc.constantFrom(
  '$',
  '$$',
  '$v',
  '$w',
  '$Settings.a',
  '$Settings.list',
  '$$.a.b',
  '$.text',
  '$v.a',
  '$v[0]',
  '$.*',
  '%.a',
);
const anOperator = fc.constantFrom(...'+ - * / % = != < <= > >= & and or in ?? ?:'.split(' '));
const unaryFunction = fc.constantFrom(
  ...'string number boolean not exists uppercase lowercase trim length abs floor sqrt type'.split(' '),
  ...'ceil round count sum join toMillis fromMillis max min average keys merge reverse'.split(' '),
  ...'distinct sort spread'.split(' '),
);
const binaryFunction = fc.constantFrom(
  ...'substring substringBefore substringAfter contains round join pad split append lookup power'.split(' '),
);
const aLambda = (body: string, parameters: string): string => `function(${parameters}) { ${body} }`;
const someParameters = fc.constantFrom('$v', '$v, $w', '$v, $i', '$v, $i, $w', '$v, $v', '');

const anExpression: fc.Arbitrary<string> = fc
  .letrec<{ e: string }>((tie) => {
    const e = tie('e');
    const pair = fc.tuple(e, e);
    return {
      e: fc.oneof(
        { maxDepth: 4, depthSize: 'medium' },
        { weight: 5, arbitrary: aPath },
        { weight: 2, arbitrary: aLiteral },
        { weight: 2, arbitrary: aVariable },
        { weight: 4, arbitrary: fc.tuple(e, anOperator, e).map(([l, op, r]) => `(${l}) ${op} (${r})`) },
        { weight: 2, arbitrary: fc.tuple(e, anOperator, e).map(([l, op, r]) => `${l} ${op} ${r}`) },
        { weight: 2, arbitrary: fc.tuple(e, e, e).map(([c, t, f]) => `(${c}) ? (${t}) : (${f})`) },
        { weight: 1, arbitrary: pair.map(([c, t]) => `((${c}) ? ${t})`) },
        { weight: 4, arbitrary: fc.tuple(unaryFunction, e).map(([name, arg]) => `$${name}(${arg})`) },
        { weight: 2, arbitrary: fc.tuple(binaryFunction, e, e).map(([f, a, b]) => `$${f}(${a}, ${b})`) },
        { weight: 1, arbitrary: fc.tuple(e, e, e).map((args) => `$substring(${args.join(', ')})`) },
        { weight: 1, arbitrary: fc.tuple(e, e, e).map((args) => `$replace(${args.join(', ')})`) },
        { weight: 1, arbitrary: fc.tuple(aPath, unaryFunction).map(([p, name]) => `${p}.$${name}()`) },
        { weight: 1, arbitrary: fc.tuple(e, unaryFunction).map(([p, name]) => `${p} ~> $${name}`) },
        { weight: 1, arbitrary: fc.tuple(e, unaryFunction).map(([p, name]) => `(${p}).$${name}($)`) },
        {
          weight: 1,
          arbitrary: fc.tuple(aPath, fc.integer({ min: -2, max: 2 })).map(([p, n]) => `${p}[${n}]`),
        },
        { weight: 3, arbitrary: fc.tuple(aPath, e).map(([p, x]) => `${p}.(${x})`) },
        { weight: 3, arbitrary: fc.tuple(aPath, e).map(([p, x]) => `${p}[${x}]`) },
        { weight: 2, arbitrary: fc.tuple(aPath, e, aName).map(([p, x, name]) => `${p}[${x}].${name}`) },
        { weight: 1, arbitrary: fc.tuple(e, e).map(([p, x]) => `(${p})[${x}]`) },
        { weight: 1, arbitrary: fc.tuple(e, e, e).map(([p, x, y]) => `(${p})[${x}][${y}]`) },
        { weight: 1, arbitrary: fc.tuple(aPath, aName).map(([p, name]) => `${p}[0].${name}`) },
        { weight: 1, arbitrary: aPath.map((p) => `${p}[]`) },
        { weight: 1, arbitrary: fc.tuple(e, aPath).map(([c, p]) => `(${c}) ? ${p}[] : {"k": ${p}[]}`) },
        { weight: 1, arbitrary: pair.map(([x, y]) => `(${x}).(${y})`) },
        { weight: 1, arbitrary: pair.map(([x, y]) => `[${x}..${y}]`) },
        { weight: 2, arbitrary: fc.array(e, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`) },
        { weight: 1, arbitrary: pair.map(([x, y]) => `{"k": ${x}, "10": ${y}}`) },
        { weight: 1, arbitrary: fc.tuple(aPath, e, e).map(([p, x, y]) => `${p}.{"k": ${x}, "l": ${y}}`) },
        { weight: 1, arbitrary: fc.tuple(e, e).map(([x, y]) => `{${x}: ${y}, "b": 1}`) },
        { weight: 1, arbitrary: pair.map(([x, y]) => `{"k": ${x}, "a": ${y}}.k`) },
        { weight: 1, arbitrary: pair.map(([x, y]) => `($v := ${x}; $w := ${y}; [$v, $w])`) },
        { weight: 1, arbitrary: fc.tuple(aPath, e, e).map(([p, x, y]) => `${p}.($w := ${x}; ${y})`) },
        { weight: 1, arbitrary: e.map((x) => `-(${x})`) },
        {
          weight: 3,
          arbitrary: fc
            .tuple(fc.constantFrom('map', 'filter', 'reduce'), e, someParameters, e)
            .map(([name, list, parameters, body]) => `$${name}(${list}, ${aLambda(body, parameters)})`),
        },
        {
          weight: 1,
          arbitrary: fc
            .tuple(e, e, e)
            .map(([list, body, start]) => `$reduce(${list}, ${aLambda(body, '$v, $w')}, ${start})`),
        },
        {
          weight: 1,
          arbitrary: fc.tuple(e, e).map(([list, body]) => `${list} ~> $map(${aLambda(body, '$v')})`),
        },
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
