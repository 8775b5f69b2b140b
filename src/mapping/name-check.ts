import { didYouMean } from '../errors/index.js';
import { BUILTIN_NAMES, inspect } from '../expressions/index.js';
import { LIBRARY_NAMES } from './formulas/formula-library.js';

/** What every expression of a collection may name. */
const VARIABLES: readonly string[] = ['Settings', 'CustomFields', 'Parent'];

/** Functions an expression calls that nobody has; it would fail with the first record that gets there. */
export function unknownFunctions(source: string, own: ReadonlySet<string>): string[] {
  const known = [...BUILTIN_NAMES, ...LIBRARY_NAMES, ...own];
  const unknown = [...inspect(source).calls].filter((name) => !known.includes(name));
  return unknown.map(
    (name) => `calls $${name}, which is no function here${didYouMean(`$${name}`, dollars(known))}`,
  );
}

/** Variables nobody binds: they are nothing, which is seldom what was meant. */
export function unknownVariables(source: string, own: ReadonlySet<string>): string[] {
  const known = [...VARIABLES, ...BUILTIN_NAMES, ...LIBRARY_NAMES, ...own];
  const unknown = [...inspect(source).variables].filter((name) => !known.includes(name));
  return unknown.map((name) => `reads $${name}, which nobody binds${didYouMean(`$${name}`, dollars(known))}`);
}

function dollars(names: readonly string[]): string[] {
  return names.map((name) => `$${name}`);
}
