import type { ChildMapping, CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import { didYouMean } from '../../errors/index.js';
import { kindFindings, type KindFinding, type Sides } from '../kind-check.js';
import { placeIn, type RecordShape } from '../record-shape.js';
import { plainPath } from './child-source.js';

interface Finding {
  readonly field: string;
  readonly message: string;
}

/** The mappings of one kind of child, with what is declared of it on both sides. */
export interface ChildLevel {
  readonly at: string;
  readonly filter: string | undefined;
  readonly mappings: readonly FieldMapping[];
  readonly sides: Sides;
  /** The field that the host fills or takes: no field of the record. */
  readonly key: string | undefined;
}

type Lists = Pick<CollectionDefinition, 'children'>;

/** Every kind of child of a definition: those of lists, at any depth, and those of rows. */
export function childLevels({ children = [] }: Lists, sides: Sides, place = ''): readonly ChildLevel[] {
  return children.flatMap((child, index): readonly ChildLevel[] => {
    const at = `${place}children.${index}`;
    const { filter, mappings, key, rows = [] } = child;
    const inside = sidesInside(child, sides);
    const ofRows = rows.map((row, number): ChildLevel => ({
      at: `${at}.rows.${number}`,
      filter: row.when,
      mappings: row.mappings,
      sides: { source: sides.source, target: inside.target },
      key: undefined,
    }));
    return [{ at, filter, mappings, sides: inside, key }, ...ofRows, ...childLevels(child, inside, `${at}.`)];
  });
}

/** What is known of the children themselves. */
function sidesInside({ source, target }: ChildMapping, sides: Sides): Sides {
  const path = source === undefined ? null : plainPath(source);
  return {
    source: path === null ? null : itemsAt(sides.source, path),
    target: itemsAt(sides.target, target),
  };
}

function itemsAt(record: RecordShape | null, path: string): RecordShape | null {
  const place = placeIn(record, path);
  return place.kind === 'declared' ? place.shape.record : null;
}

/** Values that no child could ever hold. */
export function childKindFindings(definition: Lists, sides: Sides): readonly KindFinding[] {
  return childLevels(definition, sides).flatMap((level) =>
    withoutKey(level, kindFindings(level, level.sides)).map((finding) => ({
      ...finding,
      field: `${level.at}.${finding.field}`,
    })),
  );
}

/** What is probably not meant in child lists; `check` says it of the mappings of one record. */
export function childWarnings(
  definition: Lists,
  sides: Sides,
  check: (level: ChildLevel) => readonly Finding[],
): readonly Finding[] {
  const ofLevels = childLevels(definition, sides).flatMap((level) =>
    withoutKey(level, check(level)).map(({ field, message }) => ({
      field: `${level.at}.${field === 'filter' && level.at.includes('.rows.') ? 'when' : field}`,
      message,
    })),
  );
  return [...unknownLists(definition, sides), ...ofLevels];
}

function withoutKey<Found extends Finding>({ mappings, key }: ChildLevel, found: readonly Found[]): Found[] {
  const at = key === undefined ? -1 : mappings.findIndex(({ target }) => target === key);
  return found.filter(({ field }) => at < 0 || !field.startsWith(`mappings.${at}.`));
}

function unknownLists({ children = [] }: Lists, sides: Sides, place = ''): readonly Finding[] {
  return children.flatMap((child, index): readonly Finding[] => {
    const { source, target } = child;
    const at = `${place}children.${index}`;
    const path = source === undefined ? null : plainPath(source);
    return [
      ...undeclared(sides.target, target, { field: `${at}.target`, verb: 'writes', side: 'target' }),
      ...(path === null
        ? []
        : undeclared(sides.source, path, { field: `${at}.source`, verb: 'reads', side: 'source' })),
      ...unknownLists(child, sidesInside(child, sides), `${at}.`),
    ];
  });
}

function undeclared(
  record: RecordShape | null,
  path: string,
  { field, verb, side }: { readonly field: string; readonly verb: string; readonly side: string },
): Finding[] {
  const place = placeIn(record, path);
  if (place.kind !== 'undeclared') return [];
  const hint = didYouMean(place.path, place.siblings);
  return [{ field, message: `${verb} '${place.path}', which the ${side} does not declare${hint}` }];
}
