import { entry, type ErrorEntry } from './error-entry.js';

/** What senders of hooks are refused with, at the addresses of hooks alone. */
export const HOOK_CODES = {
  HOOK_UNKNOWN_KEY: entry(
    404,
    false,
    'info',
    'No connection has this key',
    'Copy the hook URL from the connection again; keys are case-sensitive.',
  ),
  HOOK_CONNECTION_REMOVED: entry(
    410,
    false,
    'info',
    'The connection of this key was removed',
    'Remove the hook at the sender, or make a new connection and use its URL.',
  ),
  HOOK_NOT_GENUINE: entry(
    401,
    false,
    'info',
    'The request did not prove that it is genuine',
    'Check the signing secret on both sides; the operator sees the reason among the rejected requests.',
  ),
  HOOK_UNDECIDED: entry(
    503,
    true,
    'warn',
    'What proves or confirms the request could not be had from its sender’s own host',
    'Send it again after Retry-After; the operator may recover it from the rejected requests.',
  ),
  REPLY_LATE: entry(
    504,
    true,
    'info',
    'The hook is kept, but what it brings about was not over in time',
    'Send it again with the same delivery id: a repeat gets the answer as soon as there is one.',
  ),
} as const satisfies Record<string, ErrorEntry>;
