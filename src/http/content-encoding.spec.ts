import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

import { encodingsOf, inflate } from './content-encoding.js';

const TEXT = Buffer.from('{"a":"é"}'.repeat(100));

describe('content encodings', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['identity', []],
    ['GZIP , identity', ['gzip']],
    ['deflate, gzip', ['gzip', 'deflate']],
    ['compress', null],
    ['gzip, gzip, gzip, gzip', null],
    ['constructor', null],
  ])('%s is undone as %j', (header, encodings) => {
    expect(encodingsOf(header)).toEqual(encodings);
  });

  it.each([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['zstd', zstdCompressSync(TEXT)],
  ])('%s gives the bytes back', async (encoding, bytes) => {
    expect(await inflate(bytes, [encoding], TEXT.length)).toEqual({ kind: 'inflated', body: TEXT });
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(1_001))],
    ['deflate', deflateSync(Buffer.alloc(1_001))],
    ['br', brotliCompressSync(Buffer.alloc(1_001))],
    ['zstd', zstdCompressSync(Buffer.alloc(1_001))],
  ])('%s stops at the cap', async (encoding, bytes) => {
    expect(await inflate(bytes, [encoding], 1_000)).toEqual({ kind: 'too-large' });
  });

  it.each(['gzip', 'deflate', 'br', 'zstd'])('%s tells bytes that are none of its own', async (encoding) => {
    expect(await inflate(Buffer.from('not compressed'), [encoding], 1_000)).toEqual({
      kind: 'broken',
      encoding,
    });
  });
});
