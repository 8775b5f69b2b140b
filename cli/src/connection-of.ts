import type { components } from '@hookyard/client';

import type { Api } from './api.js';
import { CommandError, EXIT } from './exit-codes.js';

export type Connection = components['schemas']['ConnectionBody'];

/** By its id, or by its name where only one has it. */
export async function connectionOf(api: Api, nameOrId: string): Promise<Connection> {
  if (nameOrId.startsWith('con_')) return api.get('/v1/connections/{id}', { path: { id: nameOrId } });
  const named = (await api.all('/v1/connections', {})).filter(({ name }) => name === nameOrId);
  const [only, other] = named;
  if (!only)
    throw new CommandError(
      EXIT.refused,
      `there is no connection ${nameOrId}`,
      'See: hookyard connections list.',
    );
  if (other)
    throw new CommandError(
      EXIT.refused,
      `${named.length} connections are named ${nameOrId}`,
      'Name it by its id.',
    );
  return only;
}
