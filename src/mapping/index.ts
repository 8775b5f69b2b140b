/**
 * Mapping collections: definitions come in, and go out compiled, chosen by order and filter, or refused with every
 * problem and its place. A map gives only the fields it maps: an absent source leaves its target untouched, null
 * clears it. Static, Field and Lookup never touch an expression engine. It stores nothing and calls nobody.
 */
export { childOrigin } from './children/child-origin.js';
export { isRowName } from './children/child-ids.js';
export type { ChildIds } from './children/child-ids.js';
export { chooseCollection } from './choose.js';
export type { CollectionChoice, PassedOver } from './choose.js';
export { compileCollection } from './collection.js';
export type { FindLink, LinkAsk } from './link.js';
export type { CompiledCollection } from './collection.js';
export type { LookupTable, LookupTables } from './collection-options.js';
export { collectionDifference } from './difference.js';
export type { CollectionDifference } from './difference.js';
export type { Sides } from './kind-check.js';
export type { RecordShape, ValueKind, ValueShape } from './record-shape.js';
export { pathProblem, reader } from './paths.js';
export { reverseCollection } from './reverse.js';
export type { ReverseNote } from './reverse-mappings.js';
export { reversedTableName } from './turned.js';
export { lookupsIn } from './lookups-in.js';
export type { Missed, Untranslated } from './lookup.js';
export { untranslatedIn } from './untranslated.js';
export { validateCollection } from './validate.js';
export type { CollectionProblem, ValidateOptions } from './validate.js';
export { collectionWarnings } from './warnings.js';
