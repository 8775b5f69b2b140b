/**
 * Mapping collections: definitions come in, and go out compiled, chosen by order and filter, or refused with every
 * problem and its place. A map gives only the fields it maps: an absent source leaves its target untouched, null
 * clears it. Static, Field and Lookup never touch an expression engine. It stores nothing and calls nobody.
 */
export { chooseCollection } from './choose.js';
export type { CollectionChoice, PassedOver } from './choose.js';
export { compileCollection } from './collection.js';
export type { CompiledCollection, Untranslated } from './collection.js';
export type { LookupTable, LookupTables } from './collection-options.js';
export { validateCollection } from './validate.js';
export type { CollectionProblem } from './validate.js';
export { collectionWarnings } from './warnings.js';
