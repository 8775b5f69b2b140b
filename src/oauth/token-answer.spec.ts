import { readTokenAnswer, type RawTokenAnswer } from './token-answer.js';

const NOW = 1_700_000_000_000;
const JSON_TYPE = 'application/json;charset=UTF-8';
const read = (status: number, body: unknown, lifetimeSeconds?: number) =>
  readTokenAnswer(
    { status, contentType: JSON_TYPE, text: typeof body === 'string' ? body : JSON.stringify(body) },
    { lifetimeSeconds },
    NOW,
  );

describe('the answer of a token endpoint', () => {
  it('brings tokens, their end and what they may do', () => {
    const answer = read(200, { access_token: 'a', refresh_token: 'r', expires_in: '3600', scope: 'x y' });

    expect(answer).toMatchObject({
      kind: 'granted',
      tokens: { access: 'a', refresh: 'r', scopes: 'x y', expiresAt: NOW + 3_600_000 },
    });
  });

  it.each<[what: string, body: object, lifetime: number | undefined, expiresAt: number | null]>([
    ['says no end', {}, undefined, null],
    ['says no end, and the connector knows it', {}, 60, NOW + 60_000],
    ['says an end that is none', { expires_in: 'soon' }, undefined, null],
    ['says that there is none', { expires_in: 0 }, undefined, null],
  ])('that %s', (_, body, lifetime, expiresAt) => {
    const answer = read(200, { access_token: 'a', ...body }, lifetime);

    expect(answer).toMatchObject({ tokens: { access: 'a', expiresAt } });
  });

  it('has the names a system gives them', () => {
    const text = JSON.stringify({ token: 'ghs_1', expires_at: new Date(NOW + 3_600_000).toISOString() });
    const auth = { answer: { token: 'token', expiresAt: 'expires_at' } };
    const ended = JSON.stringify({ token: 'ghs_1', expires_at: 'soon' });

    expect(readTokenAnswer({ status: 201, contentType: JSON_TYPE, text }, auth, NOW)).toMatchObject({
      tokens: { access: 'ghs_1', expiresAt: NOW + 3_600_000 },
    });
    expect(readTokenAnswer({ status: 201, contentType: JSON_TYPE, text: ended }, auth, NOW)).toMatchObject({
      tokens: { access: 'ghs_1', expiresAt: null },
    });
  });

  it('may be a form', () => {
    const contentType = 'application/x-www-form-urlencoded; charset=utf-8';
    const raw: RawTokenAnswer = { status: 200, contentType, text: 'access_token=a%2Bb&scope=repo' };

    expect(readTokenAnswer(raw, {}, NOW)).toMatchObject({ tokens: { access: 'a+b', scopes: 'repo' } });
  });

  it('keeps every digit of an account that no double holds', () => {
    const answer = read(200, '{"access_token":"a","account":90071992547409931}');

    expect(answer).toMatchObject({ said: { account: '90071992547409931' } });
  });

  it.each<[status: number, body: unknown, of: string]>([
    [400, { error: 'invalid_grant', error_description: 'used' }, 'grant'],
    [401, { error: 'invalid_grant' }, 'grant'],
    [401, { error: 'invalid_client' }, 'client'],
    [400, { error: 'unauthorized_client' }, 'client'],
    [401, '', 'client'],
    [400, 'no words', 'grant'],
    [200, { ok: false, error: 'invalid_refresh_token' }, 'grant'],
    [200, { ok: true }, 'grant'],
    [200, { access_token: 'x'.repeat(20_000) }, 'grant'],
  ])('%s %j refuses for good', (status, body, of) => {
    expect(read(status, body)).toMatchObject({ kind: 'refused', of });
  });

  it.each<[status: number, body: unknown]>([
    [500, { error: 'invalid_grant' }],
    [502, '<html>'],
    [404, 'nothing here'],
    [302, ''],
    [200, '<html>'],
    [200, '[]'],
    [400, { error: 'temporarily_unavailable' }],
  ])('%s %j says nothing of what was asked', (status, body) => {
    expect(read(status, body).kind).toBe('unclear');
  });

  it('is told in its own words, which are bounded', () => {
    const answer = read(400, { error: 'invalid_grant', error_description: 'x'.repeat(10_000) });

    expect(answer).toMatchObject({ words: expect.stringMatching(/^invalid_grant: x+$/) });
    expect((answer as { words: string }).words).toHaveLength(300);
  });
});
