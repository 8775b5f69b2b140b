import type { AnyConnector } from '../connector.js';
import { problem, type ConnectorProblem } from './problem.js';

const NEEDED = ['list', 'create', 'remove'] as const;
const OPTIONAL = ['update', 'renew'] as const;
const CHOICES = { carries: ['one-topic', 'all-topics'], secret: ['given', 'handed-out'] } as const;
const PLACE = 'webhook.subscriptions';

/** Registrations of hooks: their functions, and what is said of topics and secrets. */
export function subscriptionProblems({ webhook, scopes }: AnyConnector): readonly ConnectorProblem[] {
  const given: unknown = webhook?.subscriptions;
  if (given === undefined) return [];
  if (typeof given !== 'object' || given === null) return [wrong('', 'is no object')];
  const valueOf = (key: string): unknown => Reflect.get(given, key);
  const isFunction = (key: string): boolean => typeof valueOf(key) === 'function';
  const missing = NEEDED.filter((key) => !isFunction(key));
  const odd = OPTIONAL.filter((key) => valueOf(key) !== undefined && !isFunction(key));
  const unknown = Object.entries(CHOICES).filter(
    ([key, values]) => valueOf(key) !== undefined && !values.some((value) => value === valueOf(key)),
  );
  const isSplit = valueOf('secret') === 'handed-out' && valueOf('carries') !== 'all-topics';
  return [
    ...[...missing, ...odd].map((key) => wrong(`.${key}`, 'is no function')),
    ...unknown.map(([key, values]) => wrong(`.${key}`, `is none of ${values.join(', ')}`)),
    ...(isSplit ? [wrong('.secret', 'handed-out needs carries all-topics: live values are few')] : []),
    ...topicProblems(valueOf('topics'), Object.keys(scopes ?? {})),
  ];
}

function topicProblems(topics: unknown, scopes: readonly string[]): readonly ConnectorProblem[] {
  if (topics === undefined) return [];
  if (typeof topics !== 'object' || topics === null) return [wrong('.topics', 'is no object')];
  return Object.entries(topics).flatMap(([name, value]: [string, unknown]) => {
    const place = `.topics.${name}`;
    const isKnown = name.endsWith('*') || scopes.includes(name);
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return [
      ...(isKnown ? [] : [wrong(place, 'names no scope; the beginning of names ends in *')]),
      ...(list.every(isTopic) ? [] : [wrong(place, 'is no topic, nor a list of topics')]),
    ];
  });
}

function isTopic(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= 200;
}

function wrong(place: string, message: string): ConnectorProblem {
  return problem('subscriptions-invalid', `${PLACE}${place}`, message);
}
