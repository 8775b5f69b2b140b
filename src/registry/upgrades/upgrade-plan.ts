import type { AnyConnector, CollectionDefinition, JsonObject } from '@hookyard/sdk';

import { validateCollection } from '../../mapping/index.js';
import { settingsProblems } from '../connection-settings.js';
import type { FieldProblem } from '../connector-problems.js';
import { compareVersions } from '../connector-shelf.js';
import { can } from '../declared-scopes.js';
import { factsOf, type ConnectorFacts } from '../imprints/connector-facts.js';
import { sidesOf } from '../record-shapes.js';
import type { DeclaredFields } from '../record-types/declared-types.js';
import type { ScopeRow } from '../scope.entity.js';
import { factsDifference, scopeFieldsChanged, type FactsDifference } from './facts-difference.js';

/** How far apart two versions are, by the first number that differs. */
export type UpgradeStep = 'none' | 'major' | 'minor' | 'patch';

/** What an upgrade of one connection would do, and why it cannot be. */
export interface UpgradePlan extends FactsDifference {
  readonly from: string;
  readonly to: string;
  readonly step: UpgradeStep;
  /** The other version is an older one. */
  readonly isBack: boolean;
  /** Settings that the other version does not have: they are left out, and come back with a roll-back. */
  readonly droppedSettings: readonly string[];
  /** Its mapping collections in use whose type has other fields then, or that are not valid then. */
  readonly collections: readonly {
    readonly id: string;
    readonly name: string;
    readonly problems: readonly FieldProblem[];
  }[];
  /** Empty: it may be applied. */
  readonly problems: readonly FieldProblem[];
}

/** What is configured of the connection. */
export interface UpgradedConnection {
  readonly settings: JsonObject;
  /** Names with a live value. */
  readonly secrets: ReadonlySet<string>;
  readonly scopes: readonly ScopeRow[];
  readonly collections: readonly {
    readonly id: string;
    readonly name: string;
    readonly definition: CollectionDefinition;
  }[];
  readonly tables: ReadonlySet<string>;
  readonly declaredFields: DeclaredFields | undefined;
}

export interface UpgradeTerms {
  /** Instead of the settings it has. */
  readonly settings?: JsonObject;
  /** Names of secrets that come with the upgrade. */
  readonly secrets?: readonly string[];
  /** Whether a step over a major version was meant. */
  readonly major?: boolean;
}

/** Compares what a version says of itself with the connection as it is. */
export async function planUpgrade(
  connection: UpgradedConnection,
  versions: { readonly from: ConnectorFacts; readonly to: AnyConnector },
  terms: UpgradeTerms,
): Promise<UpgradePlan & { readonly settingsAfter: JsonObject }> {
  const { from, to } = versions;
  const after = factsOf(to);
  const step = stepOf(from.version, to.version);
  const settings = settingsAfter(connection, after, terms);
  const difference = factsDifference(from, after);
  const collections = collectionsAffected(
    connection,
    to,
    new Set(difference.recordTypes.map(({ type }) => type)),
  );
  const problems = [
    ...stepProblems(from.version, to.version, step, terms),
    ...(await settingsProblems(to, settings)),
    ...secretProblems(connection, from, after, terms),
    ...scopeProblems(connection, from, to),
    ...collections.flatMap(({ name, problems: wrong }) =>
      wrong.map(({ field, message }) => ({ field: `collections.${name}.${field}`, message })),
    ),
  ];
  return {
    ...difference,
    from: from.version,
    to: to.version,
    step,
    isBack: compareVersions(to.version, from.version) < 0,
    droppedSettings: Object.keys(connection.settings).filter((name) => !Object.hasOwn(settings, name)),
    collections,
    problems,
    settingsAfter: settings,
  };
}

/** A scope as it is after an upgrade: what an operator set stays, what came from the connector follows it. */
export function scopeAfter(row: ScopeRow, from: ConnectorFacts, to: ConnectorFacts): Partial<ScopeRow> {
  if (row.direction !== 'TO' || row.origin !== 'connector') return {};
  const before = from.scopes.find(({ name }) => name === row.name);
  const after = to.scopes.find(({ name }) => name === row.name);
  if (!after) return before && row.isEnabled ? { isEnabled: false } : {};
  if (!before) return {};
  const { record, version } = COLUMNS;
  const column = (field: string): keyof ScopeRow =>
    field === 'record' ? record : field === 'version' ? version : (field as keyof ScopeRow);
  const follows = scopeFieldsChanged(before, after).filter((field) => row[column(field)] === before[field]);
  return Object.fromEntries(follows.map((field) => [column(field), after[field]]));
}

