import { Invalid, type ChildMapping, type Direction, type Json, type JsonObject } from '@hookyard/sdk';

import type { Bindings } from '../../expressions/index.js';
import type { CollectionOptions } from '../collection-options.js';
import { compileFields, type FieldsMapper } from '../fields.js';
import type { Missed } from '../lookup.js';
import { chain, gather, type MaybePromise } from '../maybe-promise.js';
import { isRowName, type ChildIds } from './child-ids.js';
import { childSource, condition, type ChildSource, type Condition } from './child-source.js';
import { outbound } from './child-origin.js';
import { compileRows, type RowsMapper } from './child-rows.js';

/** What the children of one record share while they are mapped. */
export interface ChildFrame {
  readonly bindings: Bindings;
  readonly childIds?: ChildIds;
  /** The record came with its hook. */
  readonly isPartial?: boolean;
  /** Is told of each value that a lookup has no row for. */
  readonly missed?: Missed;
}

/** Puts the child lists of a record into the mapped one. */
export type ChildrenMapper = (
  mapped: JsonObject,
  record: JsonObject,
  frame: ChildFrame,
) => MaybePromise<JsonObject>;

export interface ChildrenOptions {
  /** Said before what goes wrong. */
  readonly where: string;
  readonly options: CollectionOptions;
}

/** Of one record, in all its lists: an order of more is a mistake of its source, and would hold the loop. */
const MOST_CHILDREN = 5_000;

/**
 * Compiles the child lists of a collection. TO the hub a child with a key has its id in the system under `id`, in place
 * of the key; FROM the hub the key holds the system's id of the child, where the system has it.
 */
export function compileChildren(
  children: readonly ChildMapping[],
  direction: Direction,
  options: ChildrenOptions,
): ChildrenMapper {
  const lists = compileLists(children, direction, options);
  return (mapped, record, frame) =>
    mapLists(lists, mapped, record, { ...frame, place: '', taken: { count: 0 } });
}

/** The frame of one parent's lists. */
export interface ListFrame extends ChildFrame {
  /** Tells apart the rows of different parents: empty at the top, else the parent's id in the hub and a slash. */
  readonly place: string;
  /** Counts over all lists of the record. */
  readonly taken: { count: number };
}

interface CompiledList {
  readonly definition: ChildMapping;
  readonly direction: Direction;
  readonly source: ChildSource | undefined;
  readonly filter: Condition | undefined;
  readonly fields: FieldsMapper;
  readonly rows: RowsMapper | undefined;
  readonly lists: readonly CompiledList[];
  /** Whether an expression of the child reads its parent: to a worker it is sent only then. */
  readonly readsParent: boolean;
}

function compileLists(
  children: readonly ChildMapping[],
  direction: Direction,
  { where, options }: ChildrenOptions,
): CompiledList[] {
  return children.map((definition) => {
    const place = `${where}, ${definition.target}`;
    return {
      definition,
      direction,
      source: childSource(definition, place, options),
      filter: condition(definition.filter, `${place}, filter`, options),
      fields: compileFields(definition.mappings, place, options),
      rows: compileRows(definition, direction, { where: place, options }),
      lists: compileLists(definition.children ?? [], direction, { where: place, options }),
      readsParent: JSON.stringify([definition.filter, definition.mappings]).includes('$Parent'),
    };
  });
}

function mapLists(
  lists: readonly CompiledList[],
  mapped: JsonObject,
  record: JsonObject,
  frame: ListFrame,
): MaybePromise<JsonObject> {
  return chain(
    gather(lists, (list) => mapList(list, record, frame)),
    (values) => {
      const draft: Record<string, Json> = { ...mapped };
      values.forEach((value, index) => {
        const target = lists[index]?.definition.target;
        if (value !== undefined && target !== undefined) draft[target] = value;
      });
      return draft;
    },
  );
}

/** Undefined: nothing is said of the list. */
function mapList(
  list: CompiledList,
  parent: JsonObject,
  frame: ListFrame,
): MaybePromise<readonly JsonObject[] | undefined> {
  const { source, rows, definition } = list;
  const found = source ? source(parent, frame.bindings) : [];
  return chain(found, (items) => {
    if (items === undefined) return undefined;
    count(items.length, definition, frame);
    const own = gather(items, (item, index) => mapChild(list, { item, index, parent }, frame));
    const made = rows ? rows(parent, frame) : [];
    return chain(own, (children) =>
      chain(made, (others) => {
        const there = children.filter((child) => child !== undefined);
        const isSilent =
          isPartial(definition, frame) && items.length > 0 && there.length + others.length === 0;
        return isSilent ? undefined : [...there, ...others];
      }),
    );
  });
}

/** Whether what the list does not name is left alone. */
export function isPartial(
  { partial }: ChildMapping,
  { isPartial: isPayload = false }: Pick<ChildFrame, 'isPartial'>,
): boolean {
  return partial ?? isPayload;
}

function count(more: number, { target }: ChildMapping, { taken }: ListFrame): void {
  taken.count += more;
  if (taken.count > MOST_CHILDREN)
    throw new Invalid(`the record has more than ${MOST_CHILDREN} children`, [target]);
}

interface Child {
  readonly item: JsonObject;
  readonly index: number;
  readonly parent: JsonObject;
}

function mapChild(list: CompiledList, child: Child, frame: ListFrame): MaybePromise<JsonObject | undefined> {
  const { item, parent } = child;
  if (list.direction === 'FROM' && isOwnRow(item, frame)) return undefined;
  const bindings = list.readsParent ? { ...frame.bindings, Parent: parent } : frame.bindings;
  const isWanted = list.filter?.(item, bindings) ?? true;
  return chain(isWanted, (wanted) => {
    if (!wanted) return undefined;
    return chain(list.fields(item, bindings, missedIn(list, frame)), (mapped) => {
      const { id } = item;
      const place = typeof id === 'string' ? `${id}/` : '';
      const inside = { ...frame, place, missed: missedIn(list, frame) };
      const whole = list.lists.length > 0 ? mapLists(list.lists, mapped, item, inside) : mapped;
      return chain(whole, (fields) => withId(list, fields, child, frame));
    });
  });
}

function missedIn({ definition }: CompiledList, { missed }: ListFrame): Missed | undefined {
  const { target, source = '' } = definition;
  return (
    missed &&
    ((one) => missed({ ...one, target: `${target}.${one.target}`, source: `${source}.${one.source}` }))
  );
}

/** What a system makes of a record's own fields is not sent back to it as a child. */
function isOwnRow({ id }: JsonObject, { childIds = {} }: ListFrame): boolean {
  return typeof id === 'string' && isRowName(childIds[id] ?? '');
}

/** The child under the id by which its other side knows it. */
function withId(
  { definition, direction }: CompiledList,
  { ...fields }: Record<string, Json>,
  { item, index }: Child,
  { childIds }: ListFrame,
): JsonObject {
  const { key, target } = definition;
  if (key === undefined) return fields;
  const { id: given } = item;
  if (direction === 'FROM')
    return outbound(fields, key, { origin: typeof given === 'string' ? given : undefined, childIds });
  const id = fields[key];
  delete fields[key];
  if (id === undefined || id === null || id === '')
    throw new Invalid(`${target}.${index} has no ${key}: a child is told by its id`, [target]);
  return { id, ...fields };
}
