import { EVENTS, EVENT_TYPES, isHeard, TEST_EVENT } from '../../events/index.js';
import { BY_HAND, MOST_OF_SUBSCRIBER, type EndpointInfo, type PortalVisitor } from '../../registry/index.js';
import { timeText } from '../times.js';

/** What the link opens. */
export interface PortalBody {
  readonly subscriber: string;
  readonly mode: string;
  readonly expiresAt: string;
  /** What may be asked for, type by type. */
  readonly events: readonly { readonly type: string; readonly description: string }[];
  readonly mostEndpoints: number;
}

/** An endpoint as its subscriber sees it: nothing of what else its operator set for it. */
export interface PortalEndpointBody {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly description: string;
  /** Type by type, whatever it is kept as. */
  readonly events: readonly string[];
  readonly state: string;
  readonly reason: string | null;
  /** Its operator disabled it: only they enable it. */
  readonly isHeld: boolean;
  /** Its operator keeps some of what happens back. */
  readonly isNarrowed: boolean;
  readonly createdAt: string;
  /** Of the secret that signs now. */
  readonly secretSince: string | null;
  /** Until then the secret before signs beside it. */
  readonly formerSecretUntil: string | null;
}

export function viewPortal({ subscriber, mode, expiresAt, terms }: PortalVisitor): PortalBody {
  const types = EVENT_TYPES.filter((type) => type !== TEST_EVENT && isHeard(type, terms.events));
  return {
    subscriber,
    mode,
    expiresAt: timeText(expiresAt),
    events: types.map((type) => ({ type, description: EVENTS[type].description })),
    mostEndpoints: MOST_OF_SUBSCRIBER,
  };
}

export function viewPortalEndpoint(info: EndpointInfo): PortalEndpointBody {
  const { id, name, url, description, state, reason, recordTypes, filter, imports, secrets } = info;
  const [newest, former] = secrets['v1'] ?? secrets['v1a'] ?? [];
  return {
    id,
    name,
    url,
    description,
    events: EVENT_TYPES.filter((type) => isHeard(type, info.events)),
    state,
    reason,
    isHeld: state === 'disabled' && reason === BY_HAND,
    isNarrowed: recordTypes !== null || filter !== null || imports !== null,
    createdAt: timeText(info.createdAt),
    secretSince: newest ? timeText(newest.createdAt) : null,
    formerSecretUntil: timeText(former?.notAfter ?? null),
  };
}
