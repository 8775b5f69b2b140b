import type { OAuth2Auth } from '@hookyard/sdk';

import { parseJson } from '../expressions/index.js';
import type { FreshTokens } from '../registry/index.js';

/** What a token endpoint said. */
export type TokenAnswer =
  | {
      readonly kind: 'granted';
      readonly tokens: FreshTokens;
      readonly said: Readonly<Record<string, unknown>>;
    }
  /** For good: `client` where it is the app that is refused, and not this grant. */
  | {
      readonly kind: 'refused';
      readonly of: 'client' | 'grant';
      readonly error: string;
      readonly words: string;
    }
  /** Nobody can tell what became of it. */
  | { readonly kind: 'unclear'; readonly words: string };

const LONGEST_TOKEN = 16_384;
const MOST_SCOPE_CHARS = 2_000;
const WORDS = 300;
/** What a token endpoint refuses with; anything else is somebody else's answer. */
const REFUSING: ReadonlySet<number> = new Set([400, 401, 403]);
/** RFC 6749, 5.2: these are about the app. Everything else a 4xx says is about what it asked with. */
const OF_CLIENT: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);

/** They say that it is not about what was asked. */
const PASSING: ReadonlySet<string> = new Set(['temporarily_unavailable', 'server_error', 'slow_down']);

export interface RawTokenAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Reads the answer to a token request, in JSON or as the form that older systems send. */
export function readTokenAnswer(
  answer: RawTokenAnswer,
  auth: Pick<OAuth2Auth, 'answer' | 'lifetimeSeconds'>,
  now: number,
): TokenAnswer {
  const said = fieldsOf(answer);
  const { status } = answer;
  const error = textIn(said, 'error');
  // Some answer 200 whatever became of it.
  if (status < 300 && said && error === null) return granted(said, auth, now);
  const words = wordsOf(said, status);
  const isAnswered = REFUSING.has(status) || (status < 300 && said !== null);
  if (!isAnswered || PASSING.has(error ?? '')) return { kind: 'unclear', words };
  const isClient = error === null ? status !== 400 : OF_CLIENT.has(error);
  return { kind: 'refused', of: isClient ? 'client' : 'grant', error: error ?? `status ${status}`, words };
}

function granted(
  said: Readonly<Record<string, unknown>>,
  auth: Pick<OAuth2Auth, 'answer' | 'lifetimeSeconds'>,
  now: number,
): TokenAnswer {
  const name = auth.answer?.token ?? 'access_token';
  const access = textIn(said, name);
  const refresh = textIn(said, 'refresh_token') ?? undefined;
  if (access === null) return useless(`the answer has no ${name}`);
  if ([access, refresh].some((token) => token !== undefined && token.length > LONGEST_TOKEN))
    return useless('a token is longer than any can be');
  const scopes = textIn(said, 'scope')?.slice(0, MOST_SCOPE_CHARS) ?? null;
  const expiresAt = endIn(said, auth, now);
  return { kind: 'granted', tokens: { access, ...(refresh ? { refresh } : {}), scopes, expiresAt }, said };
}

function useless(words: string): TokenAnswer {
  return { kind: 'refused', of: 'grant', error: 'no access_token', words };
}

/** Null where nothing sensible is said, and nothing known. */
function endIn(
  said: Readonly<Record<string, unknown>>,
  { answer, lifetimeSeconds }: Pick<OAuth2Auth, 'answer' | 'lifetimeSeconds'>,
  now: number,
): number | null {
  const named = answer?.expiresAt === undefined ? NaN : Date.parse(textIn(said, answer.expiresAt) ?? '');
  if (named > now) return named;
  const seconds = Number(said['expires_in'] ?? lifetimeSeconds);
  return Number.isFinite(seconds) && seconds > 0 ? now + Math.floor(seconds * 1_000) : null;
}

/** Null where it is neither. */
function fieldsOf({ contentType, text }: RawTokenAnswer): Readonly<Record<string, unknown>> | null {
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed: unknown = parseJson(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function textIn(said: Readonly<Record<string, unknown>> | null, name: string): string | null {
  const value = said?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function wordsOf(said: Readonly<Record<string, unknown>> | null, status: number): string {
  const words = [textIn(said, 'error'), textIn(said, 'error_description')].filter((one) => one !== null);
  return words.length > 0 ? words.join(': ').slice(0, WORDS) : `status ${status}`;
}
