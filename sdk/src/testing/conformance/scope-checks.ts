import assert from 'node:assert/strict';

import type { ScopeAction } from '../../vocabulary.js';
import { failureOf } from '../../failures.js';
import type { ChildRequest } from '../../connector.js';
import { claim, type ConformanceCheck } from './check.js';
import { comesByHook, type ConnectorTrial, type NamedScope } from './connector-trial.js';
import type { HookTrial } from './hook-trial.js';
import { hints } from './operations.js';

/** What each declared scope needs. */
export function scopeChecks(trial: ConnectorTrial, hooks: readonly HookTrial[]): readonly ConformanceCheck[] {
  const reached = lazily(() => scopesReached(trial, hooks));
  const scopes = trial.scopes.filter(comesByHook);
  const hasPrerequisite = trial.connector.handlePrerequisite !== undefined;
  return [
    ...scopes.flatMap((scope) => isReachedCheck(trial, scope, reached)),
    ...(Object.keys(trial.excused).length > 0 ? [excusesHold(trial, reached)] : []),
    ...(hasPrerequisite && trial.hasSettings
      ? scopes.filter(({ action }) => action === 'DELETED').map((scope) => deleteNeedsNoRecord(trial, scope))
      : []),
  ];
}

type Reached = () => Promise<ReadonlySet<string>>;

function isReachedCheck(
  { excused }: ConnectorTrial,
  { name }: NamedScope,
  reached: Reached,
): readonly ConformanceCheck[] {
  if (excusesFor(excused, name).length > 0) return [];
  return [
    claim(
      `scope ${name}: a fixture comes to it`,
      'Put a real request of it into fixtures/. One that differs from another in a word is a variant of it: "variants": ' +
        `{ "${name}": { "headers": …, "set": { "topic": … } } }. Where none can be had, say why in fixtures/excused.json: ` +
        `{ "${name}": "…" }; a * at the end stands for all that begin so.`,
      async () => assert.ok((await reached()).has(name), 'none does'),
    ),
  ];
}

/** An excuse that nobody needs hides what is missing tomorrow. */
function excusesHold({ scopes, excused }: ConnectorTrial, reached: Reached): ConformanceCheck {
  return claim(
    'excused.json names what has no fixture, and says why',
    'Take out of fixtures/excused.json what has a fixture by now, or is no scope any more, and give a reason for the rest.',
    async () => {
      const tried = await reached();
      const names = scopes.filter(comesByHook).map(({ name }) => name);
      const idle = Object.keys(excused).filter(
        (excuse) => !names.some((name) => covers(excuse, name) && !tried.has(name)),
      );
      assert.deepEqual(idle, [], 'nothing needs these');
      const silent = Object.keys(excused).filter((excuse) => (excused[excuse] ?? '').trim().length < 10);
      assert.deepEqual(silent, [], 'these have no reason');
    },
  );
}

function excusesFor(excused: ConnectorTrial['excused'], name: string): readonly string[] {
  return Object.keys(excused).filter((excuse) => covers(excuse, name));
}

function covers(excuse: string, name: string): boolean {
  return excuse.endsWith('*') ? name.startsWith(excuse.slice(0, -1)) : excuse === name;
}

/** Of what was deleted nothing can be read any more, and some systems send the id alone. */
function deleteNeedsNoRecord(trial: ConnectorTrial, scope: NamedScope): ConformanceCheck {
  return claim(
    `scope ${scope.name}: a delete needs its id alone`,
    'Look at type, action and externalId of the request before anything of its payload.',
    async () => {
      const ctx = trial.context(() => undefined);
      const { payload: _, ...known } = hints(ctx);
      const { name, type, action } = scope;
      const request = { ...known, scope: name, type, action, externalId: '1001', direction: 'TO' as const };
      try {
        await trial.connector.handlePrerequisite?.(request, ctx);
      } catch (error) {
        if (!failureOf(error)) throw error;
      }
    },
  );
}

/** Scopes that a fixture, a request made of one, or a list leads to, by name. */
async function scopesReached(
  trial: ConnectorTrial,
  hooks: readonly HookTrial[],
): Promise<ReadonlySet<string>> {
  const reached = new Set(hooks.flatMap(({ fixture }) => (fixture.expect ?? []).map(({ scope }) => scope)));
  for (const { type, action } of listed(trial)) reached.add(firstOf(trial, type, action));
  if (!trial.connector.handlePrerequisite) return reached;
  for (const hook of hooks) {
    for (const child of await childrenOf(trial, hook))
      reached.add(child.scope ?? firstOf(trial, child.type, child.action));
  }
  return reached;
}

/** The scope that whoever names none comes by, as the host's `scopeFor` finds it. */
function firstOf({ scopes }: ConnectorTrial, type: string, action: string): string {
  return scopes.find((scope) => scope.type === type && scope.action === action)?.name ?? '';
}

/** What lists find is created or updated, and what they name as gone deleted, whether or not a hook says so too. */
function listed({ scopes }: ConnectorTrial): readonly NamedScope[] {
  const walked = new Set(
    scopes.filter(({ action }) => action === 'POLL' || action === 'INITIALIZE').map(({ type }) => type),
  );
  return scopes.filter(({ type, action }) => walked.has(type) && FOUND.has(action));
}

const FOUND: ReadonlySet<ScopeAction> = new Set(['CREATED', 'UPDATED', 'DELETED']);

async function childrenOf(trial: ConnectorTrial, hook: HookTrial): Promise<readonly ChildRequest[]> {
  const { fixture } = hook;
  const children: ChildRequest[] = [];
  const request = hook.signed();
  for (const placed of await hook.resolver().elementsOf(request, fixture)) {
    for (const { expected, payload } of await hook.resolver().ofElement(request, placed)) {
      const scope = trial.scopes.find(({ name }) => name === expected.scope);
      if (!scope) continue;
      const ctx = trial.context(trial.allAnswers(), { settings: fixture.settings ?? {} });
      const asked = {
        ...hints(ctx),
        scope: scope.name,
        type: scope.type,
        action: scope.action,
        externalId: expected.externalId,
        direction: 'TO' as const,
        payload: payload ?? (placed.element as never),
      };
      const answer = await quietly(() => trial.connector.handlePrerequisite?.(asked, ctx));
      children.push(...(answer?.children ?? []));
    }
  }
  return children;
}

async function quietly<T>(run: () => T): Promise<Awaited<T> | undefined> {
  try {
    return await run();
  } catch (error) {
    if (failureOf(error)) return undefined;
    throw error;
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
