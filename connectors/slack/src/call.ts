import {
  AuthExpired,
  BadConfig,
  Conflict,
  Invalid,
  NotFound,
  RateLimited,
  RetryLater,
  textOf,
  valueAt,
  type ConnectorContext,
  type Json,
  type JsonObject,
} from '@hookyard/sdk';

import type { SlackSettings } from './presets.js';

export type Context = ConnectorContext<SlackSettings>;

/** A quota that is told without a time is tried again after this: Slack's are counted by the minute. */
const QUOTA_MS = 60_000;

/**
 * A method of the Web API (https://docs.slack.dev/apis/web-api): every refusal is a 200 with a word, which becomes the
 * failure it stands for.
 */
export async function call(
  { http, deadline }: Context,
  method: string,
  given: {
    readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
    readonly json?: JsonObject;
  },
): Promise<JsonObject> {
  const url = `/${method}`;
  const answer = given.json === undefined ? await http.get(url, given) : await http.post(url, given);
  const body = answer.json();
  if (valueAt(body, 'ok') === true) return body as JsonObject;
  throw failureOf(method, body, deadline);
}

function failureOf(method: string, body: Json, deadline: number): Error {
  const word = textOf(valueAt(body, 'error'));
  const message = `${method} was answered ${word ?? 'without a reason'}`;
  if (word === undefined) return new RetryLater(message);
  if (word.endsWith('_not_found') || word === 'not_found') return new NotFound(message);
  // A call's deadline is the only clock there is.
  if (word === 'ratelimited' || word === 'rate_limited') return new RateLimited(message, deadline + QUOTA_MS);
  if (LOGIN.has(word)) return new AuthExpired(message);
  if (SETTINGS.has(word)) return new BadConfig(message, textOf(valueAt(body, 'needed')) ?? 'token');
  if (THERE.has(word)) return new Conflict(message);
  return TROUBLE.has(word) ? new RetryLater(message) : new Invalid(message);
}

const LOGIN: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);
const SETTINGS: ReadonlySet<string> = new Set([
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_in_channel',
  'access_denied',
  'ekm_access_denied',
  'org_login_required',
  'team_access_not_granted',
]);
const THERE: ReadonlySet<string> = new Set(['name_taken']);
const TROUBLE: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);
