import type { FieldMapping, Json, JsonObject } from '@hookyard/sdk';

import { compile, type Bindings } from '../expressions/index.js';
import type { CollectionOptions } from './collection-options.js';
import { formulaFunctions } from './formulas/formula-library.js';
import { linkValue } from './link.js';
import { compileLookup, type Missed } from './lookup.js';
import type { MaybePromise } from './maybe-promise.js';
import { reader } from './paths.js';

/** The value of one target field: undefined leaves it untouched, null clears it. */
export type FieldValue = (
  record: JsonObject,
  bindings: Bindings,
  missed?: Missed,
) => MaybePromise<Json | undefined>;

/** One mapping as a closure. Static, Field and Lookup never touch an expression engine. */
export function fieldValue(mapping: FieldMapping, options: CollectionOptions): FieldValue {
  switch (mapping.kind) {
    case 'static':
      return () => mapping.value;
    case 'field':
      return reader(mapping.source);
    case 'formula':
      return formula(mapping.expression, options);
    case 'lookup': {
      const lookup = compileLookup(mapping, options.tables ?? {});
      return (record, _bindings, missed) => lookup(record, missed);
    }
    case 'link':
      return linkValue(mapping);
  }
}

/** An expression over the record. */
export function formula(source: string, options: CollectionOptions): FieldValue {
  const { trusted, functions } = options;
  const expression = compile(source, { trusted, functions: formulaFunctions(source, functions) });
  return (record, bindings) => expression.evaluate(record, bindings) as MaybePromise<Json | undefined>;
}
