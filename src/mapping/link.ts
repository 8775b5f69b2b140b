import { Invalid, type FieldMapping, type Json, type JsonObject } from '@hookyard/sdk';

import type { Bindings } from '../expressions/index.js';
import type { MaybePromise } from './maybe-promise.js';
import { reader } from './paths.js';
import { fieldTurned, type Turned } from './turned.js';

export type LinkMapping = Extract<FieldMapping, { kind: 'link' }>;

/** One id that stands in a record, and what it is wanted as. */
export interface LinkAsk {
  readonly mapping: LinkMapping;
  readonly value: string | number;
}

/**
 * The id on the other side: null where there is none and the target is cleared, undefined where the asker took note
 * that the record cannot be written yet. Answers of one turn of the event loop come from one read.
 */
export type FindLink = (ask: LinkAsk) => Promise<string | null | undefined>;

/** No formula can name it, and no message to a worker carries it. */
const LINKS = Symbol('links');

/** The same bindings, through which the mappings of a record and of all its children find their links. */
export function withLinks(bindings: Bindings, find: FindLink): Bindings {
  return Object.assign({}, bindings, { [LINKS]: find });
}

function finderIn(bindings: Bindings): FindLink | undefined {
  return (bindings as { readonly [LINKS]?: FindLink })[LINKS];
}

/** As many as a list may name; a record that names more is no record of anything. */
const MOST_IDS = 1_000;

/** The value of a link mapping: a promise, so that those beside it, and those of child rows, are read together. */
export function linkValue(
  mapping: LinkMapping,
): (record: JsonObject, bindings: Bindings) => MaybePromise<Json | undefined> {
  const read = reader(mapping.source);
  return (record, bindings) => {
    const value = read(record);
    const find = finderIn(bindings);
    if (value === undefined || !find) return undefined;
    if (isNothing(value)) return null;
    if (!Array.isArray(value)) return find({ mapping, value: idIn(value, mapping) });
    return findAll(value as readonly Json[], mapping, find);
  };
}

/** An item without a link is left out, as far as the mapping lets it be missing at all. */
async function findAll(
  items: readonly Json[],
  mapping: LinkMapping,
  find: FindLink,
): Promise<readonly Json[] | undefined> {
  if (items.length > MOST_IDS)
    throw new Invalid(`'${mapping.source}' names more than ${MOST_IDS} records`, [mapping.source]);
  const named = items.filter((item) => !isNothing(item));
  const found = await Promise.all(named.map((item) => find({ mapping, value: idIn(item, mapping) })));
  return found.flatMap((id) => id ?? []);
}

function isNothing(value: Json): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function idIn(value: Json, { source, target, type }: LinkMapping): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Invalid(`'${source}' names no ${type} for '${target}': an id is text or a number`, [source]);
}

/** The other way round it is the other id of the same record. */
export function linkTurned({ source, target, ...mapping }: LinkMapping): Turned {
  const path = fieldTurned(source, target);
  return path.kind === 'left-out'
    ? path
    : { ...path, mapping: { ...mapping, source: target, target: source } };
}
