import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

import { macOf } from '../../src/verify/mac.js';

const HASHES = ['sha1', 'sha256', 'sha512'] as const;

describe('the HMAC of content in pieces', () => {
  it.each(HASHES)(
    '%s is that of node:crypto, for keys and contents of every length about a block',
    (hash) => {
      for (const keyLength of [1, 63, 64, 65, 127, 128, 129, 300]) {
        const key = createSecretKey(randomBytes(keyLength));
        const mac = macOf(hash, key);
        for (const length of [0, 1, 55, 64, 1_000, 16_256, 16_320, 16_321, 40_000]) {
          const body = randomBytes(length);

          const got = mac(['t=1é.', body, '.🙂']);

          const expected = createHmac(hash, key).update('t=1é.').update(body).update('.🙂').digest();
          expect([keyLength, length, got.toString('hex')]).toEqual([
            keyLength,
            length,
            expected.toString('hex'),
          ]);
        }
      }
    },
  );

  it('an answer stays what it is when the next one is made', () => {
    const mac = macOf('sha256', createSecretKey(Buffer.from('k')));
    const first = mac(['a']);
    const copy = Buffer.from(first);

    mac(['b']);

    expect(first).toEqual(copy);
  });
});
