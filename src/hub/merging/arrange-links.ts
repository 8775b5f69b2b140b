import type { Link } from '../hub-record.js';

/** A link, and whether its record was written through it. */
export interface Ranked {
  readonly link: Link;
  readonly isPrimary: boolean;
}

/** A link, the record it is to belong to, and whether that record is written through it. */
export interface Placed extends Ranked {
  readonly record: number;
}

/**
 * Gives a record exactly one primary link at each connection where it has any: the first of those that were primary
 * and live, so the winner's stays; a link whose system deleted its record gives way to one that lives. Links in the
 * order of their right.
 */
export function arranged(links: readonly Ranked[], record: number): Placed[] {
  const byConnection = Map.groupBy(links, ({ link }) => link.connection);
  return [...byConnection.values()].flatMap((ofConnection) => {
    const primary =
      ofConnection.find(({ link, isPrimary }) => isPrimary && link.state === 'live') ??
      ofConnection.find(({ isPrimary }) => isPrimary) ??
      ofConnection[0];
    return ofConnection.map((one) => ({ link: one.link, record, isPrimary: one === primary }));
  });
}

/** Whether something has to be written for it. */
export function isMove({ link, record, isPrimary }: Placed): boolean {
  return link.record !== record || link.isPrimary !== isPrimary;
}
