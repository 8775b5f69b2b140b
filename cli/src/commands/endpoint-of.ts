import type { components } from '@hookyard/client';

import type { Api } from '../api.js';
import { CommandError, EXIT } from '../exit-codes.js';

/** By its id, or by its name where only one has it. */
export async function endpointOf(api: Api, nameOrId: string): Promise<components['schemas']['EndpointBody']> {
  if (nameOrId.startsWith('ep_')) return api.get('/v1/endpoints/{id}', { path: { id: nameOrId } });
  const named = (await api.all('/v1/endpoints', {})).filter(({ name }) => name === nameOrId);
  const [only, other] = named;
  if (!only)
    throw new CommandError(EXIT.refused, `there is no endpoint ${nameOrId}`, 'See: hookyard endpoints list.');
  if (other)
    throw new CommandError(
      EXIT.refused,
      `${named.length} endpoints are named ${nameOrId}`,
      'Name it by its id.',
    );
  return only;
}
