import {
  AuthExpired,
  failureOf,
  listIn,
  objectIn,
  type ConnectorContext,
  type HttpRequest,
  type HttpResponse,
  type Json,
  type JsonObject,
} from '@hookyard/sdk';

import type { DatatricsSettings } from './presets.js';

export type Context = ConnectorContext<DatatricsSettings>;

/** A list of the API. */
export interface ProfilePage {
  readonly total: number | undefined;
  readonly pages: number;
  readonly items: readonly JsonObject[];
}

/** The list an answer holds; where it names none, there is nothing in it. */
export function pageIn(answer: HttpResponse): ProfilePage {
  const page = objectIn(answer);
  const { total_elements: total, total_pages: pages } = page;
  return {
    total: typeof total === 'number' ? total : undefined,
    pages: typeof pages === 'number' ? pages : 0,
    items: page['items'] === undefined ? [] : listIn(answer, 'items'),
  };
}

/** The profile by its id or e-mail, or null where Datatrics has none. */
export async function profileOf(id: string, ctx: Context): Promise<JsonObject | null> {
  if (id.includes('@')) return (await byEmail(id, ctx))[0] ?? null;
  try {
    const path = `/profile/${encodeURIComponent(id)}`;
    return objectIn(await call(ctx, { url: path, query: { source: ctx.settings.source } }));
  } catch (error) {
    if (failureOf(error)?.failure === 'NotFound') return null;
    throw error;
  }
}

/** Profiles with this e-mail; one e-mail may be in several sources. */
export async function byEmail(email: string, ctx: Context): Promise<readonly JsonObject[]> {
  const answer = await call(ctx, { url: '/profile', query: { limit: 50, 'q[email]': email } });
  return pageIn(answer).items;
}

/** Any call; a key that is refused is answered 403, in one of two forms. */
export async function call(ctx: Context, request: HttpRequest): Promise<HttpResponse> {
  const answer = await ctx.http.request({ ...request, accept: [403] });
  if (answer.status !== 403) return answer;
  throw new AuthExpired(`Datatrics refuses the API key: ${reasonIn(answer)}`);
}

/** `{error: {message}}` or `{message}`. */
function reasonIn(answer: HttpResponse): string {
  try {
    const { error, message } = answer.json<{ error?: { message?: string }; message?: string }>();
    return error?.message ?? message ?? 'no reason given';
  } catch {
    return answer.text().slice(0, 200);
  }
}

/** An id or a key as text. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
