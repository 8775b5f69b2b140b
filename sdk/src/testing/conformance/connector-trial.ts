import type { AnyConnector, RecordHandlers, ScopeDefinition, ScopeTuple } from '../../connector.js';
import type { RequestHints } from '../../context.js';
import { declaredSecrets } from '../../secrets.js';
import type { JsonObject, RecordType, ScopeAction } from '../../vocabulary.js';
import { playAnswers, type CallFixture } from '../call-fixture.js';
import type { Evaluate } from '../evaluate.js';
import { fakeContext, type FakeContext, type FakeContextOptions } from '../fake-context.js';
import type { FakeAnswer, RecordedCall } from '../fake-http.js';
import type { Fixture } from '../fixture.js';

/** A scope of a connector in full, with its name. */
export interface NamedScope extends ScopeDefinition {
  readonly name: string;
}

/** What a call is answered, by its place among the calls of one run. */
export type Responder = (call: RecordedCall, place: number) => FakeAnswer | undefined | Promise<FakeAnswer>;

/** The handlers of one type, with what is known to try them with. */
export interface TypeTrial {
  readonly type: RecordType;
  readonly handlers: RecordHandlers;
  /** Absent: nothing was recorded, and ids and records are made up. */
  readonly recorded?: CallFixture | undefined;
  /** For the names of checks: the type, or the recording. */
  readonly name: string;
  readonly id: string;
  readonly absent: string;
  readonly create: JsonObject;
  readonly update: JsonObject;
}

const MADE_UP: JsonObject = Object.freeze({ name: 'Example' });
const ABSENT = 'absent-404';

/** A connector with all that its checks are made from. */
export class ConnectorTrial {
  readonly scopes: readonly NamedScope[];
  readonly types: readonly TypeTrial[];
  readonly #settings: Readonly<Record<string, unknown>>;

  constructor(
    readonly connector: AnyConnector,
    readonly fixtures: readonly Fixture[],
    readonly calls: readonly CallFixture[],
    readonly evaluate: Evaluate,
    /** Scopes without a fixture, with the reason why. */
    readonly excused: Readonly<Record<string, string>> = {},
  ) {
    this.scopes = Object.entries(connector.scopes).map(([name, scope]) => ({ name, ...inFull(scope) }));
    this.types = this.#typeTrials();
    this.#settings = fixtures.find(({ settings }) => settings)?.settings ?? {};
  }

  /** Whether there are settings to try the connector's functions with. */
  get hasSettings(): boolean {
    const { presets } = this.connector;
    return presets === undefined || presets.safeParse(this.#settings).success;
  }

  /** Recognisable values, those of the recording where it has some. */
  secretsOf(recorded?: CallFixture): Readonly<Record<string, string>> {
    const names = Object.keys(declaredSecrets(this.connector));
    return { ...Object.fromEntries(names.map((name) => [name, madeUp(name)])), ...recorded?.secrets };
  }

  /** A context whose calls are answered so. */
  context(
    respond: Responder,
    {
      recorded,
      ...options
    }: Omit<FakeContextOptions, 'respond'> & { readonly recorded?: CallFixture | undefined } = {},
  ): FakeContext {
    let place = 0;
    return fakeContext(this.connector, {
      settings: recorded?.settings ?? this.#settings,
      secrets: this.secretsOf(recorded),
      request: WRITING,
      ...options,
      respond: (call) => respond(call, place++),
    });
  }

  /** What was recorded for a type, or 404 where nothing was. */
  answersOf({ recorded }: Pick<TypeTrial, 'recorded'>): Responder {
    return playAnswers(recorded?.answers ?? []);
  }

  /** What was recorded for any type. */
  allAnswers(): Responder {
    return playAnswers(this.calls.flatMap(({ answers }) => answers));
  }

  #typeTrials(): readonly TypeTrial[] {
    const entries = Object.entries(this.connector.records ?? {}) as [
      RecordType,
      RecordHandlers | undefined,
    ][];
    return entries.flatMap(([type, handlers = {}]) => {
      const recorded = this.calls.filter((call) => call.type === type);
      return recorded.length === 0
        ? [this.#typeTrial(type, handlers, undefined)]
        : recorded.map((one) => this.#typeTrial(type, handlers, one));
    });
  }

  #typeTrial(type: RecordType, handlers: RecordHandlers, recorded: CallFixture | undefined): TypeTrial {
    const { id = this.#idOf(type), absent = ABSENT, create, update } = recorded ?? {};
    return {
      type,
      handlers,
      name: recorded ? `${type} (${recorded.name})` : type,
      id,
      absent,
      create: frozen(create ?? MADE_UP),
      update: frozen(update ?? create ?? MADE_UP),
      recorded,
    };
  }

  /** An id of the type that a fixture names. */
  #idOf(type: RecordType): string {
    const names = new Set(this.scopes.filter((scope) => scope.type === type).map(({ name }) => name));
    const expected = this.fixtures.flatMap(({ expect = [] }) => expect);
    return expected.find(({ scope }) => names.has(scope))?.externalId ?? '1001';
  }
}

/** The key every write of a trial carries. */
export const WRITE_KEY = 'conformance-write-key-1';

const WRITING: Partial<RequestHints> = { writeKey: WRITE_KEY };

/** A value no answer and no record holds by chance. */
function madeUp(name: string): string {
  return `conformance-${name}-9f2c1b7e5a`;
}

/** The actions of hooks; lists and runs have no hook of their own. */
const OF_HOOKS: ReadonlySet<ScopeAction> = new Set(['CREATED', 'UPDATED', 'DELETED', 'BULK', 'ALL']);

/** Whether a hook names the scope; what is OTHER may be a page or step that a connector makes for itself. */
export function comesByHook({ action }: NamedScope): boolean {
  return OF_HOOKS.has(action);
}

function inFull(scope: ScopeTuple | ScopeDefinition): ScopeDefinition {
  if ('type' in scope) return scope;
  const [type, action, description, facts] = scope;
  return { type, action, description, ...facts };
}

/** Whoever changes what it was handed in fails on it. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
