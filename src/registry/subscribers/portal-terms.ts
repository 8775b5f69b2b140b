import { HostError } from '../../errors/index.js';
import { isEventType, isHeard } from '../../events/index.js';
import type { Actor } from '../configuration-writer.js';
import { refuse } from './subscriber-check.js';
import type { SubscriberRow } from './subscriber.entity.js';
import type { EndpointDefinition, PortalBounds, PortalTerms } from './subscriber-view.js';

/** Absent: everything of the tenant. Compared in the commit of each change. */
export interface SubscriberActor extends Actor {
  readonly within?: PortalBounds;
}

/** Why an operator's endpoint is disabled. */
export const BY_HAND = 'by hand';
/** Of one customer in one mode, as far as they make them themselves. */
export const MOST_OF_SUBSCRIBER = 20;

/** What is decided for whoever makes an endpoint through a link. */
export function termsIn({ recordTypes, filter, payload }: PortalTerms | EndpointDefinition) {
  return { recordTypes, filter, payload };
}

/** Events that are added have to be on the terms of the link, one by one: no later one comes by itself. */
export function refuseBeyond(
  { terms }: PortalBounds,
  after: EndpointDefinition,
  before: EndpointDefinition | null,
): void {
  const known = before?.events ?? [];
  const added = after.events.filter((event) => !known.includes(event) && !isHeard(event, known));
  refuse(
    added
      .filter((event) => !isEventType(event) || !isHeard(event, terms.events))
      .map((event) => ({ field: 'events', message: `${event} is not told through this link` })),
  );
  const isOnTerms = !before || JSON.stringify(termsIn(before)) === JSON.stringify(termsIn(terms));
  if (added.length === 0 || isOnTerms) return;
  throw new HostError('CONFLICT', {
    detail: 'it is told something of its own: events can be taken away from it here, and not be added',
  });
}

/** What an operator disabled stays so. */
export function refuseOverruling({ publicId, state, reason }: SubscriberRow): void {
  if (state !== 'disabled' || reason !== BY_HAND) return;
  throw new HostError('CONFLICT', { subject: publicId, detail: 'it was disabled by whoever gave the link' });
}

/** Headers of the operator's are meant for the host they were given for. */
export function refuseMoving(
  { publicId }: SubscriberRow,
  hasHeaders: boolean,
  [before, after]: readonly [string, string],
): void {
  if (!hasHeaders || new URL(before).origin === new URL(after).origin) return;
  const detail = 'it is called with headers that were given for its host; ask whoever gave the link';
  throw new HostError('CONFLICT', { subject: publicId, detail });
}

export function refuseMore(present: number): void {
  if (present < MOST_OF_SUBSCRIBER) return;
  throw new HostError('CONFLICT', { detail: `there are ${MOST_OF_SUBSCRIBER} endpoints, which is the most` });
}
