import {
  BadConfig,
  type ConnectorState,
  type Json,
  type JsonObject,
  type RecordType,
  type ScopeAction,
} from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import type { Egress } from '../egress/index.js';
import { compile, withExactNumbers, type CompiledExpression } from '../expressions/index.js';
import { compileCollection, type CompiledCollection, type Missed } from '../mapping/index.js';
import {
  callFactsIn,
  fieldCheckOf,
  fieldsInHub,
  isLater,
  secretReader,
  type CallFacts,
  type CollectionView,
  type ConnectionView,
  type FieldCheck,
  type Step,
} from '../registry/index.js';
import type { Store } from '../store/index.js';

import { connectionAuth, type AuthParts } from './connection-auth.js';
import type { ConnectionHttpOptions } from './connector-http.js';
import { connectionState } from './connection-state.store.js';
import { maskOf, type Mask } from './masking.js';
import { numericFieldsOf } from './numeric-fields.js';

/** What a connection's turns have in common: made once per configuration version, not once per request. */
export interface ConnectionRuntime {
  readonly view: ConnectionView;
  readonly state: ConnectorState;
  readonly http: ConnectionHttpOptions;
  readonly mask: Mask;
  readonly connection: { readonly id: string; readonly name: string; readonly mode: ConnectionView['mode'] };
  readonly secret: (name: string) => string;
  readonly scopeFor: (type: RecordType, action: ScopeAction) => string;
  readonly typeForPrefix: (prefix: string) => RecordType | undefined;
  /** Compiled on first use. Throws BadConfig naming the collection that does not compile. */
  collections(): readonly CompiledCollection[];
  viewOf(collection: CompiledCollection): CollectionView;
  /** Where the values go that a collection has no row for. */
  missedBy(collection: CompiledCollection): Missed | undefined;
  /** A record on its way out: its fields of type number as numbers, also those that no double holds. */
  withNumbers(type: RecordType, record: JsonObject): JsonObject;
  /** What the declared fields of a type may hold; null where none is declared. */
  fieldCheck(type: RecordType): FieldCheck | null;
  /** The fields of a type that are numbers in its system, as dotted paths. */
  numericFields(type: RecordType): ReadonlySet<string>;
  /** The version inside a record, where the connector says it lies. */
  versionIn(type: RecordType, record: JsonObject): Promise<string | null>;
}

export interface RuntimeOptions {
  readonly store: Store;
  readonly egress: Egress;
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  /** Access tokens of connections by OAuth 2.0. */
  readonly tokens: AuthParts['tokens'];
  /** Counts a value that a collection has no row for; absent: nobody does. */
  readonly onUntranslated?: (of: MissedValue) => void;
}

/** A value without a row, and whose it is. */
export interface MissedValue {
  readonly tenant: number;
  /** `map_…`. */
  readonly collection: string;
  readonly target: string;
  readonly value: Json;
}

/** Runtimes by their view: a changed configuration is a new view, the old one is collected with it. */
export class ConnectionRuntimes {
  private readonly known = new WeakMap<ConnectionView, ConnectionRuntime>();

  constructor(private readonly options: RuntimeOptions) {}

  /** At once where it is known, or its connector runs in this process. */
  of(view: ConnectionView): Step<ConnectionRuntime> {
    const known = this.known.get(view);
    if (known) return known;
    const facts = callFactsIn(view.connector, view.settings);
    return isLater(facts) ? facts.then((found) => this.keep(view, found)) : this.keep(view, facts);
  }

  /** One of its own, whose calls carry these tokens. */
  async with(view: ConnectionView, tokens: RuntimeOptions['tokens']): Promise<ConnectionRuntime> {
    return runtimeOf(view, await callFactsIn(view.connector, view.settings), { ...this.options, tokens });
  }

  private keep(view: ConnectionView, facts: CallFacts): ConnectionRuntime {
    const runtime = runtimeOf(view, facts, this.options);
    this.known.set(view, runtime);
    return runtime;
  }
}

function runtimeOf(
  view: ConnectionView,
  { baseUrl, auth: data }: CallFacts,
  { store, egress, clock, callTimeoutMs, onUntranslated, tokens }: RuntimeOptions,
): ConnectionRuntime {
  const secret = secretReader(view, () => clock.now());
  const auth = connectionAuth(view, data, { baseUrl, secret, tokens });
  const mask = maskOf(view.secrets, () => auth.secrets());
  return {
    view,
    mask,
    secret,
    state: connectionState(store, clock, view.number),
    http: { egress, caller: view.id, baseUrl, mask, callTimeoutMs, auth },
    connection: { id: view.id, name: view.name, mode: view.mode },
    scopeFor: scopeFinder(view),
    typeForPrefix: prefixFinder(view),
    versionIn: versionReader(view),
    fieldCheck: fieldChecks(view),
    ...numbersOf(view),
    ...collectionsOf(view, onUntranslated),
  };
}