const COLUMNS = { record: 'recordExpression', version: 'versionExpression' } as const;

function stepOf(from: string, to: string): UpgradeStep {
  const [left, right] = [from, to].map((version) => version.split(/[-+]/)[0]?.split('.') ?? []);
  if (from === to) return 'none';
  if (left?.[0] !== right?.[0]) return 'major';
  return left?.[1] === right?.[1] ? 'patch' : 'minor';
}

function stepProblems(from: string, to: string, step: UpgradeStep, { major }: UpgradeTerms): FieldProblem[] {
  if (step === 'none') return [{ field: 'to', message: `is ${to}, which it runs on` }];
  if (step !== 'major' || major === true) return [];
  const message = `${to} may break what ${from} kept: read what changes, then say "major": true`;
  return [{ field: 'to', message }];
}

/** Without settings that the other version does not have; where new ones are given, those. */
function settingsAfter(
  { settings }: UpgradedConnection,
  to: ConnectorFacts,
  terms: UpgradeTerms,
): JsonObject {
  if (terms.settings) return terms.settings;
  const known = Object.keys((to.settings['properties'] ?? {}) as object);
  const isOpen = to.settings['additionalProperties'] !== false && to.settings['properties'] === undefined;
  return Object.fromEntries(Object.entries(settings).filter(([name]) => isOpen || known.includes(name)));
}

function secretProblems(
  { secrets }: UpgradedConnection,
  from: ConnectorFacts,
  to: ConnectorFacts,
  terms: UpgradeTerms,
): FieldProblem[] {
  return Object.entries(to.secrets).flatMap(([name, label]) => {
    const isThere = Object.hasOwn(from.secrets, name) || secrets.has(name) || terms.secrets?.includes(name);
    return isThere
      ? []
      : [{ field: `secrets.${name}`, message: `is new (${label}): give it with the upgrade` }];
  });
}

/** Scopes in use whose records the other version cannot get any more. */
function scopeProblems(
  { scopes }: UpgradedConnection,
  from: ConnectorFacts,
  to: AnyConnector,
): FieldProblem[] {
  const after = factsOf(to);
  return scopes.flatMap((row) => {
    const { name, type, isRead } = readingOf({ ...asPlain(row), ...scopeAfter(row, from, after) });
    const isLost = isRead && from.abilities[type]?.includes('get') === true && !can(to, type, 'get');
    const message = `reads a ${type}, which it cannot get any more: switch it off`;
    return isLost ? [{ field: `scopes.${name}`, message }] : [];
  });
}

type Reading = Pick<ScopeRow, 'action' | 'direction' | 'isEnabled' | 'name' | 'source' | 'type'>;

function asPlain({ name, direction, isEnabled, source, type, action }: ScopeRow): Reading {
  return { name, direction, isEnabled, source, type, action };
}

/** Control scopes are resolved by the prerequisite and deleted records cannot be read: neither needs `get`. */
function readingOf(scope: Reading): Pick<Reading, 'name' | 'type'> & { readonly isRead: boolean } {
  const { name, direction, isEnabled, source, type, action } = scope;
  const isUsed = direction === 'TO' && isEnabled && source !== 'payload';
  return { name, type, isRead: isUsed && action !== 'DELETED' && type !== 'MESSAGE' && type !== 'NONE' };
}

function collectionsAffected(
  { collections, tables, declaredFields }: UpgradedConnection,
  to: AnyConnector,
  changed: ReadonlySet<string>,
): UpgradePlan['collections'] {
  const options = {
    tables,
    functions: new Set(Object.keys(to.functions ?? {})),
    sidesOf: (definition: Pick<CollectionDefinition, 'type' | 'direction'>) =>
      sidesOf(definition, { connector: to, ...(declaredFields ? { declaredFields } : {}) }),
  };
  return collections.flatMap(({ id, name, definition }) => {
    const problems = validateCollection(definition, options).map(({ field, message }) => ({
      field,
      message,
    }));
    return problems.length > 0 || changed.has(definition.type) ? [{ id, name, problems }] : [];
  });
}
