import type { GatedRequest } from '../../flow/index.js';
import type { Hub } from '../../hub/index.js';
import type { DirectorySource } from '../../registry/index.js';

/** What a request would do in the hub, as far as it can be told before its record is read. */
export async function effectOf(
  { action, type, recordId, scope }: Pick<GatedRequest, 'action' | 'recordId' | 'scope' | 'type'>,
  connection: number,
  parts: { readonly hub: Pick<Hub, 'linked'>; readonly directory: DirectorySource },
): Promise<string> {
  const linked = await parts.hub.linked({ connection, type, externalId: recordId });
  if (action === 'CREATED' || action === 'UPDATED') return linked ? 'update' : 'create';
  if (action !== 'DELETED') return 'list';
  if (!linked) return 'nothing';
  const guard = parts.directory.current().connection(connection)?.scopes.TO.get(scope)?.guard ?? 'off';
  return guard === 'off' ? 'mark-deleted-at-source' : guard === 'update' ? 'update' : guard;
}
