import fc from 'fast-check';

import { compareVersions } from './versions.js';

describe('compareVersions', () => {
  it.each([
    [1, 2, -1],
    ['9', '10', -1],
    ['9007199254740993', '9007199254740992', 1],
    ['1.5', '1.25', 1],
    [1.5, '1.50', 0],
    ['2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', 0],
    ['2026-01-01T00:00:00.000100Z', '2026-01-01T00:00:00.0001Z', 0],
    ['2026-01-01T00:00:00.000101Z', '2026-01-01T00:00:00.0002Z', -1],
    ['W/"abc"', 'W/"abc"', 0],
  ])('orders %s and %s', (a, b, order) => {
    expect(compareVersions(a, b)).toBe(order);
  });

  it('says nothing of etags, or of a number against a time', () => {
    expect(compareVersions('W/"abc"', 'W/"abd"')).toBeNull();
    expect(compareVersions(1, '2026-01-01T00:00:00Z')).toBeNull();
    expect(compareVersions('2026-13-01T00:00:00Z', '2026-01-01T00:00:00Z')).toBeNull();
  });

  it('is the order of whole numbers of any length, both ways round', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        (a, b) => {
          const order = compareVersions(String(a), String(b)) as number;
          expect(Math.sign(order)).toBe(a < b ? -1 : a > b ? 1 : 0);
          expect(compareVersions(String(b), String(a))).toBe(order === 0 ? 0 : -order);
        },
      ),
    );
  });
});
