import { columnsOf, RowReading, typeOf, type Column, type ColumnType } from './columns.js';

const column = (type: ColumnType, more: Partial<Column> = {}): Column => ({
  name: 'c',
  field: 'f',
  type,
  isRequired: false,
  empty: 'keep',
  ...more,
});

function read(type: ColumnType, cell: string, more: Partial<Column> = {}): unknown {
  const { payload, problems } = new RowReading([column(type, more)], ['c'], null).read([cell]);
  return problems.length > 0 ? problems[0]?.message : payload['f'];
}

describe('a cell', () => {
  it.each<[ColumnType, string, unknown]>([
    ['text', ' 0012 ', ' 0012 '],
    ['number', '1.50', 1.5],
    ['number', '-.5', -0.5],
    ['number', '+007', 7],
    ['number', '1e3', 1000],
    ['number', '12345678901234567890', '12345678901234567890'],
    ['number', '1,5', 'is no number'],
    ['integer', '1.0', 'is no whole number'],
    ['boolean', 'Yes', true],
    ['boolean', '0', false],
    ['boolean', 'maybe', 'is neither true nor false'],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', '2023-02-29', 'is no date like 2026-03-01'],
    ['date-time', '2026-03-01T09:30:00+01:00', '2026-03-01T09:30:00+01:00'],
    ['date-time', '01.03.2026', 'is no time like 2026-03-01T09:30:00Z'],
    ['json', '{"a":[1]}', { a: [1] }],
    ['json', '{a}', 'is no JSON'],
    ['any', 'as it is', 'as it is'],
  ])('read as %s: %s', (type, cell, wanted) => {
    expect(read(type, cell)).toEqual(wanted);
  });

  it('that is empty leaves its field alone, clears it, or is missed', () => {
    expect(read('text', '')).toBeUndefined();
    expect(read('text', '', { empty: 'clear' })).toBeNull();
    expect(read('text', '', { isRequired: true })).toBe('is empty, and it is required');
  });

  it('that no field could hold is bad', () => {
    expect(read('text', 'x'.repeat(70_000))).toBe('has over 65536 characters');
  });

  it.each([
    ['12', 'integer'],
    ['0012', 'text'],
    ['1.5', 'number'],
    ['true', 'text'],
    ['false', 'boolean'],
    ['2026-03-01', 'date'],
    ['2026-03-01T10:00:00Z', 'date-time'],
    ['Bergen', 'text'],
  ])('looks like what it is: %s', (cell, type) => {
    expect(typeOf(cell)).toBe(type);
  });
});

describe('a row', () => {
  it('of JSON tells null from absent, and fills fields inside fields', () => {
    const columns = [
      column('any', { name: 'city', field: 'billing.city' }),
      column('any', { name: 'zip', field: 'billing.zip' }),
      column('any', { name: 'gone', field: 'gone' }),
    ];

    expect(new RowReading(columns, [], null).read({ city: 'Bergen', zip: null }).payload).toEqual({
      billing: { city: 'Bergen', zip: null },
    });
  });

  it('is bad where it has more cells than columns, no key, or is no object', () => {
    const reading = new RowReading([], ['a', 'b'], 'a');

    expect(reading.read(['1', '2', '3']).problems).toMatchObject([
      { message: 'has 3 cells, and there are 2 columns' },
    ]);
    expect(reading.read([' ', '2']).problems).toMatchObject([
      { column: 'a', message: 'is empty, and it is the key' },
    ]);
    expect(reading.read(7).problems).toMatchObject([{ column: null, message: 'is no object' }]);
    expect(reading.read([' 1 ']).key).toBe('1');
  });
});

describe('columns nobody said', () => {
  it('fill the fields of their names, as what those hold; others fill none', () => {
    const fields = {
      price: { kind: 'number', description: '' },
      name: { kind: 'text', description: '' },
    } as const;

    expect(columnsOf(null, { header: ['name', 'price', 'shoe'] }, fields)).toMatchObject([
      { name: 'name', field: 'name', type: 'text' },
      { name: 'price', field: 'price', type: 'number' },
    ]);
    expect(columnsOf(null, { header: ['shoe'] }, {})).toMatchObject([{ field: 'shoe', type: 'any' }]);
  });
});
