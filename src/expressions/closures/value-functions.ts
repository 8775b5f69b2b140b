import { builtin, onContext, type NamedBuiltin } from './builtin.js';
import { GIVE_UP, isPlainObject, scalar, text, truth } from './closure.js';

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;

/** Functions of any value: what it is, and what it is as another kind. */
export const valueBuiltins: readonly NamedBuiltin[] = [
  ['string', onContext(([value]) => text(value))],
  ['number', onContext(([value]) => toNumber(value))],
  ['boolean', onContext(([value]) => truth(value))],
  ['not', onContext(([value]) => not(value))],
  ['exists', builtin(1, 1, ([value]) => value !== undefined)],
  ['type', builtin(1, 1, ([value]) => typeName(value))],
];

function toNumber(value: unknown): number | undefined {
  const known = scalar(value);
  if (known === undefined || typeof known === 'number') return known;
  if (typeof known === 'boolean') return known ? 1 : 0;
  if (known === null || !DECIMAL.test(known)) throw GIVE_UP;
  const number = Number.parseFloat(known);
  if (!Number.isFinite(number)) throw GIVE_UP;
  return number;
}

function not(value: unknown): boolean | undefined {
  const known = truth(value);
  return known === undefined ? undefined : !known;
}

function typeName(value: unknown): string | undefined {
  if (Array.isArray(value)) return 'array';
  if (isPlainObject(value)) return 'object';
  const known = scalar(value);
  return known === null ? 'null' : known === undefined ? undefined : typeof known;
}
