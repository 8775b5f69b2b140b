import { listBuiltins } from './list-functions.js';
import { numberBuiltins } from './number-functions.js';
import { objectBuiltins } from './object-functions.js';
import type { Builtin } from './builtin.js';
import { textBuiltins } from './text-functions.js';
import { valueBuiltins } from './value-functions.js';

/**
 * JSONata's builtins that are provably the same here for the arguments they accept. Anything else (a wrong type, a
 * context in place of a missing argument, an error) is left to the interpreter.
 */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...valueBuiltins,
  ...textBuiltins,
  ...numberBuiltins,
  ...listBuiltins,
  ...objectBuiltins,
]);
