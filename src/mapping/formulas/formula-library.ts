import type { HostFunctions } from '../../expressions/index.js';
import { FORMULA_FUNCTIONS } from './formula-functions.js';

const LIBRARY: HostFunctions = Object.fromEntries(
  Object.entries(FORMULA_FUNCTIONS).map(([name, { run }]) => [name, run]),
);

/** What the host lends to every expression. */
export const LIBRARY_NAMES: readonly string[] = Object.keys(LIBRARY);

const withLibrary = new WeakMap<HostFunctions, HostFunctions>();

/**
 * What an expression may call. One that names nothing of the library is left as it is: expressions without functions
 * are compiled once for all connections. The same functions are the same object, which is how workers share a message.
 */
export function formulaFunctions(source: string, own: HostFunctions | undefined): HostFunctions | undefined {
  if (!LIBRARY_NAMES.some((name) => source.includes(`$${name}`))) return own;
  if (!own) return LIBRARY;
  let both = withLibrary.get(own);
  if (!both) withLibrary.set(own, (both = { ...LIBRARY, ...own }));
  return both;
}
