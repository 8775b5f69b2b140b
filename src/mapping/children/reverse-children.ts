import type { ChildMapping, FieldMapping } from '@hookyard/sdk';

import { turnMappings, type TurnedMappings, type Turning } from '../reverse-mappings.js';
import { plainPath } from './child-source.js';

/** The key that children have on their way into the hub, where they get ids of the hub's own. */
const KEY_IN_HUB = 'id';

/**
 * The lists of the way back. A list is turned where it lies at a field and its children are told by a field; a list that
 * is not is left out whole, with all in it: written without its key it would be another list.
 */
export function turnLists(
  lists: readonly ChildMapping[],
  { place, taken }: { readonly place: string; readonly taken: readonly FieldMapping[] },
  turning: Turning,
): ChildMapping[] {
  const names = new Set(taken.map(({ target }) => target.split('.')[0] ?? target));
  return lists.flatMap((list, index) => {
    const field = `${place}children.${index}`;
    const own: Turning = { ...turning, notes: [], translations: {} };
    const turned = turnList(list, `${field}.`, own);
    const why = typeof turned === 'string' ? turned : takenBefore(turned, names);
    if (why === undefined && typeof turned !== 'string') {
      names.add(turned.target);
      turning.notes.push(...own.notes);
      Object.assign(turning.translations, own.translations);
      return [turned];
    }
    turning.notes.push({ field, target: list.target, kind: 'left-out', message: why ?? '' });
    return [];
  });
}

function takenBefore({ target }: ChildMapping, names: ReadonlySet<string>): string | undefined {
  return names.has(target) ? `'${target}' is written by another mapping on the way back` : undefined;
}

/** The list the other way round, or why there is none. */
function turnList(list: ChildMapping, place: string, turning: Turning): ChildMapping | string {
  const { source, target, type } = list;
  if (source === undefined) return 'it is made of rows, which are fields of the parent on the way back';
  const path = plainPath(source) ?? '.';
  if (path.includes('.')) return `it is read from '${source}', which is no field to write to`;
  const { mappings, sourceOf } = turnMappings(list.mappings, place, turning);
  const keyed = turnKey(list, { mappings, sourceOf }, turning);
  if (typeof keyed === 'string') return keyed;
  tellPartsLeft(list, place, turning);
  const match = matchOf(list, sourceOf, { place, key: keyed.key, turning });
  const children = turnLists(list.children ?? [], { place, taken: keyed.mappings }, turning);
  if (keyed.key === undefined && keyed.mappings.length + children.length === 0)
    return 'nothing in it has a way back';
  const parts = { ...(match.length > 0 ? { match } : {}), ...(children.length > 0 ? { children } : {}) };
  return { target: path, ...(type ? { type } : {}), source: target, ...keyed, ...parts };
}

/** The field that tells children apart: filled by the host on the way out, mapped on the way in. */
function turnKey(
  { key, mappings: given }: ChildMapping,
  { mappings, sourceOf }: TurnedMappings,
  { direction }: Turning,
): Pick<ChildMapping, 'key' | 'mappings'> | string {
  if (key === undefined) return { mappings };
  if (direction === 'FROM') {
    const others = mappings.filter(
      (one) => one.target !== KEY_IN_HUB && !('source' in one && one.source === key),
    );
    return {
      key: KEY_IN_HUB,
      mappings: [{ kind: 'field', target: KEY_IN_HUB, source: key }, ...others],
    };
  }
  const there = sourceOf.get(key);
  const isField = mappings.some((mapping) => mapping.target === there && mapping.kind === 'field');
  if (there === undefined || !isField || there.includes('.')) {
    const by = given.find(({ target }) => target === key)?.kind ?? 'nothing';
    return `its key '${key}' is given by ${by}, not by one field: name the key of the list there`;
  }
  return { key: there, mappings: mappings.filter(({ target }) => target !== there) };
}

function matchOf(
  { match = [] }: ChildMapping,
  sourceOf: ReadonlyMap<string, string>,
  {
    place,
    key,
    turning,
  }: { readonly place: string; readonly key: string | undefined; readonly turning: Turning },
): string[] {
  return match.flatMap((name, index) => {
    const source = sourceOf.get(name);
    if (source !== undefined && source !== key && !source.includes('.')) return [source];
    const message = `'${name}' is written by no mapping that was turned round`;
    turning.notes.push({ field: `${place}match.${index}`, target: null, kind: 'left-out', message });
    return [];
  });
}

function tellPartsLeft(list: ChildMapping, place: string, { notes }: Turning): void {
  const why: readonly (readonly [keyof ChildMapping, string])[] = [
    ['filter', 'it reads the child of the other side'],
    ['rows', 'they are fields of the parent on the way back'],
    ['partial', 'whether a list is whole is known of its own direction'],
  ];
  for (const [field, message] of why) {
    if (list[field] === undefined) continue;
    notes.push({ field: `${place}${field}`, target: null, kind: 'left-out', message });
  }
}
