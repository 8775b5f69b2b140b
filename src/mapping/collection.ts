import { isTrue } from '../expressions/index.js';
import type { CollectionDefinition, JsonObject } from '@hookyard/sdk';

import type { Bindings } from '../expressions/index.js';
import type { ChildIds } from './children/child-ids.js';
import { compileChildren } from './children/compile-children.js';
import type { CollectionOptions } from './collection-options.js';
import { formula } from './field-value.js';
import { compileFields } from './fields.js';
import { withLinks, type FindLink } from './link.js';
import { compiledAt } from './located.js';
import type { Missed } from './lookup.js';
import { chain, isPromise, type MaybePromise } from './maybe-promise.js';

/** What formulas and filters see beside the record: `$Settings`, `$CustomFields`, `$LastKnown`; children `$Parent`. */
export interface MappingContext {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly customFields?: JsonObject;
  /** Is told of each value that a lookup has no row for. */
  readonly missed?: Missed;
  /** Of a record that was deleted: what was last known of it, perhaps long ago. */
  readonly lastKnown?: JsonObject;
  /** FROM the hub: the system's ids of the children it has, by the hub's. */
  readonly childIds?: ChildIds;
  /** The record came with its hook: a list in it names the children that changed, not all there are. */
  readonly isPartial?: boolean;
  /** Finds the ids that link mappings ask for; absent: they leave their targets untouched. */
  readonly links?: FindLink;
}

/** A mapping collection, compiled once for a version of the configuration. */
export interface CompiledCollection {
  readonly definition: CollectionDefinition;
  /** Whether the collection takes the record. */
  accepts(record: JsonObject, context: MappingContext): MaybePromise<boolean>;
  /** Whether the error filter hits: the record waits for a person. */
  rejects(record: JsonObject, context: MappingContext): MaybePromise<boolean>;
  /**
   * The mapped record: only the fields that are mapped and have a source; null clears. At once where no expression
   * had to leave the loop. Errors name the collection and the field.
   */
  map(record: JsonObject, context: MappingContext): MaybePromise<JsonObject>;
}

const compiledBefore = new WeakMap<CollectionDefinition, CompiledCollection>();

/** Compiles a definition; the same object is compiled once. Throws where an expression or a path is not valid. */
export function compileCollection(
  definition: CollectionDefinition,
  options: CollectionOptions,
): CompiledCollection {
  const known = compiledBefore.get(definition);
  if (known) return known;
  const where = `collection '${definition.name}'`;
  const fields = compileFields(definition.mappings, where, options);
  const children =
    definition.children && compileChildren(definition.children, definition.direction, { where, options });
  const compiled: CompiledCollection = {
    definition,
    accepts: condition(definition, 'filter', options) ?? (() => true),
    rejects: condition(definition, 'errorFilter', options) ?? (() => false),
    map: (record, context) => {
      const bindings = bindingsOf(context);
      const draft = fields(record, bindings, context.missed);
      return children ? chain(draft, (mapped) => children(mapped, record, { ...context, bindings })) : draft;
    },
  };
  compiledBefore.set(definition, compiled);
  return compiled;
}

function bindingsOf({ settings, customFields, lastKnown, links }: MappingContext): Bindings {
  const known = { Settings: settings, CustomFields: customFields ?? {}, Parent: null };
  const bindings = lastKnown ? { ...known, LastKnown: lastKnown } : known;
  return links ? withLinks(bindings, links) : bindings;
}

type Condition = CompiledCollection['accepts'];

function condition(
  { name, ...definition }: CollectionDefinition,
  which: 'filter' | 'errorFilter',
  options: CollectionOptions,
): Condition | undefined {
  const source = definition[which];
  if (source === undefined) return undefined;
  const where = `collection '${name}', ${which}`;
  const evaluate = compiledAt(where, () => formula(source, options));
  return (record, context) => {
    const value = evaluate(record, bindingsOf(context));
    return isPromise(value) ? value.then(isTrue) : isTrue(value);
  };
}
