import fc from 'fast-check';

import type { JsonObject } from '@hookyard/sdk';

import { knownAfterWrite, changesOn, historyOf, isSameJson, mergeFields } from './record-diff.js';

const records = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.jsonValue({ maxDepth: 3, noUnicodeString: true } as never),
) as fc.Arbitrary<JsonObject>;

describe('what differs between two records', () => {
  it('is nothing when the order of keys differs, and everything else matters', () => {
    expect(isSameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
    expect(isSameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isSameJson(new Date(0), '1970-01-01T00:00:00.000Z')).toBe(true);
    expect(isSameJson([1, 2], [2, 1])).toBe(false);
    expect(isSameJson({ a: 1 }, { a: '1' })).toBe(false);
    expect(isSameJson({ a: null }, {})).toBe(false);
    expect(isSameJson([], {})).toBe(false);
    expect(isSameJson(null, {})).toBe(false);
  });

  it('a nested field that is mapped leaves its neighbours alone', () => {
    const record = { billing: { city: 'Ghent', street: 'Dok' }, tags: ['a'] };

    expect(changesOn(record, { billing: { city: 'Ghent' } })).toEqual({});
    expect(changesOn(record, { billing: { city: 'Bruges' }, tags: ['a'] })).toEqual({
      billing: { city: 'Bruges' },
    });
    expect(mergeFields(record, { billing: { city: 'Bruges' } })).toEqual({
      billing: { city: 'Bruges', street: 'Dok' },
      tags: ['a'],
    });
  });

  it('null clears, an empty list clears a list, and what is not mapped stays', () => {
    expect(mergeFields({ a: 1, tags: ['x'], b: 2 }, { a: null, tags: [] })).toEqual({
      a: null,
      tags: [],
      b: 2,
    });
  });

  it('a key __proto__ changes no prototype', () => {
    const merged = mergeFields({}, JSON.parse('{"__proto__":{"admin":true}}') as JsonObject);

    expect((merged as { admin?: unknown }).admin).toBeUndefined();
  });

  it('the history names old and new', () => {
    expect(historyOf({ a: 1 }, { a: 2, b: 3 }, ['a', 'b'])).toEqual({ a: [1, 2], b: [null, 3] });
  });

  it('after laying fields over a record, laying them again changes nothing', () => {
    fc.assert(
      fc.property(records, records, (record, fields) => {
        const merged = mergeFields(record, fields);
        return Object.keys(changesOn(merged, fields)).length === 0;
      }),
    );
  });

  it('laying only the changes over a record gives what laying all fields gives', () => {
    fc.assert(
      fc.property(records, records, (record, fields) =>
        isSameJson(mergeFields(record, fields), mergeFields(record, changesOn(record, fields))),
      ),
    );
  });
});

describe('what a system is known to hold after a write', () => {
  it('is what it made of the fields that were new to it', () => {
    const hub = { name: 'A long name', price: 12.345, stock: 3 };

    expect(
      knownAfterWrite(
        hub,
        { baseline: { name: 'Old', price: 1, stock: 3 }, sent: null },
        { name: 'A long', price: 12.35, stock: 3 },
      ),
    ).toEqual({ known: { name: 'A long', price: 12.35, stock: 3 }, isMoved: false });
  });

  it('is not what was changed there meanwhile: that has yet to come in', () => {
    const hub = { name: 'New', city: 'Ghent', billing: { city: 'Ghent', zip: '9000' } };
    const before = { name: 'Old', city: 'Ghent', billing: { city: 'Bruges', zip: '9000' } };
    const kept = { name: 'New', city: 'Paris', phone: '1', billing: { city: 'GHENT', zip: '75001' } };

    expect(knownAfterWrite(hub, { baseline: before, sent: null }, kept)).toEqual({
      known: { ...hub, billing: { city: 'GHENT', zip: '9000' } },
      isMoved: true,
    });
  });

  it('is still what it made of an earlier write where nothing new was sent', () => {
    const hub = { name: 'A long name', stock: 4 };
    const held = { baseline: { name: 'A long', stock: 3 }, sent: { name: 'A long name' } };

    expect(knownAfterWrite(hub, held, { name: 'A long', stock: 4 })).toEqual({
      known: { name: 'A long', stock: 4 },
      isMoved: false,
    });
    expect(knownAfterWrite(hub, held, { name: 'Another', stock: 4 })).toEqual({
      known: { name: 'A long', stock: 4 },
      isMoved: true,
    });
  });
});
