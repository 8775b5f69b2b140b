import type { IncomingMessage } from 'node:http';

import { HostError } from '../errors/index.js';
import { compile, type CompiledExpression } from '../expressions/index.js';
import type { ReceivingPoint } from '../registry/index.js';

import { Arrival } from './arrival.js';
import { deliveryKeyOf } from './delivery-key.js';

describe('the delivery key', () => {
  it('is the id as sent, from a header', async () => {
    const found = await keyOf('Headers."x-id"', { headers: { 'x-id': 'a-1' } });

    expect(found).toMatchObject({ id: 'a-1', key: 'a-1' });
    expect(found.bodyHash).toBeGreaterThan(0);
  });

  it.each([
    ['BodyJSON.id', '{"id":12345678901234567890}', '12345678901234567890'],
    ['$BodyJSON.id', '\uFEFF{"id":"x"}', 'x'],
    ['BodyJSON.sid & BodyJSON.status', '{"sid":"SM1","status":"sent"}', 'SM1sent'],
    ['[BodyJSON.a, BodyJSON.b]', '{"a":1,"b":"2"}', '[1,"2"]'],
    ['URL', '', 'https://h.example/hooks/k/p?q=1&r=2&r=3'],
    ['Query.q', '', '1'],
    ['Query.r[1]', '', '3'],
  ])('%s over %j is %s', async (expression, body, id) => {
    expect((await keyOf(expression, { body, target: '/hooks/k/p?q=1&r=2&r=3' })).key).toBe(id);
  });

  it('reads a form, and JSON inside a field of it', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    const field = await keyOf('BodyJSON.MessageSid', { headers, body: 'MessageSid=SM%2B1&To=x' });
    const inside = await keyOf('BodyJSON[0]._id', {
      headers,
      body: 'events=%5B%7B%22_id%22%3A%22e1%22%7D%5D',
      formField: 'events',
    });

    expect([field.key, inside.key]).toEqual(['SM+1', 'e1']);
  });

  it.each([
    ['no value', 'BodyJSON.id', '{}'],
    ['an empty one', 'BodyJSON.id', '{"id":""}'],
    ['null', 'BodyJSON.id', '{"id":null}'],
    ['a body that is no JSON', 'BodyJSON.id', '<a/>'],
    ['a body nested too deep', 'BodyJSON.id', '['.repeat(100_000)],
    ['an expression that fails', '$number(BodyJSON.id)', '{"id":"x"}'],
  ])('there is none for %s, and the hook is kept', async (_what, expression, body) => {
    expect(await keyOf(expression, { body })).toEqual({ id: null, key: null, bodyHash: 0 });
  });

  it('trouble of the host is no missing id', async () => {
    const expression = {
      source: 'BodyJSON.id',
      evaluate: () => Promise.reject(new HostError('EXPRESSION_UNAVAILABLE')),
    } as unknown as CompiledExpression;

    await expect(keyOf(expression, { body: '{}' })).rejects.toMatchObject({ code: 'EXPRESSION_UNAVAILABLE' });
  });

  it.each(['x'.repeat(65), 'é'.repeat(33), 'a\u0000b'])('%j is hashed to what an index holds', async (id) => {
    const found = await keyOf('BodyJSON.id', { body: JSON.stringify({ id }) });

    expect(found.key).toMatch(/^sha256:[\w-]{43}$/);
    expect(found.id).toBe(id);
  });

  it('each connection behind one address has keys of its own', async () => {
    const request = { body: '{"id":"1"}' };

    expect((await keyOf('BodyJSON.id', request, 7)).key).toBe('c7:1');
    expect((await keyOf('BodyJSON.id', request, 8)).key).toBe('c8:1');
  });

  it('a body too large to be parsed is named by its bytes, if its id lies in nothing else', async () => {
    const body = `{"id":"1","pad":"${'x'.repeat(1024 * 1024)}"}`;

    const first = await keyOf('BodyJSON.id', { body });
    const repeat = await keyOf('BodyJSON.id', { body });
    const mixed = await keyOf('BodyJSON.id & Headers."x-id"', { body, headers: { 'x-id': '1' } });

    expect(first.key).toMatch(/^body:/);
    expect(repeat.key).toBe(first.key);
    expect(mixed.key).toBeNull();
  });
});

interface Request {
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly target?: string;
  readonly formField?: string;
}

function keyOf(
  expression: string | CompiledExpression,
  { headers = {}, body = '', target = '/hooks/k', formField }: Request,
  connection: number | null = null,
): ReturnType<typeof deliveryKeyOf> {
  const deliveryId = typeof expression === 'string' ? compile(expression, { trusted: true }) : expression;
  const message = { method: 'POST', url: target, headers } as unknown as IncomingMessage;
  const point = {
    publicUrl: 'https://h.example/hooks/k',
    receiver: { deliveryId, definition: { formField } },
  } as unknown as ReceivingPoint;
  const arrival = new Arrival(message, point, 0);
  arrival.content = Buffer.from(body);
  return deliveryKeyOf(arrival, connection);
}
