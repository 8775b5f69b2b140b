import type { CollectionDefinition, FieldMapping, Json } from '@hookyard/sdk';

import { inspect } from '../expressions/index.js';
import { fitOf, kindOfValue, placeIn, valueFits, type RecordShape, type ValueKind } from './record-shape.js';

/** What the records of both sides hold, as far as somebody declared it. */
export interface Sides {
  readonly source: RecordShape | null;
  readonly target: RecordShape | null;
}

/** `error`: no record could ever be mapped so. `warning`: some could not. */
export interface KindFinding {
  readonly severity: 'error' | 'warning';
  readonly field: string;
  readonly message: string;
}

/** Holds what mappings give against what their targets may hold. Expressions have to parse. */
export function kindFindings(
  { mappings }: Pick<CollectionDefinition, 'mappings'>,
  sides: Sides,
): readonly KindFinding[] {
  return mappings.flatMap((mapping, index) => {
    const wanted = kindAt(sides.target, mapping.target);
    return wanted === null ? [] : findingsOf(mapping, `mappings.${index}`, { wanted, source: sides.source });
  });
}

interface Wanted {
  readonly wanted: ValueKind;
  readonly source: RecordShape | null;
}

function findingsOf(mapping: FieldMapping, at: string, { wanted, source }: Wanted): KindFinding[] {
  const { target } = mapping;
  const holds = `'${target}', which holds ${wanted}`;
  switch (mapping.kind) {
    case 'static':
      return ofConstant(mapping.value, { at: `${at}.value`, holds, wanted });
    case 'field': {
      const kind = kindAt(source, mapping.source);
      if (kind === null || fitOf(kind, wanted) !== 'never') return [];
      return [error(`${at}.source`, `'${mapping.source}' holds ${kind} and cannot be copied into ${holds}`)];
    }
    case 'formula':
      return ofFormula(mapping.expression, { at: `${at}.expression`, holds, wanted });
    case 'lookup':
      return [
        ...(typeof mapping.table === 'string'
          ? []
          : ofRows(mapping.table, { at: `${at}.table`, holds, wanted })),
        ...ofConstant(mapping.default, { at: `${at}.default`, holds, wanted }),
      ];
    case 'link':
      return ofLink(`${at}.target`, holds, wanted);
  }
}

/** Ids are text, or a list of them. */
function ofLink(at: string, holds: string, wanted: ValueKind): KindFinding[] {
  if (wanted === 'list' || fitOf('text', wanted) !== 'never') return [];
  return [error(at, `an id of a record cannot be written into ${holds}`)];
}

interface Place {
  readonly at: string;
  readonly holds: string;
  readonly wanted: ValueKind;
}

function ofConstant(value: Json | undefined, { at, holds, wanted }: Place): KindFinding[] {
  if (valueFits(value, wanted)) return [];
  return [error(at, `the ${kindOfValue(value)} ${shown(value)} cannot be written into ${holds}`)];
}

function ofRows(rows: Readonly<Record<string, Json>>, place: Place): KindFinding[] {
  const wrong = Object.entries(rows).find(([, value]) => !valueFits(value, place.wanted));
  return wrong ? ofConstant(wrong[1], { ...place, at: `${place.at}.${wrong[0]}` }) : [];
}

function ofFormula(expression: string, { at, holds, wanted }: Place): KindFinding[] {
  const { gives, constant } = inspect(expression);
  if (constant !== undefined) return ofConstant(constant, { at, holds, wanted });
  if (gives === null) return [];
  const fit = fitOf(gives, wanted);
  if (fit === 'never') return [error(at, `gives ${gives}, which cannot be written into ${holds}`)];
  if (fit === 'yes') return [];
  return [
    { severity: 'warning', field: at, message: `gives text, and only some text can stand in ${holds}` },
  ];
}

function kindAt(record: RecordShape | null, path: string): ValueKind | null {
  const place = placeIn(record, path);
  return place.kind === 'declared' ? place.shape.kind : null;
}

function error(field: string, message: string): KindFinding {
  return { severity: 'error', field, message };
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, LONGEST_SHOWN);
}
