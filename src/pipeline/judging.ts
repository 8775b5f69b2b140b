import type { Clock } from '../clock/index.js';
import type { Hook, VerdictRow } from '../flow/index.js';
import { judge, type LinkFacts } from '../gate/index.js';
import type { DirectorySource } from '../registry/index.js';
import type { Resolver } from '../resolve/index.js';

import type { JudgedSlice } from './resolving.js';

export interface JudgingOptions {
  readonly resolver: Resolver;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly links: LinkFacts;
}

/** Resolve, then the gate: what each slice of a hook becomes. */
export async function* judgeHook(hook: Hook, options: JudgingOptions): AsyncGenerator<JudgedSlice> {
  const { resolver, clock, links } = options;
  for await (const slice of resolver.resolveHook(hook)) {
    const directory = options.directory.current();
    const judged = await judge(slice.drafts, { directory, now: clock.now(), links, owner: hook.owner });
    const events = slice.drafts.flatMap(({ eventKey, connection }, index) => {
      const request = judged.requestOf[index];
      return eventKey === undefined || request === null || request === undefined
        ? []
        : [{ request, connection, key: eventKey }];
    });
    yield {
      from: slice.from,
      to: slice.to,
      isLast: slice.isLast,
      plan: slice.plan,
      requests: judged.requests,
      verdicts: [...slice.verdicts, ...judged.verdicts],
      events,
    };
  }
}

/** The verdict of a hook that failed by itself three times. */
export function failedHook(hook: Hook, error: unknown, options: JudgingOptions): VerdictRow {
  const directory = options.directory.current();
  const reason = error instanceof Error ? error.message : String(error);
  return {
    tenant: directory.pointOf(hook.owner)?.tenant ?? 0,
    connection: hook.head.connection,
    owner: hook.owner,
    hook: hook.seq,
    element: hook.cursor,
    parent: null,
    scope: null,
    type: null,
    recordId: null,
    ruling: {
      verdict: 'undecodable',
      rule: 'hook.failed',
      facts: { reason: reason.slice(0, 500) },
      configVersion: directory.version,
      at: options.clock.now(),
    },
  };
}
