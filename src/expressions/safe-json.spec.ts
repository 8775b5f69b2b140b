import fc from 'fast-check';

import { MAX_JSON_DEPTH, parseJson, withExactNumbers } from './safe-json.js';

describe('reading JSON', () => {
  it.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['-12345678901234567890', '-12345678901234567890'],
    ['0.1', 0.1],
    ['1.10', 1.1],
    ['0.30000000000000004', 0.30000000000000004],
    ['123456789.123456789', '123456789.123456789'],
    ['3.14159265358979323846', '3.14159265358979323846'],
    ['1e3', 1000],
    ['1.5E2', 150],
    ['1e22', '1e22'],
    ['1e400', '1e400'],
    ['1e-400', '1e-400'],
    ['-0', -0],
    ['0.0000000000000000', 0],
    ['100000000000000.0', 100000000000000],
    ['5e-324', 5e-324],
    ['"12345678901234567890 1e9"', '12345678901234567890 1e9'],
  ])('makes %s the value %p', (text, expected) => {
    expect(parseJson(text)).toBe(expected);
    expect(parseJson(`{"a":[1, ${text}]}`)).toEqual({ a: [1, expected] });
  });

  it('changes no number that a double holds, and keeps the digits of all others', () => {
    const aNumber = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.bigInt().map(String),
      fc.tuple(fc.bigInt(), fc.nat()).map(([whole, part]) => `${whole}.${part}`),
      fc
        .tuple(fc.integer(), fc.integer({ min: -400, max: 400 }))
        .map(([digits, power]) => `${digits}e${power}`),
    );

    fc.assert(
      fc.property(fc.array(aNumber), (numbers) => {
        const values = parseJson(`[${numbers.join(',')}]`) as (number | string)[];

        values.forEach((value, at) => {
          if (typeof value === 'string') expect(value).toBe(numbers[at]);
          else expect(isSameDecimal(String(value), numbers[at] ?? '')).toBe(true);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives what JSON.parse gives for everything else', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(withNumbers(parseJson(text))).toBe(withNumbers(JSON.parse(text)));
      }),
    );
  });

  it('takes 200 levels and refuses 201, whatever the strings hold', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}"]]}}[[{{\\""${']'.repeat(depth)}`;

    expect(parseJson(nested(MAX_JSON_DEPTH))).toBeDefined();
    expect(() => parseJson(nested(MAX_JSON_DEPTH + 1))).toThrow(
      expect.objectContaining({ code: 'JSON_TOO_DEEP' }),
    );
    expect(parseJson(`[${'[],'.repeat(500)}{}]`)).toHaveLength(501);
    expect(parseJson(JSON.stringify('['.repeat(5_000)))).toHaveLength(5_000);
  });

  it('refuses what is no JSON without quoting it', () => {
    expect(() => parseJson('{"secret": nonsense}')).toThrow(
      expect.objectContaining({ code: 'JSON_INVALID', message: expect.not.stringContaining('nonsense') }),
    );
    expect(() => parseJson('')).toThrow(expect.objectContaining({ code: 'JSON_INVALID' }));
  });

  it.each([
    '{"__proto__":{"isAdmin":true},"a":1}',
    '{"__proto__":{"isAdmin":true},"a":12345678901234567890}',
  ])('keeps __proto__ a key like any other: %s', (text) => {
    const value = parseJson(text) as Record<string, unknown>;

    expect(value['isAdmin']).toBeUndefined();
    expect(Object.keys(value)).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('writing JSON', () => {
  it('writes the digits of a numeric field as a number, on the way into arrays too', () => {
    const value = {
      id: '12345678901234567890',
      note: '123',
      lines: [{ price: '0.1000000000000000055' }, { price: '0.10' }, { price: 'free' }, {}],
    };

    const written = withExactNumbers(value, new Set(['id', 'lines.price', 'missing.field']));

    expect(JSON.stringify(written)).toBe(
      '{"id":12345678901234567890,"note":"123",' +
        '"lines":[{"price":0.1000000000000000055},{"price":0.1},{"price":"free"},{}]}',
    );
    expect(value.lines[0]).toEqual({ price: '0.1000000000000000055' });
  });

  it('shows a number no double holds as its digits wherever it becomes text, and as the nearest double elsewhere', () => {
    const { id } = withExactNumbers({ id: '12345678901234567890' }, new Set(['id'])) as { id: number };

    expect([`${id}`, String(id), [id].join()]).toEqual(Array(3).fill('12345678901234567890'));
    expect(id * 1).toBe(12345678901234567000);
  });

  it('brings every number back as it came when its fields are named', () => {
    fc.assert(
      fc.property(fc.bigInt(), (id) => {
        const text = `{"id":${id}}`;

        expect(JSON.stringify(withExactNumbers(parseJson(text), new Set(['id'])))).toBe(text);
      }),
    );
  });

  it('leaves text that is no JSON number a string', () => {
    for (const text of ['007', '+1', '1.', '.5', '0x1F', ' 1', '1e', 'NaN', '']) {
      expect(JSON.stringify(withExactNumbers({ id: text }, new Set(['id'])))).toBe(
        JSON.stringify({ id: text }),
      );
    }
  });
});

/** JSON in which a text of digits and the number are the same. */
function withNumbers(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' && item.trim() !== '' && Number.isFinite(Number(item)) ? Number(item) : item,
  );
}

/** Compared as whole numbers, so that the test shares nothing with what it tests. */
function isSameDecimal(left: string, right: string): boolean {
  const [leftDigits, leftPower] = scaled(left);
  const [rightDigits, rightPower] = scaled(right);
  const power = Math.min(leftPower, rightPower);
  return leftDigits * 10n ** BigInt(leftPower - power) === rightDigits * 10n ** BigInt(rightPower - power);
}

function scaled(text: string): [bigint, number] {
  const [mantissa = '0', power = '0'] = text.toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return [BigInt(whole + fraction), Number(power) - fraction.length];
}
