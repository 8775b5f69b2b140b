import type { ScopeAction, SubscriptionDefinition } from '@hookyard/sdk';

/** A scope of a connection, as far as it says whether a hook is wanted for it. */
export interface WantingScope {
  readonly name: string;
  readonly action: ScopeAction;
  readonly isEnabled: boolean;
}

/** These are asked for by the host; no system tells of them. */
const ASKED_FOR: ReadonlySet<ScopeAction> = new Set(['POLL', 'INITIALIZE']);

/** What a scope is called at its system: nothing, one topic or several. */
export function topicsOf(scope: string, topics: SubscriptionDefinition['topics'] = {}): readonly string[] {
  const exact = Object.hasOwn(topics, scope) ? topics[scope] : undefined;
  const beginnings = Object.keys(topics).filter(
    (name) => name.endsWith('*') && scope.startsWith(name.slice(0, -1)),
  );
  const [longest] = beginnings.toSorted((a, b) => b.length - a.length);
  const found = exact ?? (longest === undefined ? scope : topics[longest]) ?? scope;
  return typeof found === 'string' ? [found] : found;
}

/** Everything that is to be told, by topic, with the scopes that want it; sorted. */
export function wantedTopics(
  scopes: Iterable<WantingScope>,
  topics: SubscriptionDefinition['topics'],
): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, string[]>();
  for (const { name, action, isEnabled } of scopes) {
    if (!isEnabled || ASKED_FOR.has(action)) continue;
    for (const topic of topicsOf(name, topics)) wanted.set(topic, [...(wanted.get(topic) ?? []), name]);
  }
  return new Map([...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
