import type { ChildMapping, ChildRow, Direction, JsonObject } from '@hookyard/sdk';

import type { Bindings } from '../../expressions/index.js';
import type { CollectionOptions } from '../collection-options.js';
import { compileFields, type FieldsMapper } from '../fields.js';
import type { Missed } from '../lookup.js';
import { chain, gather, type MaybePromise } from '../maybe-promise.js';
import { rowName, type ChildIds } from './child-ids.js';
import { outbound } from './child-origin.js';
import { condition, type Condition } from './child-source.js';

/** What rows need of the frame of their list. */
interface RowFrame {
  readonly bindings: Bindings;
  readonly childIds?: ChildIds;
  readonly place: string;
  readonly missed?: Missed;
}

/** The children that are made from a parent's own fields. */
export type RowsMapper = (parent: JsonObject, frame: RowFrame) => MaybePromise<readonly JsonObject[]>;

interface CompiledRow {
  readonly name: string;
  readonly when: Condition | undefined;
  readonly fields: FieldsMapper;
}

export function compileRows(
  { rows, key, target }: ChildMapping,
  direction: Direction,
  { where, options }: { readonly where: string; readonly options: CollectionOptions },
): RowsMapper | undefined {
  if (!rows || rows.length === 0) return undefined;
  const compiled = rows.map((row) => compileRow(row, `${where}, row '${row.name}'`, options));
  return (parent, frame) => {
    const bindings = { ...frame.bindings, Parent: parent };
    const made = gather(compiled, ({ when, fields }) =>
      chain(when?.(parent, bindings) ?? true, (isThere) =>
        isThere ? fields(parent, bindings, frame.missed && missedIn(target, frame.missed)) : undefined,
      ),
    );
    return chain(made, (children) =>
      children.flatMap((child, index): JsonObject[] => {
        if (child === undefined) return [];
        const { name } = compiled[index] as CompiledRow;
        if (key === undefined) return [child];
        if (direction === 'TO') return [{ id: rowName(name), ...child }];
        const origin = rowName(`${frame.place}${target}/${name}`);
        return [outbound(child, key, { origin, childIds: frame.childIds })];
      }),
    );
  };
}

function missedIn(target: string, missed: Missed): Missed {
  return (one) => missed({ ...one, target: `${target}.${one.target}` });
}

function compileRow(
  { name, when, mappings }: ChildRow,
  where: string,
  options: CollectionOptions,
): CompiledRow {
  return {
    name,
    when: condition(when, `${where}, when`, options),
    fields: compileFields(mappings, where, options),
  };
}
