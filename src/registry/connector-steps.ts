import {
  authDataSchema,
  BadConfig,
  type AnyConnector,
  type AuthData,
  type ElementView,
  type Json,
  type JsonObject,
  type RecordHandlers,
  type RecordType,
} from '@hookyard/sdk';

import { canonicalId, type CanonicalId, type Normalize } from '../flow/index.js';
import type { LoadedConnector } from './directory.js';
import { parentRuleOf } from './parent-rule.js';

/**
 * The pure steps of a connector, and the only place that takes them. A connector in this process answers at once, as the
 * contract says; one that runs in a worker answers with a promise: whoever takes a step waits where it is one.
 */
export type Step<T> = T | Promise<T>;

/** What a record's schema says against it. */
export interface RecordIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Where calls of a connection start, and how they are authenticated. */
export interface CallFacts {
  readonly baseUrl: string | undefined;
  readonly auth: AuthData;
}

export function isLater<T>(value: Step<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** How a connector writes ids of a type; undefined where it leaves them as they are. */
export function normalizerIn(
  { definition }: LoadedConnector,
  type: RecordType | undefined,
): Normalize | undefined {
  const rules = type === undefined ? undefined : handlersIn(definition, type)?.id;
  return rules && ((raw) => rules.normalize(raw));
}

/** An external id in its one form. Throws, or rejects with, what the connector threw. */
export function canonicalIn(
  connector: LoadedConnector,
  type: RecordType | undefined,
  raw: unknown,
): Step<CanonicalId> {
  return canonicalId(raw, normalizerIn(connector, type));
}

/** The id of the record that carries this one; null where the element does not say, or nothing carries the type. */
export function parentIn(
  { definition }: LoadedConnector,
  type: RecordType,
  of: { readonly id: string; readonly element: Json },
): Step<string | null> {
  return parentRuleOf(definition, type)?.parentOf(of.id, of.element) ?? null;
}

/** What the connector's `resolve` makes of an element, unchecked; undefined where it has none. */
export function resolvedIn({ definition }: LoadedConnector, view: ElementView<unknown>): Step<unknown> {
  return definition.webhook.resolve?.(view as ElementView<never>);
}

/** The custom fields of a record, unchecked. */
export function customFieldsIn({ definition }: LoadedConnector, record: JsonObject): Step<unknown> {
  return definition.customFields?.read(record);
}

/** A record with custom fields put in, unchecked. */
export function withCustomFieldsIn(
  { definition }: LoadedConnector,
  record: JsonObject,
  fields: JsonObject,
): Step<unknown> {
  return definition.customFields?.write(record, fields);
}

/** Everything a schema says against a record; none where the type has no schema. */
export function issuesIn(
  { definition }: LoadedConnector,
  type: RecordType,
  record: JsonObject,
): Step<readonly RecordIssue[]> {
  const checked = handlersIn(definition, type)?.schema?.safeParse(record) as
    Step<{ readonly error?: { readonly issues: readonly RecordIssue[] } | undefined }> | undefined;
  if (checked === undefined) return [];
  return isLater(checked) ? checked.then(({ error }) => error?.issues ?? []) : (checked.error?.issues ?? []);
}

/** What the settings say of calls. */
export function callFactsIn(
  { definition }: LoadedConnector,
  settings: Readonly<Record<string, unknown>>,
): Step<CallFacts> {
  const { baseUrl: base } = definition;
  const baseUrl = (typeof base === 'function' ? base(settings) : base) as Step<string | undefined>;
  const made = authIn(definition, settings);
  if (!isLater(baseUrl) && !isLater(made)) return { baseUrl: textOf(baseUrl), auth: made };
  return Promise.all([baseUrl, made]).then(([url, facts]) => ({ baseUrl: textOf(url), auth: facts }));
}

/** How calls are authenticated. Throws, or rejects with, BadConfig where the settings lead to no authentication. */
export function authIn(
  { auth = { kind: 'none' } }: Pick<AnyConnector, 'auth'>,
  settings: Readonly<Record<string, unknown>>,
): Step<AuthData> {
  if (typeof auth !== 'function') return auth;
  const wrong = (error: unknown): never => {
    throw Object.assign(new BadConfig(`auth fails with these settings: ${String(error)}`, 'auth'), {
      cause: error,
    });
  };
  let made: Step<AuthData>;
  try {
    made = auth(settings) as Step<AuthData>;
  } catch (error) {
    return wrong(error);
  }
  return isLater(made) ? made.then(checkedAuth, wrong) : checkedAuth(made);
}

function checkedAuth(made: unknown): AuthData {
  const parsed = authDataSchema.safeParse(made);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = ['auth', ...(issue?.path ?? [])].map(String).join('.');
  throw new BadConfig(`${place} ${issue?.message ?? 'is invalid'} with these settings`, 'auth');
}

/** Whether a person has to grant access before anything can be called. */
export function isPersons(auth: AuthData): boolean {
  return auth.kind === 'oauth2' && auth.flow === 'code';
}

/** Whether a person grants access, and nothing of that says to which account. */
export function isNameless(auth: AuthData): boolean {
  return auth.kind === 'oauth2' && auth.flow === 'code' && auth.account === undefined;
}

function textOf(value: string | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function handlersIn({ records }: AnyConnector, type: RecordType): RecordHandlers | undefined {
  return records?.[type] as RecordHandlers | undefined;
}
