import type { RecordHandlers } from '../../connector.js';
import type { SubscriptionDefinition } from '../../subscriptions.js';
import type { FakeContext } from '../fake-context.js';
import type { CallFixture } from '../call-fixture.js';
import { comesByHook, type ConnectorTrial, type TypeTrial } from './connector-trial.js';

/** One function of a connector with arguments, to be run with any answers. */
export interface Operation {
  /** `PRODUCT.get`. */
  readonly name: string;
  /** The function's own name. */
  readonly verb: string;
  /** False: it may make something else of a failed call, as a check or a prerequisite does. */
  readonly passesFailures: boolean;
  /** Whose answers were recorded. */
  readonly recorded?: CallFixture | undefined;
  readonly run: (ctx: FakeContext) => unknown;
}

/** The functions of one type. */
export function operationsOf(trial: TypeTrial): readonly Operation[] {
  const { handlers, name, recorded } = trial;
  return Object.entries(argumentsOf(trial)).flatMap(([verb, run]) =>
    Object.hasOwn(handlers, verb) && handlers[verb as keyof RecordHandlers] !== undefined
      ? [{ name: `${name}.${verb}`, verb, passesFailures: true, run, recorded }]
      : [],
  );
}

/** All functions that may call out: of every type, and the connector's own. */
export function allOperations(trial: ConnectorTrial): readonly Operation[] {
  return [
    ...trial.types.flatMap(operationsOf),
    ...subscriptionOperations(trial),
    ...checkOperation(trial),
    ...prerequisiteOperations(trial),
    ...postActionOperation(trial),
  ];
}

type Runs = Readonly<Record<string, (ctx: FakeContext) => unknown>>;

function argumentsOf({ handlers, recorded, id, absent, create, update }: TypeTrial): Runs {
  const changed = Object.keys(update);
  const change = { changed, before: undefined };
  const key = 'conformance-item';
  return {
    get: (ctx) => handlers.get?.(id, ctx),
    getMany: (ctx) => handlers.getMany?.([id, absent], ctx),
    list: (ctx) => handlers.list?.({ limit: 100 }, ctx),
    lookup: (ctx) => handlers.lookup?.(recorded?.keys ?? { name: 'Example' }, ctx),
    create: (ctx) => handlers.create?.(create, ctx),
    update: (ctx) => handlers.update?.(id, update, change, ctx),
    delete: (ctx) => handlers.delete?.(id, ctx),
    merge: (ctx) => handlers.merge?.(id, [absent], ctx),
    writeMany: (ctx) =>
      handlers.writeMany?.(
        [
          { op: 'create', key: `${key}-1`, record: create },
          { op: 'update', key: `${key}-2`, id, record: update, ...change },
          ...(handlers.delete ? [{ op: 'delete' as const, key: `${key}-3`, id }] : []),
        ],
        ctx,
      ),
  };
}

/** Where a trial has hooks sent. */
const OUR_ADDRESS = 'https://hooks.example.com/hooks/conformance';
const OUR_SECRET = 'conformance-given-secret';

function subscriptionOperations({ connector, scopes }: ConnectorTrial): readonly Operation[] {
  const { subscriptions: asked } = connector.webhook;
  if (!asked) return [];
  const topics = topicsOf(asked, scopes);
  const wanted = {
    url: OUR_ADDRESS,
    topics: asked.carries === 'all-topics' ? topics : topics.slice(0, 1),
    ...(asked.secret === 'given' ? { secret: OUR_SECRET } : {}),
  };
  const id = 'conformance 1001';
  const runs: Readonly<Record<string, (ctx: FakeContext) => unknown>> = {
    list: (ctx) => asked.list(ctx),
    create: (ctx) => asked.create(wanted, ctx),
    update: (ctx) => asked.update?.(id, wanted, ctx),
    renew: (ctx) => asked.renew?.(id, wanted, ctx),
    remove: (ctx) => asked.remove(id, ctx),
  };
  return Object.entries(runs).flatMap(([verb, run]) =>
    verb in asked
      ? [{ name: `subscriptions.${verb}`, verb: `subscriptions.${verb}`, passesFailures: true, run }]
      : [],
  );
}

/** What is registered for the scopes of hooks. */
function topicsOf(
  { topics = {} }: SubscriptionDefinition,
  scopes: ConnectorTrial['scopes'],
): readonly string[] {
  const named = Object.values(topics).flatMap((given) => given);
  const known = named.length > 0 ? named : scopes.filter(comesByHook).map(({ name }) => name);
  return [...new Set(known)].toSorted();
}

function checkOperation({ connector }: ConnectorTrial): readonly Operation[] {
  if (!connector.check) return [];
  return [{ name: 'check', verb: 'check', passesFailures: false, run: (ctx) => connector.check?.(ctx) }];
}

function prerequisiteOperations({ connector, scopes }: ConnectorTrial): readonly Operation[] {
  if (!connector.handlePrerequisite) return [];
  return scopes.map(({ name, type, action }) => ({
    name: `handlePrerequisite of ${name}`,
    verb: 'handlePrerequisite',
    passesFailures: false,
    run: (ctx) =>
      connector.handlePrerequisite?.(
        { ...hints(ctx), scope: name, type, action, externalId: '1001', direction: 'TO' },
        ctx,
      ),
  }));
}

function postActionOperation({ connector, scopes: [scope] }: ConnectorTrial): readonly Operation[] {
  if (!connector.postAction || !scope) return [];
  const { name, type, action } = scope;
  return [
    {
      name: 'postAction',
      verb: 'postAction',
      passesFailures: false,
      run: (ctx) =>
        connector.postAction?.(
          {
            ...hints(ctx),
            scope: name,
            type,
            action,
            externalId: '1001',
            direction: 'TO',
            change: 'updated',
          },
          ctx,
        ),
    },
  ];
}

/** The request of a context of the kit is always there. */
export function hints({ request }: FakeContext): NonNullable<FakeContext['request']> {
  if (!request) throw new TypeError('a context of the kit has a request');
  return request;
}
