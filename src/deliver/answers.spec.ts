import { EgressError } from '../egress/index.js';
import { failureOf, replyOf } from './answers.js';

const NOW = Date.parse('2026-03-01T00:00:00Z');

function answered(status: number, headers: Record<string, string> = {}, body = 'text') {
  return replyOf({ status, headers, body: Buffer.from(body) }, NOW, (text) => text);
}

describe('what a subscriber answered', () => {
  it.each([200, 201, 202, 204, 299])('%i takes the delivery', (status) => {
    expect(answered(status)).toEqual({ kind: 'delivered', status, answer: 'text' });
  });

  it.each([300, 301, 400, 404, 429, 500, 503])('%i is a failure of its own name', (status) => {
    expect(answered(status)).toMatchObject({ kind: 'failed', failure: `http-${status}`, status });
  });

  it('410 wants no more', () => {
    expect(answered(410).kind).toBe('gone');
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sun, 01 Mar 2026 00:02:00 GMT', 120_000],
    ['Sat, 28 Feb 2026 00:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['99999999999', null],
  ])('Retry-After %s is %s', (header, retryAfterMs) => {
    expect(answered(503, { 'retry-after': header })).toMatchObject({ retryAfterMs });
  });

  it('is kept as far as people read it, without control characters', () => {
    const reply = answered(200, {}, `a\u0000b\u001b[31m\n${'x'.repeat(10_000)}`);

    expect(reply).toMatchObject({ answer: expect.stringMatching(/^a\ufffdb\ufffd\[31m\nx+$/) });
    expect(reply.kind === 'delivered' && reply.answer.length).toBe(2_048);
  });
});

describe('a call that brought no answer', () => {
  const facts = { subject: 'POST https://a', detail: 'E', wasSent: true };

  it.each(['dns', 'refused', 'tls', 'timeout', 'reset', 'forbidden'] as const)('says %s', (kind) => {
    expect(failureOf(new EgressError(kind, facts))).toMatchObject({
      kind: 'failed',
      failure: kind,
      status: null,
    });
  });

  it('of a host that stops is none of the subscriber’s doing', () => {
    expect(failureOf(new EgressError('aborted', facts))).toEqual({ kind: 'aborted' });
  });

  it('and anything else is the host’s own trouble', () => {
    expect(() => failureOf(new TypeError('a bug'))).toThrow('a bug');
  });
});
