// Records per second through mapping collections, beside the same formulas by plain JSONata: compiled once for each
// expression, and compiled for every call. Rounds are interleaved, so that a busy machine is busy for all of them. Run
// on the built host:
//   npm run build && npm run bench:map -- --rounds=7 --ms=400
import jsonata from 'jsonata';

import { compileCollection } from '../dist/mapping/index.js';
import { option, save } from './load/results.mjs';

const rounds = option('rounds', 7);
const roundMs = option('ms', 400);
const context = { settings: { prefix: 'web', rate: 1.25 } };
const bindings = { Settings: context.settings, CustomFields: {}, Parent: null };

const record = {
  id: 4711,
  number: 'A-1001',
  customer: {
    first: ' Ada ',
    last: 'Byron',
    mail: 'ADA@EXAMPLE.COM',
    phone: '+47 22 33 44 55',
    address: { street: 'Torget 1', city: 'Bergen', zip: '5003', country: 'NO' },
  },
  net: 100.5,
  shipping: 9.9,
  discount: '5.25',
  currency: 'nok',
  status: 'paid',
  note: null,
  placedAt: '2026-11-23T10:00:00Z',
  channel: 'web',
  tags: ['gift', 'express'],
  lines: Array.from({ length: 5 }, (_, at) => ({
    sku: `SKU-${at}`,
    price: 10.1 * (at + 1),
    quantity: at + 1,
  })),
};

/** Twenty simple formulas that plain JSONata knows as well. */
const formulas = {
  externalId: '$string(id)',
  number: '$Settings.prefix & "-" & number',
  name: '$trim(customer.first) & " " & customer.last',
  email: '$lowercase(customer.mail)',
  phone: '$substringAfter(customer.phone, "+")',
  street: 'customer.address.street',
  city: '$uppercase(customer.address.city)',
  zip: 'customer.address.zip',
  country: 'customer.address.country ?? "NO"',
  total: '$round(net * $Settings.rate + shipping, 2)',
  discount: '$number(discount)',
  currency: '$uppercase(currency)',
  state: 'status in ["paid", "open"] ? "live" : "done"',
  isPaid: 'status = "paid"',
  note: 'note ?? "none"',
  placedAt: '$toMillis(placedAt)',
  day: '$substring(placedAt, 0, 10)',
  isWeb: 'channel = "web" and net > 0',
  firstSku: 'lines[0].sku',
  lineCount: '$count(lines)',
};

/** Formulas that walk the lists of a record. */
const listFormulas = {
  skus: 'lines.sku',
  goods: '$sum(lines.(price * quantity))',
  large: 'lines[quantity > 2].sku',
  tags: '$join(tags, ", ")',
  lines: 'lines.{"sku": sku, "amount": price * quantity}',
};

const asFormulas = (expressions) =>
  Object.entries(expressions).map(([target, expression]) => ({ kind: 'formula', target, expression }));

const mixed = [
  ...Object.entries({ number: 'number', city: 'customer.address.city', zip: 'customer.address.zip' }),
  ...Object.entries({ street: 'customer.address.street', note: 'note', placedAt: 'placedAt', net: 'net' }),
  ...Object.entries({ channel: 'channel', last: 'customer.last' }),
].map(([target, source]) => ({ kind: 'field', target, source }));
mixed.push(
  { kind: 'static', target: 'source', value: 'bench' },
  { kind: 'lookup', target: 'status', source: 'status', table: 'states' },
  ...asFormulas(Object.fromEntries(Object.entries(formulas).filter(([target]) => !['number', 'city', 'zip', 'street', 'note', 'placedAt'].includes(target)).slice(0, 9))), // prettier-ignore
);

/** The lines of the record, each a child with a key, two plain fields and a formula. */
const lineChildren = {
  target: 'lines',
  source: 'lines',
  type: 'TRANSACTION_LINE',
  key: 'sku',
  mappings: [
    { kind: 'field', target: 'sku', source: 'sku' },
    { kind: 'field', target: 'quantity', source: 'quantity' },
    { kind: 'formula', target: 'amount', expression: 'price * quantity' },
  ],
};

const cases = {
  'twenty fields and five lines': [mixed, {}, [lineChildren]],
  'twenty formulas': [asFormulas(formulas), formulas],
  'five list formulas': [asFormulas(listFormulas), listFormulas],
};

const results = {};
for (const [name, [mappings, expressions, children]] of Object.entries(cases)) {
  results[name] = {
    mappings: mappings.length,
    ...(await measure(contendersFor(name, { mappings, children }, expressions))),
  };
}
await save('map', { rounds, roundMs, expectedRatio: 10, cases: results });

function contendersFor(name, maps, expressions) {
  const tables = { states: { rows: { paid: 'PAID', open: 'OPEN' } } };
  const definition = { name, type: 'TRANSACTION', direction: 'TO', syncType: 'ADD', ...maps };
  const collection = compileCollection(definition, { trusted: false, tables });
  const contenders = { collection: () => collection.map(record, context) };
  if (collection.map(record, context) instanceof Promise)
    throw new Error(`${name}: not all of it is closures`);
  const sources = Object.entries(expressions);
  if (sources.length === 0) return contenders;
  const compiled = sources.map(([target, source]) => [target, jsonata(source)]);
  contenders.perExpression = async () => {
    const mapped = {};
    for (const [target, expression] of compiled) mapped[target] = await expression.evaluate(record, bindings);
    return mapped;
  };
  contenders.perCall = async () => {
    const mapped = {};
    for (const [target, source] of sources) mapped[target] = await jsonata(source).evaluate(record, bindings);
    return mapped;
  };
  return contenders;
}

/** Records per second of each, and how many times the others' the collection's is in the same round. */
async function measure(contenders) {
  const names = Object.keys(contenders);
  const perSecond = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) await during(contenders[name], roundMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) perSecond[name].push(await during(contenders[name], roundMs));
  }
  const ratios = Object.fromEntries(
    names
      .filter((name) => name !== 'collection')
      .map((name) => [name, spread(perSecond.collection.map((rate, at) => rate / perSecond[name][at]))]),
  );
  return { perSecond: mapValues(perSecond, spread), ratios };
}

/** Records per second of the process's own time: another process on the machine does not count. */
async function during(run, ms) {
  const began = performance.now();
  const before = process.cpuUsage();
  let runs = 0;
  while (performance.now() - began < ms) {
    for (let at = 0; at < 10; at += 1) {
      const made = run();
      if (made instanceof Promise) await made;
    }
    runs += 10;
  }
  const { user, system } = process.cpuUsage(before);
  return (runs * 1_000_000) / (user + system);
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const round = (value) => Math.round(value * 10) / 10;
  return { middle: round(sorted[sorted.length >> 1]), least: round(sorted[0]), most: round(sorted.at(-1)) };
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
