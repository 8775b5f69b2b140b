import fc from 'fast-check';

import { judgeAddress } from './address-rules.js';
import { parseAllowList } from './allow-list.js';
import { checkUrl, guardedLookup } from './guard.js';

type Parts = readonly [number, number, number, number];
type Spelling = (parts: Parts) => string;

const NOBODY = parseAllowList('');

/** Ranges that are refused, as (first, bits). */
const RANGES: readonly (readonly [Parts, number])[] = [
  [[0, 0, 0, 0], 8],
  [[10, 0, 0, 0], 8],
  [[100, 64, 0, 0], 10],
  [[127, 0, 0, 0], 8],
  [[168, 63, 129, 16], 32],
  [[169, 254, 0, 0], 16],
  [[172, 16, 0, 0], 12],
  [[192, 0, 0, 0], 24],
  [[192, 0, 2, 0], 24],
  [[192, 88, 99, 0], 24],
  [[192, 168, 0, 0], 16],
  [[198, 18, 0, 0], 15],
  [[198, 51, 100, 0], 24],
  [[203, 0, 113, 0], 24],
  [[224, 0, 0, 0], 4],
  [[240, 0, 0, 0], 4],
];

const refused = fc.tuple(fc.constantFrom(...RANGES), fc.nat(0xffff_ffff)).map(([[first, bits], noise]) => {
  const mask = bits === 32 ? 0 : 0xffff_ffff >>> bits;
  return partsOf((wholeOf(first) | (noise & mask)) >>> 0);
});

/** One part of a dotted address in the three bases, with needless zeros. */
const inBase: fc.Arbitrary<(part: number) => string> = fc.oneof(
  fc.constant((part: number) => String(part)),
  fc.nat(3).map((zeros) => (part: number) => `0x${'0'.repeat(zeros)}${part.toString(16)}`),
  fc.nat(3).map((zeros) => (part: number) => `0X${'0'.repeat(zeros)}${part.toString(16).toUpperCase()}`),
  fc.nat(3).map((zeros) => (part: number) => `0${'0'.repeat(zeros)}${part.toString(8)}`),
);

/** One to four parts, the last holding what is left: 127.1, 127.0.1, 2130706433. */
const dotted: fc.Arbitrary<Spelling> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.array(inBase, { minLength: 4, maxLength: 4 }))
  .map(([count, bases]) => (parts) => {
    const last = wholeOf(parts) % 256 ** (5 - count);
    return [...parts.slice(0, count - 1), last].map((part, n) => bases[n]?.(part)).join('.');
  });

/** How a text may be disguised in a URL: escapes, wide digits, other dots, a dot at the end. */
const disguise: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
  (text: string) => text,
  (text: string) => `${text}.`,
  (text: string) => text.replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`),
  (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (text: string) => text.replaceAll('.', '。'),
  (text: string) => text.replaceAll('.', '．'),
);

const wrapped: fc.Arbitrary<Spelling> = fc
  .tuple(
    fc.constantFrom(
      '::ffff:',
      '0:0:0:0:0:ffff:',
      '0000:0000:0000:0000:0000:FFFF:',
      '::',
      '::ffff:0:',
      '64:ff9b::',
      '0064:ff9b:0:0:0:0:',
      '64:ff9b:1::',
      '2a00:1450::5efe:',
    ),
    fc.boolean(),
  )
  .map(
    ([prefix, isDotted]) =>
      (parts) =>
        `[${prefix}${isDotted ? parts.join('.') : hexPair(parts)}]`,
  );

const carried: fc.Arbitrary<Spelling> = fc.constantFrom<Spelling>(
  (parts) => `[2002:${hexPair(parts)}::]`,
  (parts) => `[2002:${hexPair(parts)}::1]`,
  (parts) => `[2001:0:4136:e378:8000:63bf:${hexPair(partsOf(~wholeOf(parts) >>> 0))}]`,
  (parts) => `[2001:0:${hexPair(parts)}:8000::1]`,
);

describe('an IPv4 address that may not be called', () => {
  it('is refused in every spelling of a URL: bases, short forms, escapes, wide digits, and inside IPv6', () => {
    const plain = fc.tuple(dotted, disguise).map(
      ([spell, hide]): Spelling =>
        (parts) =>
          hide(spell(parts)),
    );
    const spelling = fc.oneof({ weight: 3, arbitrary: plain }, wrapped, carried);
    fc.assert(
      fc.property(refused, spelling, fc.constantFrom('http', 'https'), (parts, spell, scheme) => {
        expect(() => checkUrl(`${scheme}://${spell(parts)}/`, NOBODY)).toThrow(
          expect.objectContaining({ code: 'EGRESS_REFUSED', wasSent: false }),
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it('is refused wherever it stands among the answers of a resolver', async () => {
    const good = fc.constantFrom<string>('1.1.1.1', '8.8.8.8', '2606:4700:4700::1111');
    await fc.assert(
      fc.asyncProperty(fc.array(good, { maxLength: 4 }), refused, fc.nat(4), async (others, parts, at) => {
        const addresses = others.toSpliced(at, 0, parts.join('.'));
        await expect(lookup(addresses)).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
      }),
      { numRuns: 300 },
    );
  });

  it('these ranges and the judgement of addresses agree', () => {
    fc.assert(fc.property(refused, (parts) => judgeAddress(parts.join('.')) !== null));
  });
});

function lookup(addresses: readonly string[]): Promise<unknown> {
  const look = guardedLookup(new URL('http://a.example/'), NOBODY, async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  );
  return new Promise((resolve, reject) => {
    look('a.example', { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });
}

function wholeOf(parts: Parts): number {
  return parts.reduce((whole, part) => whole * 256 + part, 0);
}

function partsOf(whole: number): Parts {
  return [whole >>> 24, (whole >>> 16) & 255, (whole >>> 8) & 255, whole & 255];
}

function hexPair([a, b, c, d]: Parts): string {
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
