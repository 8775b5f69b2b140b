import fc from 'fast-check';
import jsonata from 'jsonata';

import { SystemClock } from '../clock/index.js';
import type { ElementSource } from './element-source.js';
import { LoopTurns } from './loop-turns.js';
import { pickElements } from './picked-elements.js';
import { scannedElements } from './scanned-elements.js';
import { isUndecodable } from './undecodable.js';

const turns = new LoopTurns(new SystemClock());
const NAMES = ['a', 'b', 'c d', '__proto__', 'ü"\\'];

const name = fc.constantFrom(...NAMES);
const document = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, true, false, 0, -1.5, 12, '', 'x', '"[{', '\\', '\u2028', 'a\\"b', '🚒'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
})).value;
const path = fc.array(name, { maxLength: 3 });

async function allOf(source: ElementSource): Promise<{ elements: unknown[]; envelopes: unknown[] }> {
  const elements: unknown[] = [];
  const envelopes: unknown[] = [];
  for (let index = 0; index < source.count; index += 1) {
    elements.push(await source.element(index));
    envelopes.push(await source.envelope(index));
  }
  return { elements, envelopes };
}

describe('scanning bytes for elements', () => {
  it('finds what picking from the parsed body finds, elements and envelopes', async () => {
    await fc.assert(
      fc.asyncProperty(document, path, fc.constantFrom(0, 2), async (body, names, indent) => {
        const bytes = Buffer.from(JSON.stringify(body, null, indent));
        const parsed: unknown = JSON.parse(bytes.toString());

        const picked = pickElements(parsed, names);
        const scanned = await scannedElements(bytes, names, turns);

        if (isUndecodable(picked)) {
          expect(isUndecodable(scanned) && scanned.code).toBe(picked.code);
          return;
        }
        if (isUndecodable(scanned))
          throw new Error(`scanned: ${scanned.code} ${JSON.stringify(scanned.facts)}`);
        expect(await allOf(scanned)).toEqual(await allOf(picked));
      }),
      { numRuns: 2_000 },
    );
  });

  it('selects what JSONata selects', async () => {
    await fc.assert(
      fc.asyncProperty(
        document,
        fc.array(fc.constantFrom('a', 'b', 'c d'), { minLength: 1, maxLength: 3 }),
        async (body, names) => {
          const plain: unknown = JSON.parse(JSON.stringify(body));
          const expression = names.map((one) => `\`${one}\``).join('.');
          const selected: unknown = await jsonata(expression).evaluate(plain);

          const scanned = await scannedElements(Buffer.from(JSON.stringify(plain)), names, turns);

          const expected = selected === undefined ? [] : Array.isArray(selected) ? [...selected] : [selected];
          if (isUndecodable(scanned)) {
            expect(typeof selected !== 'object' || selected === null).toBe(true);
            return;
          }
          const { elements } = await allOf(scanned);
          // A list inside the last list is an element here; JSONata spreads it or not, by what stands beside it.
          fc.pre(!elements.some((element) => Array.isArray(element)));
          expect(elements).toEqual(expected);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('takes the last of two equal names, as JSON.parse does', async () => {
    const scanned = await scannedElements(Buffer.from('{"a":[1,2],"x":1,"a":[3]}'), ['a'], turns);

    expect(isUndecodable(scanned) ? scanned : (await allOf(scanned)).elements).toEqual([3]);
  });

  it('gives each element the envelope it lies in: no other item of a list on the way', async () => {
    const body = {
      seq: 7,
      accounts: [
        { realm: 'r1', change: { kind: 'k', entities: [{ id: 1 }, { id: 2 }] } },
        { realm: 'r2', change: { kind: 'l', entities: [{ id: 3 }] } },
      ],
    };

    const scanned = await scannedElements(
      Buffer.from(JSON.stringify(body)),
      ['accounts', 'change', 'entities'],
      turns,
    );

    if (isUndecodable(scanned)) throw new Error(scanned.code);
    expect((await allOf(scanned)).envelopes).toEqual([
      { seq: 7, accounts: [{ realm: 'r1', change: { kind: 'k' } }] },
      { seq: 7, accounts: [{ realm: 'r1', change: { kind: 'k' } }] },
      { seq: 7, accounts: [{ realm: 'r2', change: { kind: 'l' } }] },
    ]);
  });

  it.each([
    ['[{"a":1},{"a":2}', 'json-malformed'],
    ['[{"a":"x', 'json-malformed'],
    ['[{"a":1} {"a":2}]', 'json-malformed'],
    ['{"a" 1}', 'json-malformed'],
    ['{"a":[1]} x', 'json-malformed'],
    ['', 'json-malformed'],
    ['['.repeat(300), 'too-deep'],
    [`{"a":${'['.repeat(300)}`, 'too-deep'],
    [`[${'1,'.repeat(100_001)}1]`, 'too-many-elements'],
  ])('refuses %.20s with %s', async (text, code) => {
    const scanned = await scannedElements(Buffer.from(text), text.startsWith('{') ? ['a'] : [], turns);

    expect(isUndecodable(scanned) && scanned.code).toBe(code);
  });

  it('lets one broken element harm no other', async () => {
    const scanned = await scannedElements(Buffer.from('[{"a":1},{"a":tru},{"a":3}]'), [], turns);

    if (isUndecodable(scanned)) throw new Error(scanned.code);
    const { elements } = await allOf(scanned);
    expect([elements[0], isUndecodable(elements[1]), elements[2]]).toEqual([{ a: 1 }, true, { a: 3 }]);
  });
});
