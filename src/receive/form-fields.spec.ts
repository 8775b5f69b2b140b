import fc from 'fast-check';

import { formFieldsOf } from './form-fields.js';

const URLENCODED = 'application/x-www-form-urlencoded';

describe('form fields', () => {
  it('are what URLSearchParams reads, for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))),
        (pairs) => {
          const text = new URLSearchParams(pairs).toString();

          expect(flat(URLENCODED, text)).toEqual([...new URLSearchParams(text)].sort(byName));
        },
      ),
    );
  });

  it.each(['a=%zz&b=%4', 'a&=b&&c==d', '%', '+=+', 'a=%C3%A9&a=2'])('are the same for the odd %s', (text) => {
    expect(flat(URLENCODED, text)).toEqual([...new URLSearchParams(text)].sort(byName));
  });

  it('a form of 100,000 fields has none', () => {
    expect(flat(URLENCODED, 'a=1&'.repeat(100_000))).toEqual([]);
  });

  it.each(['\r\n', '\n'])('multipart is read with lines that end %j, files left out', (end) => {
    const body = [
      'preamble',
      '--x--y',
      'Content-Disposition: form-data; name="a"',
      '',
      `line one${end}line two`,
      '--x--y',
      'Content-Disposition: form-data; name="f"; filename="f.txt"',
      '',
      'file',
      '--x--y',
      'Content-Type: text/plain',
      'content-disposition: form-data; name=b',
      '',
      '',
      '--x--y--',
      '',
    ].join(end);

    expect(flat('Multipart/Form-Data; boundary=x--y', body)).toEqual([
      ['a', `line one${end}line two`],
      ['b', ''],
    ]);
  });

  it.each([
    ['no boundary', 'multipart/form-data', '--x\r\n\r\n\r\n--x--'],
    ['a boundary that is not there', 'multipart/form-data; boundary=q', '--x\r\n\r\n\r\n--x--'],
    ['a part without an end of its headers', 'multipart/form-data; boundary=x', '--x\r\nabc\r\n--x--'],
    [
      'a thousand parts',
      'multipart/form-data; boundary=x',
      `${'--x\nContent-Disposition: a; name=n\n\nv\n'.repeat(1_000)}--x--`,
    ],
    ['another type', 'application/json', 'a=1'],
    ['no type', undefined, 'a=1'],
  ])('there are none with %s', (_what, type, body) => {
    expect(flat(type, body)).toEqual([]);
  });
});

function flat(type: string | undefined, body: string): readonly (readonly [string, string])[] {
  const fields = [...formFieldsOf(type, Buffer.from(body))];
  return fields.flatMap(([name, values]) => values.map((value) => [name, value] as const)).sort(byName);
}

function byName(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] === b[0]) return 0;
  return a[0] < b[0] ? -1 : 1;
}
