import type { CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import { kindFindings } from './kind-check.js';
import { fitOf, valueFits, type RecordShape, type ValueKind } from './record-shape.js';

const KINDS: readonly ValueKind[] = ['text', 'number', 'boolean', 'date-time', 'object', 'list'];

function shape(fields: Readonly<Record<string, ValueKind>>): RecordShape {
  const shapes = Object.entries(fields).map(([name, kind]) => [name, { kind, record: null }] as const);
  return { fields: new Map(shapes), isClosed: true };
}

const SIDES = {
  source: shape({ count: 'number', isOn: 'boolean', text: 'text', lines: 'list', at: 'date-time' }),
  target: {
    isClosed: true,
    fields: new Map([
      ...shape({ total: 'number', active: 'boolean', name: 'text', lines: 'list' }).fields,
      ['billing', { kind: 'object', record: shape({ vat: 'number' }) }] as const,
    ]),
  },
};

function findings(...mappings: readonly FieldMapping[]): string[] {
  const definition = { mappings } as unknown as CollectionDefinition;
  return kindFindings(definition, SIDES).map(({ severity, field }) => `${severity} ${field}`);
}

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});

describe('what a mapping gives', () => {
  it('is refused where its target could never hold it', () => {
    expect(
      findings(
        { kind: 'static', target: 'total', value: 'many' },
        { kind: 'field', target: 'active', source: 'count' },
        { kind: 'field', target: 'name', source: 'lines' },
        { kind: 'static', target: 'billing.vat', value: { a: 1 } },
        formula('total', 'count > 5'),
        formula('lines', 'text & "x"'),
        formula('total', '"many"'),
        { kind: 'lookup', target: 'active', source: 'text', table: { a: true, b: 'maybe' }, default: 3 },
      ),
    ).toEqual([
      'error mappings.0.value',
      'error mappings.1.source',
      'error mappings.2.source',
      'error mappings.3.value',
      'error mappings.4.expression',
      'error mappings.5.expression',
      'error mappings.6.expression',
      'error mappings.7.table.b',
      'error mappings.7.default',
    ]);
  });

  it('is warned of where only some of it can be held', () => {
    expect(findings(formula('total', 'text & "0"'), formula('active', '$string(text)'))).toEqual([
      'warning mappings.0.expression',
      'warning mappings.1.expression',
    ]);
  });

  it('is left alone where it can be held, or where nobody can tell', () => {
    expect(
      findings(
        { kind: 'static', target: 'total', value: '12.50' },
        { kind: 'static', target: 'active', value: null },
        { kind: 'field', target: 'total', source: 'text' },
        { kind: 'field', target: 'name', source: 'count' },
        { kind: 'field', target: 'elsewhere', source: 'lines' },
        { kind: 'field', target: 'total', source: 'unknown' },
        formula('total', 'count * 2'),
        formula('total', 'text'),
        formula('active', 'count > 5 and isOn'),
        { kind: 'lookup', target: 'active', source: 'text', table: { a: true, b: 'false' } },
        { kind: 'lookup', target: 'total', source: 'text', table: 'named' },
      ),
    ).toEqual([]);
  });

  it('fits its own kind always, and an object or a list fits nothing else', () => {
    for (const kind of KINDS) {
      expect(fitOf(kind, kind)).toBe('yes');
      for (const whole of ['object', 'list'] as const)
        if (kind !== whole) expect([fitOf(whole, kind), fitOf(kind, whole)]).toEqual(['never', 'never']);
      expect(valueFits(null, kind)).toBe(true);
    }
  });
});
