import { amountOf, moneyOf } from '../src/money.js';

it.each([
  ['12.95', 'EUR', 1295],
  ['1295', 'JPY', 1295],
  ['1295', 'ISK', 1295],
  ['1.295', 'KWD', 1295],
])('%s %s are %i of the smallest unit', (decimal, currency, amount) => {
  expect(moneyOf(decimal, currency)).toEqual({ amount, currency });
  expect(amountOf({ amount, currency })).toBe(decimal);
});

it('is nothing where there is none', () => {
  expect([moneyOf(null, 'EUR'), amountOf(null), amountOf({ currency: 'EUR' })]).toEqual([null, null, null]);
});
