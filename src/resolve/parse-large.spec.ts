import fc from 'fast-check';

import { SystemClock } from '../clock/index.js';
import { LoopTurns } from './loop-turns.js';
import { parseLarge } from './parse-large.js';
import { Undecodable } from './undecodable.js';

const turns = new LoopTurns(new SystemClock());
const big = 'x'.repeat(90_000);

describe('parsing a large text in pieces', () => {
  it('gives what JSON.parse gives', async () => {
    const leaf = fc.oneof(
      fc.constantFrom(null, true, 1, 'é', big, ''),
      fc.dictionary(fc.string(), fc.integer()),
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('any'), { maxLength: 5 }),
        fc.dictionary(fc.string(), tie('any'), { maxKeys: 5 }),
      ),
    })).any;
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(0, 1),
        async (body, indent) => {
          const text = JSON.stringify(body, null, indent);

          expect(await parseLarge(Buffer.from(text), turns)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keeps numbers beyond a double as they are written', async () => {
    const text = JSON.stringify({ pad: [big, big] }).replace('}', ',"id":820982911946154508}');

    expect(await parseLarge(Buffer.from(text), turns)).toMatchObject({ id: '820982911946154508' });
  });

  it.each([['{"a":"'], ['["a" "b",'], [`[${'['.repeat(300)}`]])(
    'refuses a broken text that begins %.10s',
    async (start) => {
      const text = `${start}${big}${big}`;

      expect(await parseLarge(Buffer.from(text), turns)).toBeInstanceOf(Undecodable);
    },
  );
});
