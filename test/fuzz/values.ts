import fc from 'fast-check';

import type { Kind, Pool } from './pool.js';
import { Ref } from './pool.js';
import { RawNumber } from './raw-json.js';

/** Every kind of id there is, and one of none. */
export const KINDS: readonly Kind[] = [
  'con',
  'ten',
  'trl',
  'syn',
  'scp',
  'sch',
  'rpl',
  'rcv',
  'rcn',
  'mru',
  'map',
  'lnk',
  'key',
  'hok',
  'req',
  'rec',
  'mrg',
  'dup',
  'trk',
  'xyz',
];

export const NAMES_OF_PROTOTYPES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

const NASTY_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\u0001\u001f\u007f\u0085',
  '\ud800',
  'x\udfff\ud800y',
  '\ufeff',
  '\u202e\u2066',
  '￿',
  '𝕊𝔱𝕣',
  'i̇İı',
  '👩‍👩‍👧‍👦',
  '../../etc/passwd',
  '..\\..',
  '%00',
  '%2e%2e%2f',
  "' OR 1=1 --",
  '"; DROP TABLE hook; --',
  '%_\\',
  '$1',
  '${x}',
  '{{x}}',
  '<script>alert(1)</script>',
  'null',
  'undefined',
  'NaN',
  'true',
  '-0',
  '1e400',
  '0x10',
  '9007199254740993',
  '99999999999999999999999999',
  '2026-13-45T99:99:99Z',
  '-271821-04-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  '2026-02-30',
  '(a+)+$',
  '$$$$[[[',
  'function(){}',
  '$eval("1")',
  '{"a":1}',
  '[1,2]',
  'a,b,,c',
  'http://',
  'file:///etc/passwd',
  'http://127.0.0.1:1/',
  'x:',
  'x:A',
  'X:lower',
  ...NAMES_OF_PROTOTYPES,
];

export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('a', 'é', '😀', '\\', '"', '[', '%')
      .chain((unit) =>
        fc.constantFrom(64, 65, 255, 256, 257, 1_000, 4_096, 70_000).map((times) => unit.repeat(times)),
      ),
  },
);

const nastyNumber: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  0,
  -0,
  -1,
  1,
  0.5,
  1e-7,
  255,
  65_536,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  2 ** 63,
  1e21,
  1.797e308,
  new RawNumber('1e999'),
  new RawNumber('-1e999'),
  new RawNumber('-0'),
  new RawNumber('123456789012345678901234567890'),
  new RawNumber('0.1000000000000000055511151231257827021181583404541015625'),
);

/** Objects whose keys are those of a prototype are made from text: a literal would set the prototype. */
const nastyObject: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant({}),
  fc
    .constantFrom(...NAMES_OF_PROTOTYPES)
    .map((name) => JSON.parse(`{"${name}":{"${name}":1,"polluted":true}}`) as unknown),
  fc.dictionary(nastyText, fc.integer(), { maxKeys: 4 }),
  fc.constantFrom(10, 150, 210, 2_000).map((depth) => nested(depth, (inside) => ({ a: inside }))),
);

const nastyList: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant([]),
  fc.constant([null]),
  fc.constantFrom(10, 210, 2_000).map((depth) => nested(depth, (inside) => [inside])),
  fc.constantFrom(101, 1_001, 10_001).map((length) => Array.from({ length }, (_, at) => at)),
  fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 5 }),
);

/** A value of any type where another is wanted. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: nastyText },
  { weight: 4, arbitrary: nastyNumber },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false) },
  { weight: 2, arbitrary: nastyObject },
  { weight: 2, arbitrary: nastyList },
);

/** An id of the kind; sometimes one of another kind, of another tenant, or of nothing. */
export function idOf(pool: Pool, kind: Kind): fc.Arbitrary<unknown> {
  const known = (of: Kind): fc.Arbitrary<unknown> =>
    fc.noBias(fc.nat(4_095)).map((number) => new Ref(pool, of, number));
  return fc.oneof(
    { weight: 16, arbitrary: known(kind) },
    { weight: 1, arbitrary: fc.constantFrom(...KINDS).chain(known) },
    { weight: 1, arbitrary: fc.base64String({ maxLength: 24 }).map((text) => `${kind}_${text}`) },
    { weight: 1, arbitrary: nastyText },
  );
}

function nested(depth: number, around: (inside: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = around(value);
  return value;
}
