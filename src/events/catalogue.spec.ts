import { EVENTS, EVENT_TYPES, type EventDeclaration } from './catalogue.js';
import { hostEvent } from './host-event.js';
import { subjectOf } from './subject-of.js';

const WHERE = { tenant: 1, mode: 'live', at: 1 } as const;
const declared = (type: (typeof EVENT_TYPES)[number]): EventDeclaration => EVENTS[type];

describe('the catalogue of events', () => {
  it.each(EVENT_TYPES)('%s has an example that is what it says, with the fields of its subject', (type) => {
    const { data, example, subject = [] } = declared(type);

    expect(data.safeParse(example).error).toBeUndefined();
    expect(subject.filter((field) => !(field in example))).toEqual([]);
  });

  it('what it does not know of is refused, and made by nobody', () => {
    const data = { ...EVENTS['transfer.parked'].example, password: 'x' };

    expect(() => hostEvent({ ...WHERE, type: 'transfer.parked', data })).toThrow(/password/);
    expect(() => hostEvent({ ...WHERE, type: 'transfer.parked', data: {} })).toThrow();
  });

  it('events of one transfer’s record at one connection have one subject, whatever they tell of it', () => {
    const of = (type: 'transfer.parked' | 'transfer.succeeded', over: object = {}): string | null =>
      subjectOf(hostEvent({ ...WHERE, type, data: { ...declared(type).example, ...over } }));

    expect(of('transfer.parked')).toBe(of('transfer.succeeded'));
    expect(of('transfer.parked', { transfer: 'req_other' })).toBe(of('transfer.parked'));
    expect(of('transfer.parked', { recordId: 'rec_other' })).not.toBe(of('transfer.parked'));
  });
});
