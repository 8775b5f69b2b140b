import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { publicIdsUnder } from './public-ids.js';

const keyOf = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, 16);
const ids = publicIdsUnder(keyOf('one yard'));
const seqs = fc.maxSafeNat();

describe('public ids', () => {
  it('lead back to the number they were made of', () => {
    fc.assert(
      fc.property(seqs, (seq) => {
        expect(ids.seqOf('req', ids.publicId('req', seq))).toBe(seq);
      }),
    );
  });

  it('are a prefix and 13 letters that cannot be misread', () => {
    fc.assert(
      fc.property(seqs, (seq) => {
        expect(ids.publicId('hok', seq)).toMatch(/^hok_[0-9a-f][0-9a-hjkmnp-tv-z]{12}$/);
      }),
    );
  });

  it('of neighbours, of other kinds of row and of other databases have nothing in common', () => {
    const others = publicIdsUnder(keyOf('another yard'));
    const made = [
      ids.publicId('req', 1),
      ids.publicId('req', 2),
      ids.publicId('hok', 1),
      others.publicId('req', 1),
    ];

    const starts = new Set(made.map((id) => id.slice(4, 8)));

    expect(starts.size).toBe(made.length);
  });

  it.each([
    '',
    'req_',
    'req_0',
    'hok_0000000000000',
    'req_0000000000000x',
    'req_000000000000u',
    'req_g000000000000',
    'REQ_0000000000000',
    '0000000000000',
  ])('answers undefined for %j', (id) => {
    expect(ids.seqOf('req', id)).toBeUndefined();
  });

  it('answers undefined for an id of another kind of row', () => {
    expect(ids.seqOf('req', ids.publicId('hok', 7))).toBeUndefined();
  });

  it('made up hardly ever name a number', () => {
    const named = Array.from({ length: 2_000 }, (_, n) =>
      ids.seqOf('rec', `rec_${String(n).padStart(13, '0')}`),
    );

    expect(named.filter((seq) => seq !== undefined).length).toBeLessThan(12);
  });
});
