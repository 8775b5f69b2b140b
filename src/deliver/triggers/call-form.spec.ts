import { formedCall } from './call-form.js';
import { sentValues } from './sent-values.js';
import type { Envelope } from '../envelope.js';

const url = 'https://example.com/start';
const VALUES = { mail: 'ann@example.com', none: null, total: 12.5, isNew: true, tags: ['a', 'b&c'] };
const QUERY = 'mail=ann%40example.com&none=&total=12.5&isNew=true&tags=%5B%22a%22%2C%22b%26c%22%5D';

describe('the call of a trigger', () => {
  it('is JSON as the values are', () => {
    expect(formedCall({ method: 'POST', sendAs: 'json', url }, VALUES)).toEqual({
      method: 'POST',
      url,
      contentType: 'application/json',
      body: JSON.stringify(VALUES),
    });
  });

  it('is a form of texts: nothing for null, JSON for what is no plain value', () => {
    expect(formedCall({ method: 'POST', sendAs: 'form', url }, VALUES)).toMatchObject({
      contentType: 'application/x-www-form-urlencoded',
      body: QUERY,
    });
  });

  it.each([
    [url, `${url}?${QUERY}`],
    [`${url}?`, `${url}?${QUERY}`],
    [`${url}?campaign=7`, `${url}?campaign=7&${QUERY}`],
  ])('goes into the address %s behind what stands there', (address, wanted) => {
    for (const method of ['GET', 'POST'] as const)
      expect(formedCall({ method, sendAs: 'query', url: address }, VALUES)).toEqual({
        method,
        url: wanted,
        contentType: null,
        body: null,
      });
  });

  it('is none where an address does not hold it', () => {
    expect(formedCall({ method: 'GET', sendAs: 'query', url }, { long: 'x'.repeat(8_000) })).toBeNull();
  });
});

const ENVELOPE = {
  id: 'evt_1',
  type: 'record.updated',
  data: { record: { id: 'rec_1', data: { mail: 'a@b.c', address: { city: 'Oslo' }, tags: ['x', 'y'] } } },
} as unknown as Envelope;

describe('what a trigger sends', () => {
  it('is the fields of the record, under names of their own, with static ones beside them', () => {
    const fields = { email: 'mail', city: 'address.city', first: 'tags.0', lacking: 'address.street' };

    expect(sentValues({ fields, staticFields: { automationid: 17 } }, ENVELOPE, null)).toEqual({
      email: 'a@b.c',
      city: 'Oslo',
      first: 'x',
      automationid: 17,
    });
  });

  it('is what the envelope says behind $., and what the record is called where it is known', () => {
    const fields = { id: '$.data.record.id', event: '$.type', there: '$.link.externalId' };
    const link = { connection: 'con_1', externalId: '1001' };

    expect(sentValues({ fields, staticFields: {} }, ENVELOPE, link)).toEqual({
      id: 'rec_1',
      event: 'record.updated',
      there: '1001',
    });
    expect(sentValues({ fields, staticFields: {} }, ENVELOPE, null)).not.toHaveProperty('there');
  });

  it('is what an event of no record says', () => {
    const envelope = { ...ENVELOPE, data: { transfer: 'req_1', reason: 'invalid' } };

    expect(sentValues({ fields: { why: 'reason' }, staticFields: {} }, envelope, null)).toEqual({
      why: 'invalid',
    });
  });
});
