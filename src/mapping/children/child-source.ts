import { isTrue } from '../../expressions/index.js';
import { Invalid, type ChildMapping, type Json, type JsonObject } from '@hookyard/sdk';

import type { Bindings } from '../../expressions/index.js';
import type { CollectionOptions } from '../collection-options.js';
import { formula } from '../field-value.js';
import { compiledAt } from '../located.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import { reader } from '../paths.js';

/** The source records of a list; undefined where nothing is said of it. */
export type ChildSource = (
  parent: JsonObject,
  bindings: Bindings,
) => MaybePromise<readonly JsonObject[] | undefined>;

export type Condition = (record: JsonObject, bindings: Bindings) => MaybePromise<boolean>;

/** A path is read as it stands: JSONata gives nothing for an empty list, which would not clear the target. */
const PLAIN_PATH = /^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/;

/** Whether the source is a path, and the list at it. */
export function plainPath(source: string): string | null {
  return PLAIN_PATH.test(source) ? source : null;
}

export function childSource(
  { source, target }: ChildMapping,
  where: string,
  options: CollectionOptions,
): ChildSource | undefined {
  if (source === undefined) return undefined;
  const path = plainPath(source);
  const read = path === null ? compiledAt(`${where}, source`, () => formula(source, options)) : reader(path);
  return (parent, bindings) => chain(read(parent, bindings), (value) => recordsIn(value, target));
}

function recordsIn(value: Json | undefined, target: string): readonly JsonObject[] | undefined {
  if (value === undefined) return undefined;
  if (value === null) return [];
  const items = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const odd = items.findIndex((item) => typeof item !== 'object' || item === null || Array.isArray(item));
  if (odd >= 0) throw new Invalid(`the source of ${target} has an item that is no record: ${odd}`, [target]);
  return items as readonly JsonObject[];
}

export function condition(
  source: string | undefined,
  where: string,
  options: CollectionOptions,
): Condition | undefined {
  if (source === undefined) return undefined;
  const evaluate = compiledAt(where, () => formula(source, options));
  return (record, bindings) => chain(evaluate(record, bindings), isTrue);
}
