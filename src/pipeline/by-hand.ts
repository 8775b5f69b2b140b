import type { Clock } from '../clock/index.js';
import { TIERS, type ClaimedRequest } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { HandChange } from '../hub/index.js';
import type { OpenLedger } from '../ledger/index.js';
import { writeAudit, type DirectorySource } from '../registry/index.js';
import { hubDrafts } from '../transfer/index.js';

export interface ByHandOptions {
  readonly ledger: Pick<OpenLedger, 'change'>;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  /** Requests the commit left to this process. */
  readonly onClaimed: (requests: readonly ClaimedRequest[]) => void;
}

/** No connection has this number: a change by hand comes from none, so none is left out. */
const NO_CONNECTION = 0;

/**
 * A change by hand: it goes through the gate as any other, and it, its audit and the requests it brings about are one
 * commit. False where something of it had moved meanwhile: nothing is written then.
 */
export async function changeByHand(change: HandChange, options: ByHandOptions): Promise<boolean> {
  const { ledger, clock, onClaimed } = options;
  const directory = options.directory.current();
  const { actor, effects, audit, events = [] } = change;
  const now = clock.now();
  const drafts = events.flatMap(({ only, ...event }) => {
    const from = { tenant: actor.tenant, origin: NO_CONNECTION, root: 0, tier: TIERS.manual };
    const all = hubDrafts(directory, { ...event, ...from });
    return only ? all.filter(({ connection }) => only.includes(connection)) : all;
  });
  const { requests, verdicts } = await judge(drafts, { directory, now });
  const enqueued = await ledger.change({
    effects: { ...effects(now), actor: actor.id },
    requests,
    verdicts,
    also: (tx) => writeAudit(tx, actor, now, audit),
  });
  const claimed = (enqueued ?? []).flatMap((one) =>
    one.kind === 'queued' && one.claimed ? [one.claimed] : [],
  );
  if (claimed.length > 0) onClaimed(claimed);
  return enqueued !== null;
}
