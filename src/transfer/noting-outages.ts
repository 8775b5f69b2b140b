import type { Failed } from './failing.js';
import type { OutageNotes } from './outages.js';
import type { Turn } from './turn.js';

/** A turn that asked its system for something and was answered. */
export function noteAnswer(turn: Turn, outages: OutageNotes | undefined): void {
  if (turn.hasReached || turn.calls.count > 0) outages?.answered(turn.view);
}

/** An outage is what closes a queue, and not each call that fails. */
export function noteFailure(turn: Turn, { hold, outcome }: Failed, outages: OutageNotes | undefined): void {
  if (hold?.code === 'unavailable') {
    const reason = outcome.kind === 'retry' || outcome.kind === 'parked' ? outcome.reason : hold.code;
    outages?.failed(turn.view, reason);
  } else if (!hold && !turn.calls.hasServerFailed) noteAnswer(turn, outages);
}