function collectionsOf(
  view: ConnectionView,
  onUntranslated: RuntimeOptions['onUntranslated'],
): Pick<ConnectionRuntime, 'collections' | 'viewOf' | 'missedBy'> {
  const views = new Map<CompiledCollection, CollectionView>();
  const sinks = new Map<CompiledCollection, Missed>();
  const { tenant } = view;
  const { definition } = view.connector;
  const compileAll = (): CompiledCollection[] =>
    view.collections.map((collection) => {
      try {
        const compiled = compileCollection(collection.definition, {
          trusted: collection.isTrusted,
          functions: definition.functions,
          tables: collection.tables,
        });
        views.set(compiled, collection);
        if (onUntranslated) {
          const { id } = collection;
          sinks.set(compiled, ({ target, value }) =>
            onUntranslated({ tenant, collection: id, target, value }),
          );
        }
        return compiled;
      } catch (error) {
        throw Object.assign(new BadConfig(String(error), `mapping ${collection.id}`), { cause: error });
      }
    });
  let compiled: readonly CompiledCollection[] | undefined;
  return {
    collections: () => (compiled ??= compileAll()),
    viewOf: (collection) => views.get(collection) as CollectionView,
    missedBy: (collection) => sinks.get(collection),
  };
}

function numbersOf({ connector }: ConnectionView): Pick<ConnectionRuntime, 'withNumbers' | 'numericFields'> {
  const known = new Map<RecordType, ReadonlySet<string>>();
  const numericFields = (type: RecordType): ReadonlySet<string> => {
    let fields = known.get(type);
    if (!fields) known.set(type, (fields = numericFieldsOf(connector.definition.records?.[type]?.schema)));
    return fields;
  };
  return {
    numericFields,
    withNumbers: (type, record) => withExactNumbers(record, numericFields(type)) as JsonObject,
  };
}

function fieldChecks({ declaredFields }: ConnectionView): ConnectionRuntime['fieldCheck'] {
  const known = new Map<RecordType, FieldCheck | null>();
  return (type) => {
    let check = known.get(type);
    if (check === undefined) {
      check = fieldCheckOf(fieldsInHub(type, declaredFields));
      known.set(type, check);
    }
    return check;
  };
}

function versionReader({ connector }: ConnectionView): ConnectionRuntime['versionIn'] {
  const known = new Map<RecordType, CompiledExpression | null>();
  const expressionOf = (type: RecordType): CompiledExpression | null => {
    const source = connector.definition.records?.[type]?.version;
    return source === undefined ? null : compile(source, { trusted: connector.form === 'code' });
  };
  return async (type, record) => {
    let expression = known.get(type);
    if (expression === undefined) known.set(type, (expression = expressionOf(type)));
    const version: unknown = await expression?.evaluate(record);
    return typeof version === 'string' || typeof version === 'number' ? String(version) : null;
  };
}

/** The first declared name of a pair; the operator's own scopes come behind the connector's. */
function scopeFinder(view: ConnectionView): ConnectionRuntime['scopeFor'] {
  const names = new Map<string, string>();
  const add = (name: string, type: RecordType, action: ScopeAction): void => {
    const pair = `${type} ${action}`;
    if (!names.has(pair)) names.set(pair, name);
  };
  for (const [name, scope] of Object.entries(view.connector.definition.scopes)) {
    if ('type' in scope) add(name, scope.type, scope.action);
    else add(name, scope[0], scope[1]);
  }
  for (const scope of view.scopes.TO.values()) add(scope.name, scope.type, scope.action);
  return (type, action) => {
    const name = names.get(`${type} ${action}`);
    if (name !== undefined) return name;
    throw new BadConfig(`no scope is declared for ${type} ${action}`, `scope ${type} ${action}`);
  };
}

/** The type whose preset holds the prefix. */
function prefixFinder(view: ConnectionView): ConnectionRuntime['typeForPrefix'] {
  const types = new Map<string, RecordType>();
  const prefixes: Readonly<Record<string, RecordType | undefined>> = view.connector.definition.prefixes ?? {};
  for (const [setting, type] of Object.entries(prefixes)) {
    const prefix = view.settings[setting];
    if (typeof prefix === 'string' && type !== undefined && !types.has(prefix)) types.set(prefix, type);
  }
  return (prefix) => types.get(prefix);
}
