import type { ChildMapping, CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import { plainPath } from './child-source.js';

/** One thing that is wrong, and where. */
interface Problem {
  readonly field: string;
  readonly message: string;
}

/** How mappings and expressions of any record are checked. */
export interface ChildChecks {
  mappings(mappings: readonly FieldMapping[], place: string): readonly Problem[];
  expression(source: string | undefined, field: string): readonly Problem[];
}

type Side = Pick<CollectionDefinition, 'direction' | 'syncType' | 'mappings' | 'children'>;

/** Everything that is wrong with the child lists of a definition, by its place. */
export function childProblems(definition: Side, checks: ChildChecks): readonly Problem[] {
  const { children = [], direction, syncType } = definition;
  if (children.length === 0) return [];
  const isRecordGone =
    direction === 'TO' && (syncType === 'DELETE' || syncType === 'DELETE_TRIGGERED_UPDATE');
  if (isRecordGone)
    return [{ field: 'children', message: 'of a deleted record only the id is known, not its children' }];
  return listsProblems(definition, { place: '', direction, isKeyed: true }, checks);
}

interface Level {
  readonly place: string;
  readonly direction: Side['direction'];
  /** Whether the parent is told from its siblings. */
  readonly isKeyed: boolean;
}

function listsProblems(
  { children = [], mappings }: Pick<Side, 'children' | 'mappings'>,
  level: Level,
  checks: ChildChecks,
): Problem[] {
  const taken = new Set(mappings.map(({ target }) => target.split('.')[0] ?? target));
  return children.flatMap((child, index) => {
    const at = `${level.place}children.${index}`;
    const isTaken = taken.has(child.target);
    taken.add(child.target);
    const twice = isTaken ? [{ field: `${at}.target`, message: `'${child.target}' is mapped twice` }] : [];
    return [...twice, ...listProblems(child, at, level, checks)];
  });
}

function listProblems(child: ChildMapping, at: string, level: Level, checks: ChildChecks): Problem[] {
  const { source, filter, mappings, rows = [] } = child;
  const expression = source !== undefined && plainPath(source) !== null ? undefined : source;
  const below = { place: `${at}.`, direction: level.direction, isKeyed: child.key !== undefined };
  return [
    ...checks.expression(expression, `${at}.source`),
    ...checks.expression(filter, `${at}.filter`),
    ...checks.mappings(mappings, `${at}.mappings`),
    ...rows.flatMap((row, index) => [
      ...checks.expression(row.when, `${at}.rows.${index}.when`),
      ...checks.mappings(row.mappings, `${at}.rows.${index}.mappings`),
    ]),
    ...keyProblems(child, level).map(({ field, message }) => ({ field: `${at}.${field}`, message })),
    ...rowProblems(child).map(({ field, message }) => ({ field: `${at}.${field}`, message })),
    ...listsProblems(child, below, checks),
  ];
}

function keyProblems(child: ChildMapping, { direction, isKeyed }: Level): Problem[] {
  const { key, match = [], partial, source, mappings } = child;
  const targets = new Set(mappings.map(({ target }) => target));
  if (key === undefined) {
    const needs = 'needs a key: without one children are not told apart';
    return [
      ...(child.match ? [{ field: 'match', message: needs }] : []),
      ...(partial === undefined ? [] : [{ field: 'partial', message: needs }]),
    ];
  }
  const problems: Problem[] = [];
  const add = (field: string, message: string): void => void problems.push({ field, message });
  if (!isKeyed) add('key', 'the parent list has no key: its children cannot be told apart either');
  if (direction === 'TO' && source !== undefined && !targets.has(key))
    add('key', `no mapping gives '${key}'`);
  if (direction === 'TO' && key !== 'id' && targets.has('id'))
    add('mappings', "'id' of a child is the hub's own: map to another field");
  match.forEach((field, index) => {
    if (!targets.has(field) || field === key) add(`match.${index}`, `no mapping gives '${field}' to compare`);
  });
  return problems;
}

function rowProblems({ source, rows = [], key }: ChildMapping): Problem[] {
  const problems: Problem[] = [];
  if (source === undefined && rows.length === 0)
    problems.push({ field: 'source', message: 'neither a source nor rows: the list would always be empty' });
  const names = new Set<string>();
  rows.forEach(({ name, mappings }, index) => {
    if (names.has(name)) problems.push({ field: `rows.${index}.name`, message: `'${name}' is there twice` });
    names.add(name);
    const given =
      key === undefined ? -1 : mappings.findIndex(({ target }) => target === key || target === 'id');
    if (given >= 0)
      problems.push({
        field: `rows.${index}.mappings.${given}.target`,
        message: 'the id of a row is its name',
      });
  });
  return problems;
}
