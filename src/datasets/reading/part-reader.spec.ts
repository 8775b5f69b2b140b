import fc from 'fast-check';
import iconv from 'iconv-lite';

import { parseJson } from '../../expressions/index.js';

import { PartReader } from './part-reader.js';
import type { RawRow, ReadChunk, Reading, ReadingAsk } from './reading.js';

const ANY: ReadingAsk = { format: null, charset: null, separator: null, header: null };
const LIMITS = { rowBytes: 64 * 1024, columns: 20 };

interface Taken {
  readonly rows: readonly RawRow[];
  readonly header: readonly string[];
  readonly bytes: number;
}

/** Sends a file in parts that are cut at these places; each part begins where the one before was taken to. */
function sent(file: Buffer, cuts: readonly number[] = [], ask: ReadingAsk = ANY, piece = 7): Taken {
  let reading: Reading | null = null;
  let bytes = 0;
  const rows: RawRow[] = [];
  const keep = (chunk: ReadChunk | null): void => {
    if (!chunk) return;
    rows.push(...chunk.rows);
    ({ reading, bytes } = chunk);
  };
  for (const cut of [...cuts.toSorted((a, b) => a - b), file.length]) {
    const part = new PartReader(reading, bytes, ask, LIMITS);
    for (let at = bytes; at < cut; at += piece)
      for (const chunk of part.push(file.subarray(at, Math.min(cut, at + piece)))) keep(chunk);
    keep(cut === file.length ? part.end() : part.rest());
  }
  return { rows, bytes, header: (reading as Reading | null)?.header ?? [] };
}

function rowsOf(text: string, ask?: Partial<ReadingAsk>): readonly RawRow[] {
  return sent(Buffer.from(text), [], { ...ANY, ...ask }).rows;
}

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', ' ', ',', ';', '"', '\n', '\r', '') });
const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 });
const cutsOf = fc.array(fc.nat(2_000), { maxLength: 6 });

function csvOf(rows: readonly (readonly string[])[], end: string): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  return [['a', 'b', 'c'], ...rows].map((cells) => cells.map(quoted).join(',')).join(end);
}

describe('a dataset cut anywhere', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'gb18030'])('has the same rows: CSV in %s', (charset) => {
    fc.assert(
      fc.property(
        table,
        cutsOf,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 50 }),
        (rows, cuts, end, piece) => {
          const file = iconv.encode(csvOf(rows, end), charset);
          const taken = sent(
            file,
            cuts.filter((cut) => cut < file.length),
            { ...ANY, charset, separator: ',' },
            piece,
          );
          expect(taken).toEqual({ rows, header: ['a', 'b', 'c'], bytes: file.length });
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(['lines', 'array'])('has the same rows: JSON as %s', (form) => {
    const value = fc.dictionary(fc.constantFrom('a', 'b', '"c"'), fc.jsonValue({ maxDepth: 2 }), {
      maxKeys: 3,
    });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1 }),
        cutsOf,
        fc.integer({ min: 1, max: 50 }),
        (rows, cuts, piece) => {
          const lines = rows.map((row) => JSON.stringify(row));
          const json = lines.map((line) => parseJson(line)) as RawRow[];
          const text = form === 'lines' ? lines.join('\n') : JSON.stringify(rows, null, 1);
          const file = Buffer.from(text);
          const taken = sent(
            file,
            cuts.filter((cut) => cut < file.length),
            ANY,
            piece,
          );
          expect(taken.rows).toEqual(json);
          expect(taken.bytes).toBe(file.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('counts nothing of a row that has not come whole', () => {
    const file = Buffer.from('a,b\n1,2\n3,');
    const part = new PartReader(null, 0, ANY, LIMITS);

    expect([...part.push(file)]).toEqual([]);
    expect(part.rest()).toMatchObject({ rows: [['1', '2']], bytes: 8 });
  });
});

describe('what CSV comes as', () => {
  it('finds the separator in the first line', () => {
    expect(rowsOf('a;b;c\n1,5;2;"x;y"')).toEqual([['1,5', '2', 'x;y']]);
    expect(rowsOf('a\tb\n1\t2\n')).toEqual([['1', '2']]);
    expect(rowsOf('a|b\n1|2\n', { separator: ',' })).toEqual([['1|2']]);
  });

  it('reads a mark, quoted line ends, doubled and stray quotes, and leaves empty lines out', () => {
    expect(rowsOf('\uFEFFa,b\r\n\r\n"1\r\n2","say ""hi"""\r\n\r\n5" pipe,x\r\n')).toEqual([
      ['1\r\n2', 'say "hi"'],
      ['5" pipe', 'x'],
    ]);
  });

  it('takes line ends of old machines, and rows longer and shorter than the first', () => {
    expect(rowsOf('a,b\r1\r1,2,3\r')).toEqual([['1'], ['1', '2', '3']]);
  });

  it('takes names that were said instead of the first line', () => {
    const taken = sent(Buffer.from('1,2\n3,4'), [], { ...ANY, header: ['a', 'b'] });

    expect(taken).toMatchObject({
      header: ['a', 'b'],
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
    });
  });

  it('tells columns of one name apart, and names those without', () => {
    expect(sent(Buffer.from('a,a,\n1,2,3')).header).toEqual(['a', 'a (2)', 'column 3']);
  });

  it('reads a charset that is said', () => {
    const file = iconv.encode('näme\nJörg €', 'windows-1252');

    expect(sent(file, [], { ...ANY, charset: 'windows-1252' })).toMatchObject({
      header: ['näme'],
      rows: [['Jörg €']],
    });
  });
});

describe('what no rows can be read of', () => {
  const refused = (file: string | Buffer, ask: Partial<ReadingAsk> = {}): unknown =>
    expect(() => sent(Buffer.from(file), [], { ...ANY, ...ask }, 4_096));

  it.each([
    ['an open quote', 'a,b\n1,"2\n', {}, /at byte 4: the last row has no end/],
    [
      'bytes of another charset',
      Buffer.from([0x61, 0x0a, 0xe4, 0x0a]),
      {},
      /at byte 2: it is no text in utf-8/,
    ],
    ['a row without end', `a\n"${'x'.repeat(70_000)}`, {}, /the row at byte 2 has over 65536 bytes/],
    ['too many columns', Array.from({ length: 21 }, (_, n) => `c${n}`).join() + '\n', {}, /over 20 columns/],
    ['a charset without ends of lines', 'a\n1', { charset: 'utf-7' }, /rows cannot be told apart in utf-7/],
    ['broken JSON', '{"a":1}\n{"a":}\n', {}, /at byte 8: it is no JSON/],
    ['JSON that is cut', '[{"a":1},{"a"', {}, /at byte 8: the last row has no end/],
  ])('names the byte: %s', (_, file, ask, message) => {
    (refused(file, ask) as { toThrow(message: RegExp): void }).toThrow(message);
  });
});
