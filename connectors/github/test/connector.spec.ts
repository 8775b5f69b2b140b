import { conformance } from '@hookyard/sdk/testing';
import jsonata from 'jsonata';

import { connector } from '../src/index.js';

const checks = conformance(connector, {
  folder: new URL('../fixtures/', import.meta.url),
  evaluate: (expression, input, bindings) => jsonata(expression).evaluate(input, bindings),
});

it.each(checks.map(({ name, run }) => [name, run] as const))('%s', async (_, run) => run());
