import { HostError } from '../errors/index.js';
import { timeText } from './times.js';

/**
 * A number that was given out, and of which there is nothing any more. Numbers are told to those alone who saw them:
 * nothing is given away.
 */
export function refuseRemoved(
  id: string,
  seq: number,
  removed: { readonly seq: number; readonly at: number } | null,
): void {
  if (!removed || seq > removed.seq) return;
  const detail = `what came up to ${timeText(removed.at)} was removed by its age`;
  throw new HostError('REMOVED_BY_RETENTION', { subject: id, detail });
}
