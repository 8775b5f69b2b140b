import { conformance, readFixtures } from '@hookyard/sdk/testing';
import jsonata from 'jsonata';

import { connector } from '../src/index.js';

const fixtures = readFixtures(new URL('../fixtures/', import.meta.url));
const checks = conformance(connector, {
  fixtures,
  evaluate: (expression, input, bindings) => jsonata(expression).evaluate(input, bindings),
});

it.each(checks.map(({ name, run }) => [name, run] as const))('%s', async (_, run) => run());
