import { smallestUnits } from '@hookyard/sdk';

const units = smallestUnits({ 0: 'JPY KRW', 3: 'KWD' });

it.each([
  [1295, 'EUR', '12.95'],
  [5, 'USD', '0.05'],
  [-1295, 'usd', '-12.95'],
  [1295, 'JPY', '1295'],
  [1295, 'kwd', '1.295'],
  ['900719925474099312', 'USD', '9007199254740993.12'],
  [1295, undefined, '12.95'],
  [12.5, 'EUR', null],
  [null, 'EUR', null],
])('reads %j of %j as %j', (counted, currency, amount) => {
  expect(units.decimalOf(counted, currency)).toBe(amount);
});

it.each([
  ['12.95', 'EUR', 1295],
  [12.9, 'EUR', 1290],
  [1295, 'JPY', 1295],
  ['-0.05', 'USD', -5],
  ['12.9500', 'EUR', 1295],
  [null, 'EUR', null],
])('writes %j of %j as %j', (amount, currency, counted) => {
  expect(units.unitsOf(amount, currency)).toBe(counted);
});

it.each([
  ['12.955', 'EUR'],
  ['12.5', 'JPY'],
  ['twelve', 'EUR'],
  ['12', null],
])('refuses %j of %j', (amount, currency) => {
  expect(() => units.unitsOf(amount, currency)).toThrow(
    expect.objectContaining({ failure: 'Invalid' }) as Error,
  );
});
