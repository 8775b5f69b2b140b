import {
  declaredSecrets,
  type AnyConnector,
  type CollectionDefinition,
  type KnownRecordType,
} from '@hookyard/sdk';

/** What others rely on in a connector, as flat facts: by what they are about, as text. */
export type ConnectorFacts = Readonly<Record<string, string>>;

/** How much a change asks of the version. */
export type Demand = 'major' | 'minor' | 'patch';

/** One change between two versions. */
export interface FactChange {
  readonly about: string;
  readonly was?: string;
  readonly is?: string;
  readonly demands: Demand;
}

const VERBS = [
  'get',
  'getMany',
  'list',
  'lookup',
  'create',
  'update',
  'delete',
  'merge',
  'writeMany',
] as const;

/** The facts of a connector. */
export function factsOf(connector: AnyConnector): ConnectorFacts {
  const { description = '', webhook, collections = [] } = connector;
  return {
    description,
    verification: JSON.stringify(webhook.verify),
    ...presetFacts(connector),
    ...Object.fromEntries(
      Object.keys(declaredSecrets(connector)).map((name) => [`secret ${name}`, 'declared']),
    ),
    ...Object.fromEntries(
      scopesOf(connector).map(({ name, type, action }) => [`scope ${name}`, `${type} ${action}`]),
    ),
    ...recordFacts(connector),
    ...Object.fromEntries(collections.map(collectionFact)),
  };
}

interface Preset {
  safeParse(value: unknown): { readonly success: boolean };
}

function presetFacts({ presets }: AnyConnector): ConnectorFacts {
  const shape = (presets as { readonly shape?: Readonly<Record<string, Preset>> } | undefined)?.shape ?? {};
  const isOptional = (preset: Preset): boolean => preset.safeParse(undefined).success;
  return Object.fromEntries(
    Object.entries(shape).map(([name, preset]) => [
      `preset ${name}`,
      isOptional(preset) ? 'optional' : 'required',
    ]),
  );
}

function recordFacts({ records = {} }: AnyConnector): ConnectorFacts {
  const facts = Object.entries(records).flatMap(([type, handlers]) => [
    ...VERBS.filter((verb) => handlers?.[verb]).map((verb) => [`${type} ${verb}`, 'there'] as const),
    ...(handlers?.id ? [[`${type} id`, 'has a form of its own'] as const] : []),
  ]);
  return Object.fromEntries(facts);
}

function collectionFact({ name, direction, type, mappings }: CollectionDefinition): [string, string] {
  const targets = mappings.map(({ target }) => target).toSorted();
  return [`collection ${direction} ${type} ${name}`, targets.join(' ')];
}

interface NamedScope {
  readonly name: string;
  readonly type: string;
  readonly action: string;
}

function scopesOf({ scopes }: AnyConnector): readonly NamedScope[] {
  return Object.entries(scopes).map(([name, scope]) =>
    'type' in scope
      ? { name, type: scope.type, action: scope.action }
      : { name, type: scope[0], action: scope[1] },
  );
}

/** What changed, and what each change demands. */
export function changesBetween(was: ConnectorFacts, is: ConnectorFacts): readonly FactChange[] {
  const all = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...all].flatMap((about) => {
    const [before, now] = [was[about], is[about]];
    if (before === now) return [];
    const demands = demandOf(about, before, now);
    return [
      {
        about,
        demands,
        ...(before === undefined ? {} : { was: before }),
        ...(now === undefined ? {} : { is: now }),
      },
    ];
  });
}

/** A connection that works must go on without a person: what it needs more, or lacks from now on, is major. */
function demandOf(about: string, was: string | undefined, is: string | undefined): Demand {
  const [kind] = about.split(' ');
  if (about === 'description') return 'patch';
  if (was === undefined) return kind === 'preset' && is === 'required' ? 'major' : 'minor';
  // Collections are copied into a connection when it is made.
  if (kind === 'collection') return 'minor';
  if (kind === 'preset' && is === 'optional') return 'minor';
  return 'major';
}

/** The most any of them demands. */
export function demandOfAll(changes: readonly FactChange[]): Demand | undefined {
  return (['major', 'minor', 'patch'] as const).find((demand) =>
    changes.some(({ demands }) => demands === demand),
  );
}

/** Whether a version went up as far as is demanded; before 1.0.0 a minor step says what a major one does. */
export function isEnough(was: string, is: string, demand: Demand): boolean {
  const from = numbersOf(was);
  const to = numbersOf(is);
  const step = [0, 1, 2].find((place) => from[place] !== to[place]);
  if (step === undefined || (to[step] ?? 0) < (from[step] ?? 0)) return false;
  const taken = from[0] === 0 ? Math.max(step - 1, 0) : step;
  return taken <= ['major', 'minor', 'patch'].indexOf(demand);
}

function numbersOf(version: string): readonly number[] {
  return (version.split('-')[0] ?? '').split('.').map(Number);
}

/** What the connector can do with each type. */
export function capabilityRows(connector: AnyConnector): readonly (readonly string[])[] {
  const scopes = scopesOf(connector);
  const types = new Set([...Object.keys(connector.records ?? {}), ...scopes.map(({ type }) => type)]);
  return [...types].map((type) => {
    const handlers = connector.records?.[type as KnownRecordType] ?? {};
    const actions = new Set(
      scopes.filter((scope) => scope.type === type).map(({ action }) => action.toLowerCase()),
    );
    return [type, [...actions].join(' '), VERBS.filter((verb) => handlers[verb]).join(' ')];
  });
}
