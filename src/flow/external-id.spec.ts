import fc from 'fast-check';

import { canonicalId } from './external-id.js';

describe('canonicalId', () => {
  it.each([
    [123, '123'],
    ['123', '123'],
    [' Ab-1 ', 'Ab-1'],
    ['0012', '0012'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [-2.5e-7, '-0.00000025'],
    [0, '0'],
  ])('makes %p to %p', (raw, id) => {
    expect(canonicalId(raw)).toEqual({ id });
  });

  it.each([[''], ['  '], [null], [undefined], [true], [{}], [['a']], [Number.NaN], ['é'.repeat(257)]])(
    'takes %p for no id and says why',
    (raw) => {
      const { id, problem } = canonicalId(raw);

      expect(id).toBeUndefined();
      expect(problem).toEqual(expect.any(String));
    },
  );

  it("goes through the connector's own form, which must answer text", () => {
    const lastPart = (raw: string): string => raw.split('/').at(-1) ?? '';

    expect(canonicalId('gid://shop/Order/123', lastPart)).toEqual({ id: '123' });
    expect(canonicalId('gid://shop/Order/', lastPart).problem).toBe('the id is empty');
    expect(canonicalId('a', () => 1 as unknown as string).problem).toContain('normalize');
  });

  it('gives numbers the digits they have', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const { id } = canonicalId(number);

        expect(id).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(id)).toBe(number === 0 ? 0 : number);
      }),
    );
  });
});
