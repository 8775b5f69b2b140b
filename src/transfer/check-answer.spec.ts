import { saidIn } from './check-answer.js';

const SECRET = 'sk_live_1234567890';
const mask = (text: string): string => text.replaceAll(SECRET, '[secret]');

describe('what a check answers', () => {
  it('is kept as it is said', () => {
    expect(saidIn({ ok: true, message: 'Cycle Corner', account: 'acct_1' }, mask)).toEqual({
      isOk: true,
      message: 'Cycle Corner',
      account: 'acct_1',
    });
    expect(saidIn({ ok: false }, mask)).toEqual({ isOk: false, message: null, account: null });
  });

  it('is bounded, and shows no secret, not even half of one', () => {
    const long = `${'x'.repeat(495)}${SECRET}`;

    const said = saidIn({ ok: true, message: long, account: 'a'.repeat(300) }, mask);

    expect(said.message).toBe(`${'x'.repeat(495)}[secr`);
    expect(said.account).toHaveLength(200);
  });

  it('may name an account by its number', () => {
    expect(saidIn({ ok: true, account: 62515 }, mask).account).toBe('62515');
  });

  it.each([
    ['nothing', undefined],
    ['a word for yes', { ok: 'yes' }],
    ['a list for a message', { ok: true, message: ['a'] }],
  ])('is a bug of the connector where it is %s', (_what, answer) => {
    expect(() => saidIn(answer, mask)).toThrow(/the answer of check/);
  });
});
