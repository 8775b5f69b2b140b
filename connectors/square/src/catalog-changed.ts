import type { ChildRequest, PrerequisiteAnswer, PrerequisiteRequest } from '@hookyard/sdk';

/** What of the catalogue is read when it changed: Square says that it did, and never what. */
const TYPES = ['PRODUCT', 'PRODUCT_VARIANT', 'PRODUCT_CATEGORY'] as const;

/** A change of the catalogue is a walk over what changed, of each kind. */
export function readCatalog({ type, scope }: PrerequisiteRequest): PrerequisiteAnswer<never> | void {
  if (type !== 'MESSAGE') return;
  if (scope !== 'catalog.version.updated')
    return { children: [], unresolved: `${scope} is a notice for people, and brings no record` };
  const children = TYPES.map((walked): ChildRequest<never> => ({
    type: walked,
    action: 'POLL',
    externalId: '*',
  }));
  return { children };
}
