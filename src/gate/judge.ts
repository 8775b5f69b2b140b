import { type Draft, type GatedRequest, type Verdict, type VerdictRow } from '../flow/index.js';
import type { ConnectionView, Directory } from '../registry/index.js';

import type { Ancestor, DraftCase, Facts, LinkFact, LinkKey } from './draft-case.js';
import { foresee } from './foreseeing.js';
import { gatedRequest } from './gated-request.js';
import { CONNECTION_RULE, type GateRule, RULES_BEFORE_LINKS, RULES_BEHIND_LINKS } from './rules.js';
import { Trail } from './trail.js';

/** Looks up what links know, for all keys at once; keys by `linkKeyOf`. A record without a live link is left out. */
export type LinkFacts = (keys: readonly LinkKey[]) => Promise<ReadonlyMap<string, LinkFact>>;

export interface JudgeOptions {
  readonly directory: Directory;
  readonly now: number;
  /** Asked only for drafts that carry a version; absent: nothing is stale or an echo. */
  readonly links?: LinkFacts;
  /** The requests above these drafts, nearest first: for the limits of depth and cycles. */
  readonly ancestors?: readonly Ancestor[];
  /** The receiving point whose verdicts these are; default the connection's own. */
  readonly owner?: number;
}

/** What became of the drafts: each is in exactly one of the two lists. */
export interface Judged {
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
  /** For each draft the index of its request, or null where it has a verdict. */
  readonly requestOf: readonly (number | null)[];
}

/** Passes drafts by the rules, in their order. Whoever makes a draft, this is its only way to become a request. */
export async function judge(drafts: readonly Draft[], options: JudgeOptions): Promise<Judged> {
  return judgeAtOnce(drafts, options);
}

/**
 * The same, waiting only for links and for connectors that run elsewhere: at once where no draft that is still to be
 * judged carries a version.
 */
export function judgeAtOnce(drafts: readonly Draft[], options: JudgeOptions): Judged | Promise<Judged> {
  const passages = drafts.map((draft) => new Passage(draft, options));
  const foreseen = foresee(passages.map(({ one }) => one));
  return foreseen ? foreseen.then(() => judged(passages, options)) : judged(passages, options);
}

function judged(passages: readonly Passage[], { links }: JudgeOptions): Judged | Promise<Judged> {
  for (const passage of passages) passage.through(RULES_BEFORE_LINKS);
  const asking = links ? passages.filter((passage) => passage.asksLinks) : [];
  if (!links || asking.length === 0) return behindLinks(passages);
  return lookUp(asking, links).then(() => behindLinks(passages));
}

function behindLinks(passages: readonly Passage[]): Judged {
  for (const passage of passages) passage.through(RULES_BEHIND_LINKS);
  const requests: GatedRequest[] = [];
  const verdicts: VerdictRow[] = [];
  const requestOf = passages.map((passage) => {
    const end = passage.end();
    if (!('lane' in end)) {
      verdicts.push(end);
      return null;
    }
    return requests.push(end) - 1;
  });
  return { requests, verdicts, requestOf };
}

/** The key of a record in the map a `LinkFacts` reader answers. */
export function linkKeyOf({ connection, type, externalId }: LinkKey): string {
  return `${connection}\n${type}\n${externalId}`;
}

async function lookUp(asking: readonly Passage[], links: LinkFacts): Promise<void> {
  const keys = asking.map((passage) => passage.linkKey());
  const facts = await links(keys);
  for (const [index, passage] of asking.entries()) {
    if (passage.one) passage.one.link = facts.get(linkKeyOf(keys[index] as LinkKey));
  }
}

/** One draft on its way through the rules. */
class Passage {
  readonly one: DraftCase | null;
  private readonly trail: Trail;
  private refusal: { readonly verdict: Verdict; readonly rule: string; readonly facts: Facts } | null = null;

  constructor(
    private readonly draft: Draft,
    private readonly options: JudgeOptions,
  ) {
    const connection = options.directory.connection(draft.connection);
    this.one = connection ? openCase(draft, connection, options.ancestors ?? []) : null;
    this.trail = new Trail(options.now, connection?.configVersion ?? options.directory.version);
    if (!connection) {
      this.refusal = {
        verdict: 'unresolved',
        rule: CONNECTION_RULE,
        facts: { connection: draft.connection },
      };
    }
  }

  get asksLinks(): boolean {
    return this.refusal === null && this.one?.version !== undefined;
  }

  through(rules: readonly GateRule[]): void {
    const { one } = this;
    if (!one || this.refusal) return;
    for (const { name, judge: ask } of rules) {
      const judgement = ask(one);
      if (judgement.kind === 'passed') this.trail.passed(name, judgement.facts);
      if (judgement.kind !== 'refused') continue;
      this.refusal = { verdict: judgement.verdict, rule: name, facts: judgement.facts };
      return;
    }
  }

  linkKey(): LinkKey {
    const { connection, type, recordId } = this.one as DraftCase;
    return { connection: connection.number, type, externalId: recordId };
  }

  end(): GatedRequest | VerdictRow {
    const { one, refusal, options } = this;
    if (one && !refusal) return gatedRequest(one, options.now, this.trail.text());
    return this.verdict();
  }

  private verdict(): VerdictRow {
    const { one, options } = this;
    const { connection, hook = null, element = 0, parent = null, scope, type = null, recordId } = this.draft;
    const { verdict, rule, facts } = this.refusal as { verdict: Verdict; rule: string; facts: Facts };
    const { directory, owner = connection * 2, now: at } = options;
    const configVersion = one ? one.connection.configVersion : directory.version;
    return {
      tenant: one ? one.connection.tenant : 0,
      connection,
      owner,
      hook,
      element,
      parent,
      scope,
      type: one?.scope?.type ?? type,
      recordId: one ? one.recordId : recordId,
      ruling: { verdict, rule, facts, configVersion, at },
    };
  }
}

function openCase(draft: Draft, connection: ConnectionView, ancestors: readonly Ancestor[]): DraftCase {
  return {
    draft,
    connection,
    ancestors,
    scope: undefined,
    type: draft.type ?? 'NONE',
    action: draft.action ?? 'NONE',
    recordId: draft.recordId,
    payload: draft.payload,
    version: draft.version,
    link: undefined,
    coalesce: 'never',
    settleMs: 0,
    child: null,
    windowMs: 0,
  };
}
