import {
  BadConfig,
  type ConnectorContext,
  type HttpRequest,
  type HttpResponse,
  type Json,
} from '@hookyard/sdk';

import type { GroovSettings } from './presets.js';

export type Context = ConnectorContext<GroovSettings, 'webhook' | 'apiKey'>;

const TRIES = 10;

/** Any call; the key decides the environment, so one of the other environment is refused before it is used. */
export async function call(ctx: Context, request: HttpRequest): Promise<HttpResponse> {
  const { mode } = ctx.connection;
  const other = mode === 'live' ? 'pk-test' : 'pk-live';
  if (ctx.secret('apiKey').startsWith(other))
    throw new BadConfig(`the API key begins ${other}, and the connection is ${mode}`, 'secret apiKey');
  return ctx.http.request(request);
}

/** Changes a list kept for the connection; several requests of it may do so at the same time. */
export async function changeList(
  { state }: Context,
  key: string,
  change: (list: readonly string[]) => readonly string[],
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await state.get<readonly string[] & Json>(key);
    if (await state.compareAndSet(key, before, change(before ?? []))) return;
  }
  throw new Error(`the list ${key} keeps changing`);
}

export async function listAt({ state }: Context, key: string): Promise<readonly string[]> {
  return (await state.get<readonly string[] & Json>(key)) ?? [];
}
