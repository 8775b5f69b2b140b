import { amountOf, moneyOf } from '../src/money.js';

it.each([
  [{ amount: 1295, currency: 'EUR' }, '12.95'],
  [{ amount: 5, currency: 'USD' }, '0.05'],
  [{ amount: -1295, currency: 'USD' }, '-12.95'],
  [{ amount: 1295, currency: 'JPY' }, '1295'],
  [{ amount: 1295, currency: 'KWD' }, '1.295'],
  [{ amount: '900719925474099312', currency: 'USD' }, '9007199254740993.12'],
  [null, null],
  [{ currency: 'EUR' }, null],
])('reads %j as %j', (money, amount) => {
  expect(amountOf(money as never)).toBe(amount);
});

it.each([
  ['12.95', 'EUR', { amount: 1295, currency: 'EUR' }],
  [12.9, 'EUR', { amount: 1290, currency: 'EUR' }],
  [1295, 'JPY', { amount: 1295, currency: 'JPY' }],
  ['-0.05', 'USD', { amount: -5, currency: 'USD' }],
  ['12.9500', 'EUR', { amount: 1295, currency: 'EUR' }],
  [null, 'EUR', null],
])('writes %j %s as %j', (amount, currency, money) => {
  expect(moneyOf(amount, currency)).toEqual(money);
});

it.each([
  ['12.955', 'EUR'],
  ['12.5', 'JPY'],
  ['twelve', 'EUR'],
  ['12', null],
])('refuses %j %j', (amount, currency) => {
  expect(() => moneyOf(amount, currency)).toThrow(expect.objectContaining({ failure: 'Invalid' }) as Error);
});
