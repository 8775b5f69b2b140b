import fc from 'fast-check';

import { IdReader, type ReadId } from './id-reader.js';

function read(text: string, pieceBytes = 7): ReadId[] {
  const reader = new IdReader();
  const bytes = Buffer.from(text);
  const found: ReadId[] = [];
  for (let from = 0; from < bytes.length; from += pieceBytes)
    found.push(...reader.push(bytes.subarray(from, from + pieceBytes)));
  return [...found, ...reader.end()];
}

const idsOf = (found: readonly ReadId[]): unknown[] =>
  found.map((one) => ('id' in one ? one.id : one.problem));

/** Ids as systems have them; plain lines cannot begin with a quote, a brace or a bracket. */
const anId = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((id) => id.trim() === id && id !== '' && !/[\r\n]/.test(id) && !/^["{[]/.test(id));

describe('a list of ids', () => {
  it('is the same as an array, as JSON lines, as objects and as plain lines, in whatever pieces', () => {
    fc.assert(
      fc.property(fc.array(anId, { minLength: 1 }), fc.integer({ min: 1, max: 50 }), (ids, pieceBytes) => {
        const texts = [
          JSON.stringify(ids),
          JSON.stringify(ids.map((id) => ({ id, name: '],{"' }))),
          ids.map((id) => JSON.stringify(id)).join('\n'),
          ids.map((id) => `${JSON.stringify({ id })}\r`).join('\n'),
          `\n${ids.join('\r\n')}\n\n`,
        ];
        for (const text of texts) expect(idsOf(read(text, pieceBytes))).toEqual(ids);
      }),
    );
  });

  it('keeps numbers as they are written', () => {
    expect(idsOf(read('[1, 12345678901234567890, {"id": 98765432109876543210}]'))).toEqual([
      '1',
      '12345678901234567890',
      '98765432109876543210',
    ]);
  });

  it('says what is no id, and goes on', () => {
    expect(idsOf(read('["a", null, {"name": "x"}, [1], "", "b"]'))).toEqual([
      'a',
      'malformed',
      'malformed',
      'malformed',
      'malformed',
      'b',
    ]);
    expect(idsOf(read(`a\n${'x'.repeat(5_000)}\n{"id":\nb`))).toEqual(['a', 'too-long', 'malformed', 'b']);
  });

  it('says that an array has no end, or that something follows it', () => {
    expect(read('["a", "b')).toContainEqual({ problem: 'malformed', text: 'the array has no end' });
    expect(idsOf(read('["a"] ["b"]'))).toEqual(['a', 'malformed', 'too-long']);
  });

  it('is empty where there is nothing', () => {
    expect([read(''), read(' \n '), read('[]')]).toEqual([[], [], []]);
  });
});
