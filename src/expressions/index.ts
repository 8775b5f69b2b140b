/**
 * JSONata, and JSON as it is read here. An expression comes in as text and goes out compiled: as closures where that is
 * provably the same, by JSONata's interpreter where its author is trusted, otherwise in a process that can be killed.
 * It promises values JSON can say, errors with a code and a position, and bounds on time, memory, depth and output.
 * It refuses to parse or run anything unbounded on the loop.
 */
export { answersLater } from './closures/scope.js';
export { BUILTIN_NAMES } from './builtin-names.js';
export { compile } from './compile.js';
export type { Bindings, CompiledExpression, HostFunctions } from './compiled.js';
export { envelopeOf } from './envelope.js';
export { inspect } from './inspect.js';
export { parseJson, withExactNumbers } from './safe-json.js';
export { isTrue } from './truth.js';
export { endWorkers } from './worker/pool.js';
export { recordsOf } from './worker/select-records.js';
export { selectInWorker } from './worker/select.js';
