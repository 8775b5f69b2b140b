import assert from 'node:assert/strict';

import type { Json } from '../../vocabulary.js';
import { stepsOf } from '../evaluate.js';
import { claim, type ConformanceCheck } from './check.js';
import type { HookTrial } from './hook-trial.js';

/** More than anybody sends. */
const MANY = 10_000;
/** Where more than a path is evaluated: JSONata takes 15 µs for each element, and several times that inside a test runner. */
const MANY_EVALUATED = 1_000;
/** Deeper lists are parts of a record. */
const MAX_DEPTH = 8;

/** Batches that hold nothing, and one that holds more than anybody sends. */
export function batchChecks(trials: readonly HookTrial[]): readonly ConformanceCheck[] {
  const [first] = trials.filter(({ fixture }) => (fixture.expect?.length ?? 0) > 0);
  if (!first) return [];
  const { webhook } = first.connector;
  if (webhook.multiple === undefined && !webhook.resolve) return [];
  const { name } = first.fixture;
  const count = stepsOf(webhook.multiple ?? '') ? MANY : MANY_EVALUATED;
  return [
    claim(
      `${name}: an empty batch is no error`,
      'Let webhook.multiple and webhook.resolve yield nothing where the list is empty: senders test with such.',
      () => emptied(first),
    ),
    ...(webhook.multiple === undefined
      ? []
      : [
          claim(
            `${name}: a batch of ${count.toLocaleString('en')} is split whole`,
            'Make webhook.multiple a path or an expression that walks the list once: $list[$i] in a loop walks it each time.',
            () => multiplied(first, count),
          ),
        ]),
  ];
}

async function emptied(trial: HookTrial): Promise<void> {
  const resolver = trial.resolver();
  const body = withEmptyLists(bodyOf(trial));
  const request = trial.signed();
  for (const placed of await resolver.elementsOf(request, { decoded: body })) {
    await resolver.ofElement(request, placed);
  }
}

async function multiplied(trial: HookTrial, count: number): Promise<void> {
  const body = bodyOf(trial);
  const path = await batchPath(trial, body);
  if (!path) return;
  const resolver = trial.resolver();
  const request = trial.signed();
  const many = repeated(body, path, count);
  const elements = await resolver.elementsOf(request, { decoded: many });
  assert.ok(elements.length >= count, `${count} records became ${elements.length} elements`);
  const ends = [elements[0], elements[count - 1]].filter((element) => element !== undefined);
  const [head, tail] = await Promise.all(ends.map((element) => resolver.ofElement(request, element)));
  assert.equal(tail?.[0]?.expected.scope, head?.[0]?.expected.scope);
}

type Path = readonly (string | number)[];

/** The list whose items are the elements: the one that makes more of them when it is longer. */
async function batchPath(trial: HookTrial, body: Json): Promise<Path | undefined> {
  const resolver = trial.resolver();
  const request = trial.signed();
  const { length } = await resolver.elementsOf(request, { decoded: body });
  for (const path of listPaths(body)) {
    const longer = await resolver.elementsOf(request, { decoded: repeated(body, path, 3) });
    if (longer.length > length) return path;
  }
  return undefined;
}

function bodyOf(trial: HookTrial): Json {
  const { decoded } = trial.fixture;
  return decoded ?? (trial.resolver().decode(trial.signed()) as Json);
}

/** Where lists with something in them are, the outermost last. */
function listPaths(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || path.length > MAX_DEPTH) return [];
  const inner = Object.entries(value as Readonly<Record<string, Json>>).flatMap(([key, member]) =>
    listPaths(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) && value.length > 0 ? [...inner, path] : inner;
}

function repeated(body: Json, path: Path, times: number): Json {
  const [key, ...rest] = path;
  if (key === undefined) {
    const [first = null] = body as readonly Json[];
    return [...(body as readonly Json[]), ...Array.from({ length: times }, () => first)];
  }
  const member = (body as Readonly<Record<string | number, Json>>)[key] ?? null;
  const changed = repeated(member, rest, times);
  if (Array.isArray(body)) return body.map((item: Json, index) => (index === key ? changed : item));
  return { ...(body as Readonly<Record<string, Json>>), [key]: changed };
}

function withEmptyLists(value: Json): Json {
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withEmptyLists(member)]));
}
