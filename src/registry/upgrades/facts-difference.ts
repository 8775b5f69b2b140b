import type { DeclaredScope } from '../declared-scopes.js';
import type { ConnectorFacts } from '../imprints/connector-facts.js';

/** Names that came and went. */
export interface NamesDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What is otherwise in one version of a connector than in another. */
export interface FactsDifference {
  readonly scopes: NamesDifference & {
    readonly changed: readonly { readonly name: string; readonly fields: readonly string[] }[];
  };
  readonly settings: NamesDifference & { readonly changed: readonly string[] };
  readonly secrets: NamesDifference;
  /** By type: fields it declares of the hub's record, and of its own system's as `there.<field>`. */
  readonly recordTypes: readonly (NamesDifference & {
    readonly type: string;
    readonly changed: readonly string[];
  })[];
  /** By type: what it can do with records. */
  readonly abilities: readonly (NamesDifference & { readonly type: string })[];
}

export function factsDifference(from: ConnectorFacts, to: ConnectorFacts): FactsDifference {
  const types = new Set([...Object.keys(fieldsByType(from)), ...Object.keys(fieldsByType(to))]);
  const able = new Set([...Object.keys(from.abilities), ...Object.keys(to.abilities)]);
  return {
    scopes: scopesDifference(from.scopes, to.scopes),
    settings: fieldsDifference(propertiesOf(from.settings), propertiesOf(to.settings)),
    secrets: names(Object.keys(from.secrets), Object.keys(to.secrets)),
    recordTypes: [...types]
      .map((type) => ({
        type,
        ...fieldsDifference(fieldsByType(from)[type] ?? {}, fieldsByType(to)[type] ?? {}),
      }))
      .filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0),
    abilities: [...able]
      .map((type) => ({ type, ...names(from.abilities[type] ?? [], to.abilities[type] ?? []) }))
      .filter(({ added, removed }) => added.length + removed.length > 0),
  };
}

const SCOPE_FIELDS = ['type', 'action', 'description', 'source', 'record', 'version'] as const;

/** What of a scope a connector declares otherwise than before. */
export function scopeFieldsChanged(from: DeclaredScope, to: DeclaredScope): (typeof SCOPE_FIELDS)[number][] {
  return SCOPE_FIELDS.filter((field) => from[field] !== to[field]);
}

function scopesDifference(
  from: readonly DeclaredScope[],
  to: readonly DeclaredScope[],
): FactsDifference['scopes'] {
  const before = new Map(from.map((scope) => [scope.name, scope]));
  const changed = to.flatMap((scope) => {
    const old = before.get(scope.name);
    const fields = old ? scopeFieldsChanged(old, scope) : [];
    return fields.length > 0 ? [{ name: scope.name, fields }] : [];
  });
  return {
    ...names(
      [...before.keys()],
      to.map(({ name }) => name),
    ),
    changed,
  };
}

/** Fields of the hub that it declares, and the shape of its own records, by type. */
function fieldsByType({ recordTypes, shapes }: ConnectorFacts): Record<string, Record<string, unknown>> {
  const types = new Set([...Object.keys(recordTypes), ...Object.keys(shapes)]);
  return Object.fromEntries(
    [...types].map((type) => [
      type,
      {
        ...recordTypes[type]?.fields,
        ...Object.fromEntries(
          Object.entries(shapes[type] ?? {}).map(([name, kind]) => [`there.${name}`, kind]),
        ),
      },
    ]),
  );
}

function propertiesOf(schema: ConnectorFacts['settings']): Record<string, unknown> {
  return (schema['properties'] ?? {}) as Record<string, unknown>;
}

function fieldsDifference(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): NamesDifference & { readonly changed: readonly string[] } {
  const changed = Object.keys(to).filter(
    (name) => Object.hasOwn(from, name) && JSON.stringify(from[name]) !== JSON.stringify(to[name]),
  );
  return { ...names(Object.keys(from), Object.keys(to)), changed };
}

function names(from: readonly string[], to: readonly string[]): NamesDifference {
  return {
    added: to.filter((name) => !from.includes(name)),
    removed: from.filter((name) => !to.includes(name)),
  };
}
