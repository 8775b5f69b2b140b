import type { Clock } from '../clock/index.js';
import type { GatedRequest, VerdictRow } from '../flow/index.js';
import { judge, type LinkFacts } from '../gate/index.js';
import { rehearse, type Rehearsed, type SenderHosts, type TriedRequest } from '../receive/index.js';
import type { Trial } from '../registry/index.js';
import { createResolver, type ReadField, type ResolvedDraft } from '../resolve/index.js';

export interface RehearsingOptions {
  readonly clock: Clock;
  readonly links: LinkFacts;
  readonly credentialKey: Buffer;
  readonly senders: SenderHosts;
}

/** What one element was read as. */
export interface RehearsedElement {
  readonly index: number;
  readonly value: unknown;
  readonly fields: readonly ReadField[];
}

/** What would come of a request, to the point where it would be queued. */
export interface Rehearsal {
  readonly received: Rehearsed;
  /** How many elements its body has; null where it was not read. */
  readonly count: number | null;
  /** Of the first of them. */
  readonly elements: readonly RehearsedElement[];
  /** The body as read; null where it was not, or is too large to be read at once. */
  readonly decoded: unknown;
  readonly drafts: readonly ResolvedDraft[];
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
}

/** Elements looked into: who tries a body wants to see what is in it, not all that is in it. */
const MOST_TRIED_ELEMENTS = 100;

/** Takes a request through the rooms as a hook goes, and leaves nothing behind. */
export async function rehearseHook(
  request: TriedRequest,
  { point, directory }: Trial,
  { clock, links, credentialKey, senders }: RehearsingOptions,
): Promise<Rehearsal> {
  const received = await rehearse(request, { point, directory, credentialKey, senders });
  const nothing = {
    received,
    count: null,
    elements: [],
    decoded: null,
    drafts: [],
    requests: [],
    verdicts: [],
  };
  if (received.kind !== 'taken') return nothing;
  const { hook } = received;
  const source = { current: () => directory, onChange: () => undefined };
  const seen = new Seen();
  const drafts: ResolvedDraft[] = [];
  const requests: GatedRequest[] = [];
  const verdicts: VerdictRow[] = [];
  for await (const slice of createResolver({ directory: source, clock }).resolveHook(hook, seen)) {
    const judged = await judge(slice.drafts, { directory, now: clock.now(), links, owner: hook.owner });
    drafts.push(...slice.drafts);
    requests.push(...judged.requests);
    verdicts.push(...slice.verdicts, ...judged.verdicts);
    if (slice.to >= MOST_TRIED_ELEMENTS) break;
  }
  const { count, body: decoded } = seen;
  return { received, count, decoded, elements: seen.elements(), drafts, requests, verdicts };
}

/** What was read, by element. A body put in order is read twice: the last time counts. */
class Seen {
  count: number | null = null;
  body: unknown = null;
  private readonly values = new Map<number, unknown>();
  private readonly reads = new Map<string, ReadField>();

  decoded(body: unknown): void {
    this.body = body;
  }

  split(elements: number): void {
    this.count = elements;
  }

  element(index: number, value: unknown): void {
    if (index < MOST_TRIED_ELEMENTS) this.values.set(index, value);
  }

  field(read: ReadField): void {
    if (read.element < MOST_TRIED_ELEMENTS) this.reads.set(`${read.element} ${read.field}`, read);
  }

  elements(): RehearsedElement[] {
    const fields = Map.groupBy(this.reads.values(), ({ element }) => element);
    return [...this.values]
      .sort(([a], [b]) => a - b)
      .map(([index, value]) => ({ index, value, fields: fields.get(index) ?? [] }));
  }
}
