/** So many calls in any stretch of `perMs`. */
export interface CallRate {
  readonly most: number;
  readonly perMs: number;
}

/** Calls by the slot they were counted in. */
export type CountedCalls = Readonly<Record<string, number>>;

export interface CallAsk {
  readonly now: number;
  readonly want: number;
  /** Calls of an earlier grant that were not made, given back to their slot. */
  readonly unused?: { readonly slot: number; readonly calls: number };
  /** A transfer under way ends what it began: its calls are counted whether there is room or not. */
  readonly isForced?: boolean;
}

export interface CallGrant {
  readonly calls: number;
  /** They are for this slot: what is left of them when it ends lapses. */
  readonly slot: number;
  readonly slotEndsAt: number;
  /** When more may be had than these. */
  readonly nextAt: number;
  readonly counted: CountedCalls;
}

/**
 * A window is counted in slots, and the one that began before it counts whole: so no stretch of `perMs`, wherever it
 * begins, holds more than `most` calls. What that costs is the part of a slot: a tenth of the rate, a sixth at a second.
 */
const SLOTS = 10;
/** What is granted is to be used within its slot, behind a commit: shorter ones would lapse on a busy machine. */
const LEAST_SLOT_MS = 200;

export function slotMsOf({ perMs }: CallRate): number {
  return Math.max(LEAST_SLOT_MS, Math.ceil(perMs / SLOTS));
}

/** Slots that reach into a window beside the present one. */
function reachOf(rate: CallRate): number {
  return Math.ceil(rate.perMs / slotMsOf(rate));
}

/** Grants what the window has left, up to what is wanted. */
export function takeCalls(rate: CallRate, counted: CountedCalls, ask: CallAsk): CallGrant {
  const slotMs = slotMsOf(rate);
  const slot = Math.floor(ask.now / slotMs);
  const kept = present(counted, { from: slot - reachOf(rate), unused: ask.unused });
  const used = [...kept.values()].reduce((sum, calls) => sum + calls, 0);
  const calls = ask.isForced ? ask.want : Math.max(0, Math.min(ask.want, rate.most - used));
  if (calls > 0) kept.set(slot, (kept.get(slot) ?? 0) + calls);
  const oldest = [...kept].find(([, count]) => count > 0)?.[0] ?? slot;
  return {
    calls,
    slot,
    slotEndsAt: (slot + 1) * slotMs,
    nextAt: (oldest + reachOf(rate) + 1) * slotMs,
    counted: Object.fromEntries(kept),
  };
}

/** Calls that still count at `now`. */
export function callsIn(rate: CallRate, counted: CountedCalls, now: number): number {
  const kept = present(counted, { from: Math.floor(now / slotMsOf(rate)) - reachOf(rate) });
  return [...kept.values()].reduce((sum, calls) => sum + calls, 0);
}

/** The slots that reach into the window, oldest first. */
function present(
  counted: CountedCalls,
  { from, unused }: { readonly from: number; readonly unused?: CallAsk['unused'] },
): Map<number, number> {
  const entries = Object.entries(counted)
    .map(([name, calls]): [number, number] => [Number(name), calls])
    // A clock that was set back leaves slots of the future: they lapse with their time, and count until then.
    .filter(([at]) => at >= from)
    .toSorted(([a], [b]) => a - b);
  const kept = new Map(entries);
  const back = unused && kept.get(unused.slot);
  if (unused && back !== undefined) kept.set(unused.slot, Math.max(0, back - unused.calls));
  return kept;
}
