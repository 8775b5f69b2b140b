import { anyEvents, textOf, valueAt, type AnyEventsSettings, type Json } from '@hookyard/sdk';

const events = anyEvents({
  sender: 'Acme',
  nameAt: 'type',
  idAt: 'data.id',
  eventId: ({ element }) => textOf(valueAt(element, 'id')),
});

function resolved(element: Json, settings: Partial<AnyEventsSettings> = {}) {
  return events.resolve({
    element,
    envelope: element,
    headers: {},
    url: 'https://hooks.example/hooks/k',
    urlSegments: [],
    query: {},
    settings: events.presets.parse(settings),
  });
}

const scopeOf = (type: string, types: AnyEventsSettings['types']) =>
  resolved({ type, data: { id: '7' } }, { types })[0]?.scope;

describe('the scope of an event', () => {
  it.each([
    ['user.created', 'customer/created'],
    ['user.deleted', 'customer/deleted'],
    ['user.profile.changed', 'customer/updated'],
    ['com.acme.user.removed.v2', 'customer/deleted'],
    // An address of hers was removed, not she.
    ['user.email_removed', 'customer/updated'],
    ['user:created', 'customer/created'],
  ])('%s is %s, by its last word', (type, scope) => {
    expect(scopeOf(type, { 'user*': 'customer', 'com.acme.user.*': 'customer' })).toBe(scope);
  });

  it('follows the longest rule that fits', () => {
    const types = {
      'user.*': 'customer',
      'user.gone': 'customer/deleted',
      'user.team.*': 'company',
      '*': 'order',
    };

    expect(
      ['user.gone', 'user.team.created', 'user.seen', 'cart.created'].map((type) => scopeOf(type, types)),
    ).toEqual(['customer/deleted', 'company/created', 'customer/updated', 'order/created']);
  });

  it('is the event’s own name where its rule says so, for a scope of the connection', () => {
    expect(scopeOf('lab.sample.thawed', { 'lab.*': 'own' })).toBe('lab.sample.thawed');
  });

  it('is event where no rule fits, or the rule is that', () => {
    expect([scopeOf('tick', {}), scopeOf('tick', { '*': 'order', tick: 'event' })]).toEqual([
      'event',
      'event',
    ]);
  });
});

describe('the record of an event', () => {
  const types = { 'user.*': 'customer' };

  it('lies where the settings say', () => {
    const body = { id: 'e1', type: 'user.updated', body: { user: { no: 9, name: 'Ada' } } };

    expect(resolved(body, { types, idField: 'body.user.no', recordField: 'body.user' })).toEqual([
      { scope: 'customer/updated', externalId: '9', eventId: 'e1', payload: { no: 9, name: 'Ada' } },
    ]);
    expect(resolved(body, { types, idField: 'body.user.no', recordField: '' })[0]?.payload).toEqual(body);
  });

  it('is needed by what was made or changed, else the event is kept whole', () => {
    const gone = { id: 'e1', type: 'user.deleted', data: { id: '7' } };
    const bare = { id: 'e2', type: 'user.updated', time: '2026-02-03T10:11:12Z', data: 'Ada' };

    expect(resolved(gone, { types, recordField: 'none' })).toEqual([
      { scope: 'customer/deleted', externalId: '7', eventId: 'e1' },
    ]);
    expect(resolved(bare, { types })).toEqual([
      { scope: 'event', externalId: 'e2', eventId: 'e2', payload: { ...bare, at: '2026-02-03T10:11:12Z' } },
    ]);
  });

  it.each([null, 7, 'x', []])('is never made up: %j is an event without a name', (element) => {
    expect(resolved(element)).toMatchObject([{ scope: 'event', payload: { type: '', data: element } }]);
  });
});

it('takes no rule that names no scope', () => {
  expect(events.presets.safeParse({ types: { 'user.*': 'custmer' } }).success).toBe(false);
});
