import type { IncomingMessage } from 'node:http';

import type { ReceivingPoint } from '../registry/index.js';

import { Arrival } from './arrival.js';
import { HeadMaker } from './hook-head.js';
import type { CredentialPlan } from './receiver-plan.js';

const maker = new HeadMaker(Buffer.alloc(32, 1));
const NOTHING: CredentialPlan = {
  headers: new Set(),
  query: new Set(),
  rawSegments: new Set(),
  segments: new Set(),
};

describe('the stored head', () => {
  it('leaves out what concerns the connection, by its name or because the sender says so', () => {
    const headers = {
      connection: 'close, X-Hop',
      'x-hop': '1',
      'keep-alive': 'timeout=5',
      'transfer-encoding': 'chunked',
      'content-length': '3',
      te: 'trailers',
      'x-kept': 'yes',
    };

    expect(maker.make(arrival({ headers }), NOTHING).headers).toEqual({ 'x-kept': 'yes' });
  });

  it('puts equal keyed hashes in the place of equal credentials', () => {
    const plan = { ...NOTHING, headers: new Set(['authorization']), query: new Set(['to ken']) };
    const request = {
      headers: { authorization: 'Bearer x' },
      target: '/hooks/k?a=1&to+ken=Bearer x&b&to%20ken=y',
    };

    const { headers, query } = maker.make(arrival(request), plan);

    expect(headers['authorization']).toMatch(/^hash:[0-9a-f]{16}$/);
    expect(query).toMatch(/^a=1&to\+ken=hash:[0-9a-f]{16}&b&to%20ken=hash:[0-9a-f]{16}$/);
    expect(query).toContain(`to+ken=${headers['authorization']}&`);
  });

  it('another key makes other hashes', () => {
    const plan = { ...NOTHING, headers: new Set(['cookie']) };
    const request = arrival({ headers: { cookie: 'a=b' } });

    const other = new HeadMaker(Buffer.alloc(32, 2)).make(request, plan);

    expect(other.headers).not.toEqual(maker.make(request, plan).headers);
  });

  it.each([
    ['/s3cret/rest', { rawSegments: new Set([0]) }, /^\/hash:[0-9a-f]{16}\/rest$/],
    ['/v2//s3cret', { segments: new Set([1]) }, /^\/v2\/\/hash:[0-9a-f]{16}$/],
    ['/v2/s3cret/', { rawSegments: new Set([1]) }, /^\/v2\/hash:[0-9a-f]{16}\/$/],
    ['', { rawSegments: new Set([0]) }, /^$/],
    ['/', { rawSegments: new Set([0]) }, /^\/$/],
  ])('hides the secret segment of %s', (path, plan, stored) => {
    expect(maker.make(arrival({ target: `/hooks/k${path}` }), { ...NOTHING, ...plan }).path).toMatch(stored);
  });

  it('is bounded: 100 headers, 16 KiB of them, 8 KiB of path and query', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`h${n}`, 'v']));
    const large = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`h${n}`, 'v'.repeat(2_000)]));
    const target = `/hooks/k/${'p'.repeat(10_000)}?${'q'.repeat(10_000)}`;

    expect(Object.keys(maker.make(arrival({ headers: many }), NOTHING).headers)).toHaveLength(100);
    expect(JSON.stringify(maker.make(arrival({ headers: large }), NOTHING)).length).toBeLessThan(17_000);
    expect(maker.make(arrival({ target }), NOTHING).path).toHaveLength(8_192);
    expect(maker.make(arrival({ target }), NOTHING).query).toHaveLength(8_192);
  });
});

function arrival({
  target = '/hooks/k',
  headers = {},
}: {
  readonly target?: string;
  readonly headers?: Record<string, string>;
}): Arrival {
  const message = { method: 'POST', url: target, headers } as unknown as IncomingMessage;
  return new Arrival(message, { publicUrl: 'https://h.example/hooks/k' } as ReceivingPoint, 0);
}
