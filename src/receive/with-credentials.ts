import type { LiveSecrets, SingleScheme, VerifyScheme } from '@hookyard/sdk';

import type { RequestFacts } from './hook-head.js';

type Facts = Pick<RequestFacts, 'headers' | 'query' | 'path'>;

interface Known {
  readonly secrets: LiveSecrets;
  /** What is stored in the place of a credential. */
  readonly standIn: (value: string) => string;
}

/**
 * A stored request with its credentials in clear again, where a live secret is what the sender had presented: a keyed
 * hash stands in the place of each, and only the value itself has the same.
 */
export function withCredentials(facts: Facts, scheme: VerifyScheme, known: Known): Facts {
  if ('of' in scheme)
    return scheme.of.reduce((clear, member) => withCredentials(clear, member, known), facts);
  const values = presentedBy(scheme, known.secrets);
  const clearOf = (stored: string | undefined): string | undefined =>
    values.find((value) => known.standIn(value) === stored);
  if (scheme.kind === 'basic') return withHeader(facts, 'authorization', clearOf);
  if (scheme.kind === 'secretPath') return withSegment(facts, scheme.segment ?? 0, clearOf);
  if (scheme.kind !== 'token') return facts;
  return scheme.header === undefined ? withQuery(facts, clearOf) : withHeader(facts, scheme.header, clearOf);
}

type ClearOf = (stored: string | undefined) => string | undefined;

/** How a sender may write each live value of the scheme's secret; in an address with and without escapes. */
function presentedBy(scheme: SingleScheme, secrets: LiveSecrets): readonly string[] {
  if (scheme.kind !== 'token' && scheme.kind !== 'basic' && scheme.kind !== 'secretPath') return [];
  const name = scheme.secret ?? 'webhook';
  const live = Object.hasOwn(secrets, name) ? (secrets[name] ?? []) : [];
  return live.flatMap(({ value }) => {
    if (scheme.kind === 'basic') {
      const pair = scheme.user === undefined ? value : `${scheme.user}:${value}`;
      return [`Basic ${Buffer.from(pair).toString('base64')}`];
    }
    const text = scheme.kind === 'token' ? (scheme.prefix ?? '') + value : value;
    return [text, encodeURIComponent(text)];
  });
}

function withHeader(facts: Facts, name: string, clearOf: ClearOf): Facts {
  const lower = name.toLowerCase();
  const clear = clearOf(facts.headers[lower]);
  return clear === undefined ? facts : { ...facts, headers: { ...facts.headers, [lower]: clear } };
}

function withQuery(facts: Facts, clearOf: ClearOf): Facts {
  const pairs = facts.query.split('&').map((pair) => {
    const at = pair.indexOf('=') + 1;
    const clear = at === 0 ? undefined : clearOf(pair.slice(at));
    return clear === undefined ? pair : pair.slice(0, at) + clear;
  });
  return { ...facts, query: pairs.join('&') };
}

function withSegment(facts: Facts, segment: number, clearOf: ClearOf): Facts {
  const parts = facts.path.replace(/^\//, '').split('/');
  const clear = clearOf(parts[segment]);
  if (clear === undefined) return facts;
  return { ...facts, path: `/${parts.with(segment, clear).join('/')}` };
}
