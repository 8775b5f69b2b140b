import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { sharedPath } from '../../test/kit/shared-material.js';
import { compileClosure } from './closures/compile-closure.js';
import { GIVE_UP, type Bindings } from './closures/closure.js';
import { compile } from './compile.js';
import { parseExpression } from './parse.js';
import { toPlain } from './plain.js';
import { endWorkers } from './worker/pool.js';

interface SuiteCase {
  readonly expr?: string;
  readonly 'expr-file'?: string;
  readonly dataset?: string | null;
  readonly data?: unknown;
  readonly bindings?: Bindings;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly code?: string;
  readonly error?: unknown;
  readonly unordered?: boolean;
  readonly timelimit?: number;
  readonly depth?: number;
}

interface NamedCase {
  readonly name: string;
  readonly source: string;
  readonly input: unknown;
  readonly suite: SuiteCase;
}

afterAll(() => endWorkers());

const suite = sharedPath('jsonata-suite');
if (suite === null)
  process.stdout.write('skipped: the official JSONata suite is not beside this repository\n');

(suite === null ? describe.skip : describe)('the official JSONata suite', () => {
  it('agrees with every expression that runs as closures', () => {
    const counts = { cases: 0, compiled: 0, values: 0, gaveUp: 0, notCompiled: 0, notParsed: 0 };
    const wrong: string[] = [];

    for (const { name, source, input, suite: expected } of casesIn(suite ?? '')) {
      counts.cases += 1;
      const run = compiled(source);
      if (run === 'does not parse') counts.notParsed += 1;
      else if (!run) counts.notCompiled += 1;
      else {
        counts.compiled += 1;
        const outcome = valueOf(() => toPlain(run.run(input, expected.bindings)));
        if (outcome === GIVE_UP) counts.gaveUp += 1;
        else {
          counts.values += 1;
          if (!isAsExpected(outcome, expected)) wrong.push(`${name}: ${source}`);
        }
      }
    }

    process.stdout.write(`closures against the official suite: ${JSON.stringify(counts)}\n`);
    expect(wrong).toEqual([]);
    expect(counts.values).toBeGreaterThan(600);
  });

  it('gives what it says for every other, by closures where they serve and by JSONata under our limits', async () => {
    const counts = { compared: 0, byClosure: 0, failures: 0, exceptions: 0 };
    const wrong: string[] = [];

    for (const { name, source, input, suite: expected } of casesIn(suite ?? '')) {
      if (EXCEPTIONS.some(({ applies }) => applies(name, source, expected))) {
        counts.exceptions += 1;
        continue;
      }
      counts.compared += 1;
      const outcome = await outcomeOf(source, input, expected.bindings);
      if (outcome.byClosure) counts.byClosure += 1;
      if (outcome.code !== undefined) counts.failures += 1;
      if (!isAsSaid(outcome, expected)) wrong.push(`${name}: ${source} gives ${JSON.stringify(outcome)}`);
    }

    const reasons = EXCEPTIONS.map(({ reason }) => reason).join('; ');
    process.stdout.write(`compiled against the official suite: ${JSON.stringify(counts)}\n`);
    process.stdout.write(`exceptions: ${reasons}\n`);
    expect(wrong).toEqual([]);
    expect(counts.byClosure).toBeGreaterThan(600);
  }, 300_000);
});

/** Cases that are not compared, and why. */
const EXCEPTIONS: readonly {
  readonly reason: string;
  readonly applies: (name: string, source: string, suite: SuiteCase) => boolean;
}[] = [
  {
    reason: 'random and the time differ from run to run',
    applies: (_name, source) => isNotOurs(source),
  },
  {
    reason: 'the suite sets a time limit or is about speed, ours is another',
    applies: (name, _source, { timelimit }) => (timelimit ?? 0) > 0 || name.startsWith('performance/'),
  },
  {
    reason: 'an object without an order is compared as a list',
    applies: (_name, _source, { unordered }) => unordered === true,
  },
];

interface SuiteOutcome {
  readonly value?: unknown;
  /** What failed, in words. */
  readonly code?: string;
  readonly byClosure: boolean;
}

async function outcomeOf(
  source: string,
  input: unknown,
  bindings: Bindings | undefined,
): Promise<SuiteOutcome> {
  const run = compiled(source);
  const isCompiled = run !== undefined && run !== 'does not parse';
  const byClosure = isCompiled && valueOf(() => run.run(input, bindings)) !== GIVE_UP;
  try {
    const value = await compile(source, { trusted: true }).evaluate(input, bindings);
    return { value, byClosure };
  } catch (error) {
    return { code: JSON.stringify((error as { details?: unknown }).details), byClosure };
  }
}

function isAsSaid({ value, code }: SuiteOutcome, expected: SuiteCase): boolean {
  const said = expected.code ?? (expected.error as { code?: string } | undefined)?.code;
  if (said !== undefined || expected.error !== undefined) {
    return code !== undefined && (said === undefined || code.includes(said));
  }
  return code === undefined && isAsExpected(value, expected);
}

/** Results that differ from run to run. */
function isNotOurs(source: string): boolean {
  return source.includes('$random') || source.includes('$now') || source.includes('$shuffle');
}

function compiled(source: string): ReturnType<typeof compileClosure> | 'does not parse' {
  try {
    return compileClosure(parseExpression(source).ast, {});
  } catch {
    return 'does not parse';
  }
}

function valueOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error !== GIVE_UP) throw error;
    return GIVE_UP;
  }
}

function isAsExpected(value: unknown, expected: SuiteCase): boolean {
  if (expected.undefinedResult) return value === undefined;
  if (expected.code !== undefined || expected.error !== undefined) return false;
  try {
    expect(value).toEqual(expected.result);
    return true;
  } catch {
    return false;
  }
}

function* casesIn(root: string): Generator<NamedCase> {
  const datasets = new Map<string, unknown>();
  for (const file of readdirSync(join(root, 'datasets'))) {
    datasets.set(file.replace('.json', ''), readJson(join(root, 'datasets', file)));
  }
  for (const group of readdirSync(join(root, 'groups'))) {
    const folder = join(root, 'groups', group);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const content = readJson(join(folder, file)) as SuiteCase | SuiteCase[];
      for (const [index, one] of [content].flat().entries()) {
        const source = one.expr ?? readFileSync(join(folder, one['expr-file'] ?? ''), 'utf8');
        const input = typeof one.dataset === 'string' ? datasets.get(one.dataset) : one.data;
        yield { name: `${group}/${file}[${index}]`, source, input, suite: one };
      }
    }
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
