import { decrypt, encrypt, scheduleOf } from './speck64.js';

describe('SPECK64/128', () => {
  it('agrees with the vector its authors published', () => {
    const rounds = scheduleOf(Buffer.from('1b1a1918131211100b0a090803020100', 'hex'));

    const cipher = encrypt(rounds, [0x3b726574, 0x7475432d]);

    expect(cipher.map((word) => word.toString(16))).toEqual(['8c6fa548', '454e028b']);
    expect(decrypt(rounds, cipher)).toEqual([0x3b726574, 0x7475432d]);
  });
});
