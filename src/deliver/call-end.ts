import type { DeliveryEnd } from '../observe/index.js';

import type { Reply } from './answers.js';

const ENDS: Readonly<Record<string, DeliveryEnd>> = {
  dns: 'dns',
  refused: 'refused',
  reset: 'reset',
  tls: 'tls',
  timeout: 'timeout',
  forbidden: 'forbidden',
};

/** Under what a call is counted. */
export function callEndOf(reply: Reply): DeliveryEnd {
  if (reply.kind !== 'failed') return reply.kind;
  if (reply.status === null) return ENDS[reply.failure] ?? 'other';
  const kind = Math.floor(reply.status / 100);
  return kind === 3 || kind === 4 || kind === 5 ? `${kind}xx` : 'other';
}
