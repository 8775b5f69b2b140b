import type { JsonObject } from '@hookyard/sdk';

import type { ConnectionView } from '../../registry/index.js';

import { mergedAsSent, type SettledChildren } from './child-conflicts.js';
import { childNamesOf } from './child-names.js';
import { hasKeyedChildren } from './outbound-ids.js';
import { resolveChildren, type ResolveFacts } from './resolve-children.js';

type PreviewSides = Parameters<typeof mergedAsSent>[0] & Pick<ResolveFacts, 'owner'>;

/** A mapped record as a transfer would see it, and its lists as the hub would hold them: read whole, all of it taken. */
export async function childrenLaidOver(
  view: ConnectionView,
  sides: PreviewSides,
): Promise<{ readonly seen: JsonObject; readonly merged: SettledChildren['merged'] }> {
  const { definition, mapped, record, baseline, known, owner } = sides;
  if (!hasKeyedChildren(definition)) return { seen: mapped, merged: {} };
  const { children = [] } = definition;
  const { mapped: seen } = resolveChildren({
    children,
    mapped,
    known,
    hub: record.data,
    baseline,
    owner,
    isPartial: false,
    normalize: await childNamesOf(view, { children, records: [mapped] }),
  });
  return { seen, merged: mergedAsSent({ ...sides, mapped: seen }) };
}
