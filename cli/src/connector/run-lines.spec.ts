import fc from 'fast-check';

import type { GoldenRun } from './golden-run.js';
import { differenceOf, linesOf } from './run-lines.js';

const run: GoldenRun = {
  fixture: 'order',
  answered: 200,
  verdicts: [{ element: 1, verdict: 'no-change', rule: 'hub', scope: 'order/updated', recordId: null }],
  transfers: [{ direction: 'TO', scope: 'order/updated', recordId: '7', state: 'done', code: null }],
  records: [
    { type: 'TRANSACTION', externalId: '7', data: { total: '1', lines: [{ sku: 'A' }] }, isDeleted: false },
  ],
  calls: [{ method: 'POST', url: 'https://acme.example/orders', body: { total: '1' } }],
};

it('says what a hook came to, fact by fact', () => {
  expect(linesOf(run)).toEqual([
    'answered 200',
    'verdict element=1 verdict=no-change rule=hub scope=order/updated',
    'transfer direction=TO scope=order/updated recordId=7 state=done',
    'record TRANSACTION 7',
    'record TRANSACTION 7 total = "1"',
    'record TRANSACTION 7 lines.0.sku = "A"',
    'record TRANSACTION 7 isDeleted = false',
    'call POST https://acme.example/orders',
    'call POST https://acme.example/orders body.total = "1"',
  ]);
});

it('shows what one field changed, and no more', () => {
  const changed = { ...run, records: [{ ...run.records[0], data: { total: '2', lines: [{ sku: 'A' }] } }] };

  expect(differenceOf(linesOf(run), linesOf(changed))).toEqual([
    '- record TRANSACTION 7 total = "1"',
    '+ record TRANSACTION 7 total = "2"',
  ]);
});

it('shows that calls left in another order', () => {
  const calls = [{ method: 'GET', url: 'a' }, ...run.calls];
  const [before, after] = [calls, calls.toReversed()].map((one) => linesOf({ calls: one }));

  expect(differenceOf(before ?? [], after ?? [])).toEqual(['- call GET a', '+ call GET a']);
});

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

it('makes one of the other: what stays is common to both, in order', () => {
  fc.assert(
    fc.property(lines, lines, (was, is) => {
      const found = differenceOf(was, is);
      const gone = found.filter((line) => line.startsWith('-'));
      const come = found.filter((line) => line.startsWith('+'));

      expect(was.length - gone.length).toBe(is.length - come.length);
      expect(without(was, gone)).toEqual(without(is, come));
      expect(differenceOf(was, was)).toEqual([]);
    }),
  );
});

/** What is left, whatever its order. */
function without(all: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...all];
  for (const line of taken) left.splice(left.indexOf(line.slice(2)), 1);
  return left.sort();
}
