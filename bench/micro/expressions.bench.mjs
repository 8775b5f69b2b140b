// A 10-field map as closures, beside JSONata's interpreter and beside plain fields. Run on the built host:
//   npm run build && node bench/micro/expressions.bench.mjs
import jsonata from 'jsonata';
import { Bench } from 'tinybench';

import { compile } from '../../dist/expressions/index.js';
import { compileCollection } from '../../dist/mapping/index.js';

const record = {
  id: 4711,
  number: 'A-1001',
  customer: {
    first: ' Ada ',
    last: 'Byron',
    mail: 'ADA@EXAMPLE.COM',
    address: { city: 'Bergen', zip: '5003' },
  },
  net: 100.5,
  shipping: 9.9,
  status: 'paid',
  note: null,
  lines: [
    { sku: 'A', price: 50 },
    { sku: 'B', price: 50.5 },
  ],
};

const formulas = {
  externalId: '$string(id)',
  number: 'number',
  name: '$trim(customer.first) & " " & customer.last',
  email: '$lowercase(customer.mail)',
  city: 'customer.address.city',
  zip: 'customer.address.zip',
  total: '$round(net * 1.25 + shipping, 2)',
  state: 'status in ["paid", "open"] ? "live" : "done"',
  note: 'note ?? "none"',
  firstSku: 'lines[0].sku',
};

const fields = {
  externalId: 'id',
  number: 'number',
  first: 'customer.first',
  last: 'customer.last',
  email: 'customer.mail',
  city: 'customer.address.city',
  zip: 'customer.address.zip',
  net: 'net',
  state: 'status',
  note: 'note',
};

const definition = (mappings) => ({
  name: 'bench',
  type: 'TRANSACTION',
  direction: 'TO',
  syncType: 'ADD',
  mappings,
});
const context = { settings: {} };
const byFormula = compileCollection(
  definition(
    Object.entries(formulas).map(([target, expression]) => ({ kind: 'formula', target, expression })),
  ),
  { trusted: true },
);
const byField = compileCollection(
  definition(Object.entries(fields).map(([target, source]) => ({ kind: 'field', target, source }))),
  { trusted: true },
);

const limits = { timeout: 500, stack: 500, sequence: 100_000 };
const separate = Object.entries(formulas).map(([target, source]) => [target, jsonata(source, limits)]);
const whole = jsonata(
  `{${Object.entries(formulas)
    .map(([target, source]) => `"${target}": ${source}`)
    .join(', ')}}`,
  limits,
);
const untrusted = compile('$sum(lines[price > 50].price)', { trusted: false });
const hundred = Array.from({ length: 100 }, () => record);

const bench = new Bench({ time: 1_000, warmupTime: 300 });
bench
  .add('10 fields', () => byField.map(record, context))
  .add('10 formulas as closures', () => byFormula.map(record, context))
  .add('10 formulas by JSONata, one object', async () => whole.evaluate(record))
  .add('10 formulas by JSONata, each alone', async () => {
    const mapped = {};
    for (const [target, expression] of separate) mapped[target] = await expression.evaluate(record);
    return mapped;
  })
  .add('1 formula in a worker', async () => untrusted.evaluate(record))
  .add('100 formulas in a worker, one message', async () => untrusted.evaluateMany(hundred));
await bench.run();

const byName = new Map(bench.tasks.map((task) => [task.name, task.result.latency.mean * 1_000]));
const base = byName.get('10 formulas as closures');
console.log('µs a map, and how many times the closures');
for (const [name, micros] of byName) {
  console.log(
    `${name.padEnd(40)} ${micros.toFixed(2).padStart(10)} ${(micros / base).toFixed(2).padStart(8)} ×`,
  );
}
