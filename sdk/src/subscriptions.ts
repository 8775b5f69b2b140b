import type { ConnectorContext } from './context.js';

/** A registration as it is to be. */
export interface WantedSubscription {
  /** Where hooks are to go: our address, at most 500 characters. What a connector adds to it, it takes off in `list`. */
  readonly url: string;
  /** What is to be told there, sorted, never empty; exactly one where `carries` is `one-topic`. */
  readonly topics: readonly string[];
  /** Where `secret` is `given`: what hooks are to be signed with. Never write it to the log. */
  readonly secret?: string;
}

/** A registration as it is there now. */
export interface PresentSubscription {
  /** What the system calls it, 1 to 500 characters; the same every time it is listed. */
  readonly id: string;
  /** Where its hooks go, exactly as it was given to `create`. */
  readonly url: string;
  /** What it tells of. */
  readonly topics: readonly string[];
  /** When the system ends it, in milliseconds since the epoch. Absent: never. */
  readonly expiresAt?: number;
  /** False: it is there, and the system sends nothing to it (switched off by hand, or after failures). Default true. */
  readonly enabled?: boolean;
}

/** What a registration came to. */
export interface MadeSubscription {
  /** What the system calls it from now on. */
  readonly id: string;
  /** When the system ends it, in milliseconds since the epoch. Absent: never. */
  readonly expiresAt?: number;
  /** Where `secret` is `handed-out`: what its hooks are signed with. Needed in the answer of `create`. */
  readonly secret?: string;
}

/**
 * Hooks kept registered at the external system, as desired state. The host decides what is to be there from the scopes
 * that are on, and calls these functions, one connection at a time, until it is so: after every change of a scope, of
 * the connection or of the public URL, and on a schedule. They only carry out: none of them needs to look whether it is
 * needed. Each must have ended within the deadline of `ctx`; failures steer the host as everywhere.
 *
 * @example
 * ```ts
 * subscriptions: {
 *   list: async ({ http }) => (await http.get('/hooks')).json<Hook[]>().map(({ id, url, event }) => ({ id, url, topics: [event] })),
 *   create: async ({ url, topics: [event] }, { http }) => (await http.post('/hooks', { json: { url, event } })).json<{ id: string }>(),
 *   remove: async (id, { http }) => void (await http.delete(`/hooks/${id}`)),
 * }
 * ```
 */
export interface SubscriptionDefinition<Context = ConnectorContext> {
  /**
   * What one registration carries: `one-topic`, or `all-topics` of the connection, as a hook with a list of events.
   * Default `one-topic`.
   */
  readonly carries?: 'one-topic' | 'all-topics';
  /**
   * What the system calls that which a scope needs told, where it is not the scope's own name: by the name of the scope,
   * or by its beginning and `*` (`'issues.*': 'issues'`; the longest that fits counts), also for scopes an operator adds.
   * Several scopes may need the same topic. An empty list: nothing is registered for it.
   */
  readonly topics?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Whose secret signs the hooks of a registration. `given`: the newest live value of the secret `webhook`, which is made
   * where there is none, goes with `create`, and with `update` (without it: with a new registration) when there is a
   * newer one. `handed-out`: the answer of `create` holds one; it is kept as a further live value of `webhook` before the
   * registration counts, and ends a day after it; needs `all-topics`. Default: registrations have nothing to do with it.
   */
  readonly secret?: 'given' | 'handed-out';
  /** Everything registered there for these credentials, whoever did it: at most 1,000, all pages of it. */
  list(ctx: Context): Promise<readonly PresentSubscription[]>;
  /**
   * Registers. Where the system refuses a second registration of an address, throw Conflict: it is looked for in `list`.
   * A registration that was made and whose answer was lost is found there too, and not made again.
   */
  create(wanted: WantedSubscription, ctx: Context): Promise<MadeSubscription>;
  /**
   * Makes a registration what is wanted now: address, topics, secret, and switched on. Throw NotFound where it is gone.
   * Without it the host registers anew and then removes the old one.
   */
  update?(id: string, wanted: WantedSubscription, ctx: Context): Promise<MadeSubscription | void>;
  /**
   * Puts its end off: called when half of its time is over. Throw NotFound where it is gone. Without it the host
   * registers anew and then removes the old one.
   */
  renew?(id: string, wanted: WantedSubscription, ctx: Context): Promise<MadeSubscription>;
  /** Removes a registration; NotFound counts as done. */
  remove(id: string, ctx: Context): Promise<void>;
}
