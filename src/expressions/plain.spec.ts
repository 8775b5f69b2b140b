import { envelopeOf } from './envelope.js';
import { toPlain } from './plain.js';

describe('a result made plain', () => {
  it('is the very same value where it is plain already', () => {
    const value = { a: [1, { b: null }], c: 'x' };

    expect(toPlain(value)).toBe(value);
  });

  it('keeps a key __proto__ a key', () => {
    const odd = Object.assign(Object.create(null) as object, { a: 1 });
    Object.defineProperty(odd, '__proto__', { value: { isAdmin: true }, enumerable: true });

    const value = toPlain(odd) as Record<string, unknown>;

    expect(Object.keys(value)).toEqual(['a', '__proto__']);
    expect(value['isAdmin']).toBeUndefined();
  });

  it('says null for what a list cannot hold, and leaves it out of an object', () => {
    expect(toPlain([1, undefined, () => 1, { _jsonata_lambda: true }])).toEqual([1, null, null, null]);
    expect(toPlain({ a: undefined, f: () => 1, b: 2 })).toStrictEqual({ b: 2 });
  });

  it('is refused when it is too deep or too large', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 300; level += 1) deep = [deep];

    expect(() => toPlain(deep)).toThrow(expect.objectContaining({ code: 'EXPRESSION_TOO_LARGE' }));
    expect(() => toPlain('x'.repeat(101), 100)).toThrow(
      expect.objectContaining({ code: 'EXPRESSION_TOO_LARGE' }),
    );
  });
});

describe('the envelope of a body', () => {
  it('is the body without its records', () => {
    const records = [{ id: 1 }, { id: 2 }];

    expect(envelopeOf({ realm: 'r', events: records, more: { seq: 3 } }, records)).toEqual({
      realm: 'r',
      more: { seq: 3 },
    });
    expect(envelopeOf(records, records)).toBeUndefined();
    const [first] = records;
    expect(envelopeOf({ data: first, type: 't' }, [first])).toEqual({ type: 't' });
  });

  it('is empty when the body is the record', () => {
    const body = { id: 1 };

    expect(envelopeOf(body, [body])).toEqual({});
  });
});
