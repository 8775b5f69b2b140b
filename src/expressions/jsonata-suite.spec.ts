import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { sharedPath } from '../../test/kit/shared-material.js';
import { compileClosure } from './closures/compile-closure.js';
import { GIVE_UP, type Bindings } from './closures/closure.js';
import { createInterpreter } from './interpreter.js';
import { parseExpression } from './parse.js';

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
        const outcome = valueOf(() => run(input, expected.bindings));
        if (outcome === GIVE_UP) counts.gaveUp += 1;
        else {
          counts.values += 1;
          if (!isAsExpected(outcome, expected)) wrong.push(`${name}: ${source}`);
        }
      }
    }

    process.stdout.write(`closures against the official suite: ${JSON.stringify(counts)}\n`);
    expect(wrong).toEqual([]);
    expect(counts.values).toBeGreaterThan(300);
  });

  it('gives what the reference gives when the interpreter runs with our limits', async () => {
    const wrong: string[] = [];
    let compared = 0;

    for (const { name, source, input, suite: expected } of casesIn(suite ?? '')) {
      if (!('result' in expected) || expected.unordered || compiled(source) === 'does not parse') continue;
      if ((expected.timelimit ?? 0) > 0 || name.startsWith('performance/') || isNotOurs(source)) continue;
      compared += 1;
      const value = await createInterpreter(source, { timeoutMs: 5_000 })
        .evaluate(input, expected.bindings)
        .catch((error: unknown) => error);
      if (!isAsExpected(value, expected)) wrong.push(`${name}: ${source}`);
    }

    process.stdout.write(`interpreter against the official suite: ${compared} results compared\n`);
    expect(wrong).toEqual([]);
  });
});

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
