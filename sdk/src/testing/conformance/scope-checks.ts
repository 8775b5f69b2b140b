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
  const reached = lazily(() => pairsReached(trial, hooks));
  const scopes = trial.scopes.filter(comesByHook);
  const hasPrerequisite = trial.connector.handlePrerequisite !== undefined;
  return [
    ...[...Map.groupBy(scopes, pairOf)].map(([pair, all]) =>
      claim(
        `${pair}: a fixture comes to ${all.length === 1 ? all[0]?.name : `one of its ${all.length} scopes`}`,
        `Put a real request of ${all.map(({ name }) => name).join(' or ')} into fixtures/. One that differs from another ` +
          'in a word is a variant of it: "variants": { "<scope>": { "headers": …, "set": { "topic": … } } }.',
        async () => assert.ok((await reached()).has(pair), 'none does'),
      ),
    ),
    ...(hasPrerequisite && trial.hasSettings
      ? scopes.filter(({ action }) => action === 'DELETED').map((scope) => deleteNeedsNoRecord(trial, scope))
      : []),
  ];
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

/** What two events have in common that differ in their names alone: from there on they go the same way. */
function pairOf({ type, action }: Pick<NamedScope, 'type' | 'action'>): string {
  return `(${type}, ${action})`;
}

/** Pairs of type and action that a fixture, a request made of one, or a list leads to. */
async function pairsReached(
  trial: ConnectorTrial,
  hooks: readonly HookTrial[],
): Promise<ReadonlySet<string>> {
  const names = new Set(hooks.flatMap(({ fixture }) => (fixture.expect ?? []).map(({ scope }) => scope)));
  const reached = new Set(trial.scopes.filter(({ name }) => names.has(name)).map(pairOf));
  for (const scope of listed(trial)) reached.add(pairOf(scope));
  if (!trial.connector.handlePrerequisite) return reached;
  for (const hook of hooks) {
    for (const child of await childrenOf(trial, hook)) {
      reached.add(pairOf(trial.scopes.find(({ name }) => name === child.scope) ?? child));
    }
  }
  return reached;
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
